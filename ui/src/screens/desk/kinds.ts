// The kinds of things that wait, each with its word and shape.

import {
  BadgeCheck,
  CircleAlert,
  CircleHelp,
  FileDiff,
  Landmark,
  type LucideIcon,
  OctagonAlert,
  Route,
  TriangleAlert,
  UsersRound,
} from 'lucide-react';
import type { DeskItemView } from '../../ipc/bindings/DeskItemView';
import type { DeskKind } from '../../ipc/bindings/DeskKind';
import type { TransactionAction } from '../../ipc/bindings/TransactionAction';

type Shape = { icon: LucideIcon; tone: 'plain' | 'look' | 'bad'; open: string };

export const DESK_KINDS: Record<DeskKind, Shape> = {
  approve_quote: { icon: BadgeCheck, tone: 'plain', open: 'Review quote' },
  approve_deposit: { icon: Landmark, tone: 'plain', open: 'Confirm deposit' },
  outcome_unknown: { icon: CircleHelp, tone: 'look', open: 'Open the action' },
  locked_differs: { icon: OctagonAlert, tone: 'bad', open: 'Settle…' },
  misfit: { icon: Route, tone: 'look', open: 'Settle…' },
  contradiction: { icon: FileDiff, tone: 'look', open: 'Open the card' },
  alarm: { icon: TriangleAlert, tone: 'look', open: 'Open the card' },
  proposal: { icon: UsersRound, tone: 'look', open: 'Look at the proposal' },
  action_needed: { icon: CircleAlert, tone: 'look', open: 'Open the onboarding' },
};

/** What the drawer is opened for; none if it is no approval. */
export const approvalOf = ({ kind }: DeskItemView): TransactionAction | null =>
  kind === 'approve_quote' || kind === 'approve_deposit' ? kind : null;

/** A row in a word or two: "Approve quote, transaction 7". */
export const itemWords = ({ label, subject }: DeskItemView): string =>
  subject ? `${label}, ${subject.label.toLowerCase()}` : label;
