// The shape that stands with each status of a merchant or receiver account.

import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleSlash,
  CircleX,
  Eye,
  Hourglass,
  type LucideIcon,
  OctagonX,
  Snowflake,
  Sprout,
} from 'lucide-react';
import type { WaitsFor } from '../../ipc/bindings/WaitsFor';

type StatusTone = 'plain' | 'look' | 'good' | 'bad';
type Shape = { icon: LucideIcon; tone: StatusTone };

const SHAPES: Record<string, Shape> = {
  NEW: { icon: Sprout, tone: 'plain' },
  PENDING: { icon: CircleDashed, tone: 'plain' },
  PENDING_REVIEW: { icon: Hourglass, tone: 'plain' },
  UNDER_REVIEW: { icon: Eye, tone: 'plain' },
  ACTION_NEEDED: { icon: CircleAlert, tone: 'look' },
  VALID: { icon: CircleCheck, tone: 'good' },
  FLAGGED: { icon: OctagonX, tone: 'bad' },
  ABANDONED: { icon: CircleSlash, tone: 'plain' },
  ACTIVE: { icon: CircleCheck, tone: 'good' },
  FROZEN: { icon: Snowflake, tone: 'look' },
  CLOSED: { icon: CircleX, tone: 'plain' },
};

/** Of an unknown status a person must find out what it means. */
export const shapeOf = (status: string | null): Shape =>
  SHAPES[status ?? ''] ?? { icon: CircleHelp, tone: status ? 'look' : 'plain' };

export const WAITS: Record<WaitsFor, string> = {
  us: 'Waits for us',
  cedar: 'Waits for Cedar',
  nobody: 'Nobody is awaited',
};
