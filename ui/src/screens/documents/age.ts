// How old a document's URL is: a word with its shape; and which answers an upload makes stale.

import { CircleCheck, Clock, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { UrlAge } from '../../ipc/bindings/UrlAge';

export const AGES: Record<UrlAge, { word: string; icon: LucideIcon }> = {
  fresh: { word: 'URL fresh', icon: CircleCheck },
  aging: { word: 'URL aging', icon: Clock },
  aged: { word: 'URL past 7 days', icon: TriangleAlert },
};

export const TOUCHED_BY_UPLOADS = [
  'list_documents',
  'list_uploads',
  'get_onboarding',
  'list_timeline',
] as const;
