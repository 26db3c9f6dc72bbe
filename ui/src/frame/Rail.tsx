// The places of the window, at the left; icons alone where there is little room.

import {
  ArrowLeftRight,
  Building2,
  Columns3,
  Inbox,
  Landmark,
  ListTree,
  type LucideIcon,
  Settings,
  ShieldCheck,
  SquareStack,
  Stamp,
} from 'lucide-react';
import { Button, VisuallyHidden } from 'react-aria-components';
import { count } from '../format/count';
import { useNavigation } from '../navigation/Navigation';
import { type Place, TIMELINE } from '../navigation/place';
import styles from './Rail.module.css';

type Entry = { label: string; icon: LucideIcon; place: Place; covers: Place['at'][]; keys: string };

const PLACES: Entry[] = [
  { label: 'Desk', icon: Stamp, place: { at: 'desk' }, covers: ['desk'], keys: 'g q' },
  {
    label: 'Transactions',
    icon: ArrowLeftRight,
    place: { at: 'transactions' },
    covers: ['transactions', 'transaction', 'transaction-form'],
    keys: 'g x',
  },
  {
    label: 'Merchants',
    icon: Building2,
    place: { at: 'merchants' },
    covers: ['merchants', 'merchant', 'merchant-form', 'onboarding'],
    keys: 'g m',
  },
  { label: 'Board', icon: Columns3, place: { at: 'board' }, covers: ['board'], keys: 'g b' },
  {
    label: 'Accounts',
    icon: Landmark,
    place: { at: 'accounts' },
    covers: ['accounts', 'account', 'account-form'],
    keys: 'g r',
  },
  { label: 'Timeline', icon: ListTree, place: TIMELINE, covers: ['timeline'], keys: 'g t' },
  {
    label: 'Deliveries',
    icon: Inbox,
    place: { at: 'deliveries', show: 'all' },
    covers: ['deliveries', 'delivery'],
    keys: 'g d',
  },
  {
    label: 'Cards',
    icon: SquareStack,
    place: { at: 'cards', card: null },
    covers: ['cards'],
    keys: 'g c',
  },
  { label: 'Audit', icon: ShieldCheck, place: { at: 'audit' }, covers: ['audit'], keys: 'g a' },
];
const SETTINGS: Entry = {
  label: 'Settings',
  icon: Settings,
  place: { at: 'settings', section: 'profile' },
  covers: ['settings'],
  keys: 'g s',
};

type ItemProps = { entry: Entry; waiting?: number };

const Item = ({ entry, waiting = 0 }: ItemProps) => {
  const { place, go } = useNavigation();
  const Icon = entry.icon;
  return (
    <Button
      className={styles.item}
      aria-current={entry.covers.includes(place.at) ? 'page' : undefined}
      onPress={() => go(entry.place)}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.label}>{entry.label}</span>
      {waiting > 0 ? (
        <span className={styles.badge}>
          {count(waiting)}
          <VisuallyHidden elementType="span"> waiting for a person</VisuallyHidden>
        </span>
      ) : (
        <span className={styles.keys} aria-hidden="true">
          {entry.keys}
        </span>
      )}
    </Button>
  );
};

type Props = { version: string; desk: number; cards: number };

export const Rail = ({ version, desk, cards }: Props) => {
  const waiting: Partial<Record<Place['at'], number>> = { desk, cards };
  return (
    <nav className={styles.rail} aria-label="Places">
      {PLACES.map((entry) => (
        <Item key={entry.label} entry={entry} waiting={waiting[entry.place.at] ?? 0} />
      ))}
      <span className={styles.room} />
      <Item entry={SETTINGS} />
      <span className={styles.version}>Partner Console {version}</span>
    </nav>
  );
};
