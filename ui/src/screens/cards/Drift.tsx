// A changed list of fields: approved and found side by side, what differs, what is held back.

import { ArrowUpDown, Minus, Plus } from 'lucide-react';
import { counted } from '../../format/count';
import type { FieldSetDrift } from '../../ipc/bindings/FieldSetDrift';
import styles from './Drift.module.css';
import { type Change, closest, diffLists, diffWords, type Item } from './diffLists';
import { Part } from './Part';

const CHANGES = {
  added: { word: 'added', icon: Plus },
  removed: { word: 'dropped', icon: Minus },
  moved: { word: 'in another place', icon: ArrowUpDown },
} as const satisfies Record<Exclude<Change, 'kept'>, unknown>;

const Line = ({ item }: { item: Item }) => {
  const change = item.change === 'kept' ? null : CHANGES[item.change];
  return (
    <li className={styles.field} data-change={item.change}>
      <code>{item.name}</code>
      {change ? (
        <span className={styles.change}>
          <change.icon size={12} aria-hidden="true" />
          {change.word}
        </span>
      ) : null}
    </li>
  );
};

const List = ({ title, items }: { title: string; items: Item[] }) => (
  <div className={styles.side}>
    <h4>{title}</h4>
    <ol aria-label={title}>
      {items.map((item) => (
        <Line key={item.name} item={item} />
      ))}
    </ol>
  </div>
);

type Props = { drift: FieldSetDrift; isSettled: boolean };

export const Drift = ({ drift, isSettled }: Props) => {
  const { found, event, heldBack, isSufficient } = drift;
  // Once it is approved itself it is still compared with those before it.
  const approved = drift.approved.filter((list) => list.join() !== found.join());
  const before = closest(approved, found);
  const others = approved.filter((list) => list !== before);
  const diff = diffLists(before ?? [], found);
  return (
    <>
      <Part title={`The lists for ${event ?? 'bodies without a known event'}`}>
        <div className={styles.sides}>
          {before ? (
            <List title="Approved" items={diff.before} />
          ) : (
            <div className={styles.side}>
              <h4>Approved</h4>
              <p>None yet</p>
            </div>
          )}
          <List title="What came" items={diff.after} />
        </div>
        {before ? <p>What came {diffWords(before, found)}.</p> : null}
        {others.length > 0 ? (
          <p>
            Approved as well:{' '}
            {others.map((list) => (
              <code key={list.join(',')} className={styles.other}>
                {list.join(', ')}
              </code>
            ))}
          </p>
        ) : null}
      </Part>
      {isSettled ? null : (
        <Part title={isSufficient ? 'What approving means' : 'Why it can’t be approved'}>
          {isSufficient ? (
            <p>
              From then on a good hash over exactly these fields, in this order, is enough for this
              event. {counted(heldBack, 'delivery that is', 'deliveries that are')} held back will
              be judged anew, each with a new verdict; no old one changes. Rejecting keeps them in
              quarantine. Ask Cedar first if nobody announced the change: whoever relays a delivery
              chooses the list it names.
            </p>
          ) : (
            <p>
              It does not cover both the id and the status. A hash over it would say nothing of whom
              the delivery is about or what happened, so it can only be rejected.{' '}
              {counted(heldBack, 'delivery stays', 'deliveries stay')} in quarantine.
            </p>
          )}
        </Part>
      )}
    </>
  );
};
