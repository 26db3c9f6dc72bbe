// One status of the board: how many merchants have it, those longest in it first.

import { ListBox, ListBoxItem } from 'react-aria-components';
import { count } from '../../format/count';
import type { KycColumn } from '../../ipc/bindings/KycColumn';
import type { MerchantRow } from '../../ipc/bindings/MerchantRow';
import { useNavigation } from '../../navigation/Navigation';
import { StatusWord } from '../../parts/catalog/StatusWord';
import { TimeInStatus } from '../../parts/catalog/TimeInStatus';
import { Link } from '../../parts/Link';
import { Mark } from '../../parts/Mark';
import styles from './Board.module.css';

/** The collection tells cards apart by their `id`. */
const Card = ({ row }: { id: string; row: MerchantRow }) => {
  const { number, standing, country } = row;
  const name = row.legalName ?? row.tradingName;
  return (
    <ListBoxItem
      id={row.subject}
      className={styles.card}
      textValue={name ?? `Merchant ${number}`}
      data-subject={row.subject}
    >
      <span className={styles.name} title={name ?? undefined}>
        {name === null ? `Merchant ${number}` : <bdi>{name}</bdi>}
      </span>
      <span className={styles.line}>
        <span>
          {name === null ? 'not read yet' : number}
          {country ? ` · ${country}` : ''}
        </span>
        <TimeInStatus standing={standing} />
      </span>
      {standing.mark === 'confirmed' ? null : (
        <span className={styles.line}>
          <Mark mark={standing.mark} title={standing.word} />
        </span>
      )}
    </ListBoxItem>
  );
};

export const BoardColumn = ({ column }: { column: KycColumn }) => {
  const { go } = useNavigation();
  const { status, oldest, count: howMany } = column;
  const label = `${status.word}, ${count(howMany)}`;
  return (
    <section className={styles.column} data-status={status.status} aria-label={label}>
      <header className={styles.columnHead}>
        <h3 title={status.meaning}>
          <StatusWord status={status.status || null} word={status.word} />
        </h3>
        <span className={styles.count}>{count(howMany)}</span>
      </header>
      {oldest.length === 0 ? (
        <p className={styles.none}>none</p>
      ) : (
        <ListBox
          className={styles.cards}
          aria-label={label}
          items={oldest}
          selectionMode="none"
          onAction={(key) => {
            const row = oldest.find(({ subject }) => subject === key);
            if (row) {
              go({ at: 'merchant', number: row.number });
            }
          }}
        >
          {(row) => <Card id={row.subject} row={row} />}
        </ListBox>
      )}
      {howMany > oldest.length ? (
        <footer className={styles.rest}>
          <Link onPress={() => go({ at: 'merchants', status: status.status })}>
            All {count(howMany)}
          </Link>
        </footer>
      ) : null}
    </section>
  );
};
