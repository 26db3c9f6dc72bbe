// How old the lists to choose from are, and a way to read them again.

import { RotateCw } from 'lucide-react';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import { Time } from '../../parts/Time';
import page from '../merchant/Merchant.module.css';
import styles from './Account.module.css';
import type { useAccountLists } from './useAccountLists';

type Read = ReturnType<typeof useAccountLists>['countries'];

const One = ({ what, read }: { what: string; read: Read }) => {
  const { data, again, isPending, error } = read;
  return data ? (
    <div>
      <p className={page.soft}>
        {data.detail}
        {data.readAt ? (
          <>
            {' '}
            Read <Time at={data.readAt} />.
          </>
        ) : null}
      </p>
      <ActFailed error={error} />
      <Button weight="quiet" isDisabled={!data.canRead || isPending} onPress={again}>
        <RotateCw size={14} aria-hidden="true" />
        {isPending ? 'Reading…' : `Read the ${what} again`}
      </Button>
    </div>
  ) : null;
};

export const ListsAge = ({ countries, currencies }: { countries: Read; currencies: Read }) => (
  <section className={styles.lists} aria-labelledby="lists-heading">
    <h2 id="lists-heading">Countries and currencies</h2>
    <One what="countries" read={countries} />
    <One what="currencies" read={currencies} />
  </section>
);
