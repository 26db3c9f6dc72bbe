// The shape that stands with each status of a merchant, receiver account or transaction.

import {
  Circle,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDollarSign,
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
  NONE: { icon: Circle, tone: 'plain' },
  AWAITING_QUOTE_APPROVAL: { icon: CircleAlert, tone: 'look' },
  AWAITING_DEPOSIT: { icon: CircleDollarSign, tone: 'look' },
  IN_PROGRESS: { icon: Hourglass, tone: 'plain' },
  COMPLETED: { icon: CircleCheck, tone: 'good' },
  CANCELED: { icon: CircleSlash, tone: 'plain' },
  CANCELLED: { icon: CircleSlash, tone: 'plain' },
  EXPIRED: { icon: CircleX, tone: 'plain' },
};

/** A transaction's status without the prefix that says its kind. */
export const withoutPrefix = (status: string): string => status.replace(/^(OnOff_|Receive_)/, '');

/** Of an unknown status a person must find out what it means. */
export const shapeOf = (status: string | null): Shape =>
  SHAPES[withoutPrefix(status ?? '')] ?? { icon: CircleHelp, tone: status ? 'look' : 'plain' };

export const WAITS: Record<WaitsFor, string> = {
  us: 'Waits for us',
  cedar: 'Waits for Cedar',
  nobody: 'Nobody is awaited',
};
