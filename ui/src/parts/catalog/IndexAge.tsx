// How old the index of objects is, what it does, and the way to bring it up to date.

import { CircleAlert, RotateCw } from 'lucide-react';
import { ProgressBar } from 'react-aria-components';
import { count, counted } from '../../format/count';
import { age, full } from '../../format/time';
import { useAct } from '../../ipc/act';
import { useAsk } from '../../ipc/ask';
import type { CatalogAge } from '../../ipc/bindings/CatalogAge';
import type { FillingView } from '../../ipc/bindings/FillingView';
import { Button } from '../Button';
import { useNow } from '../useNow';
import styles from './IndexAge.module.css';

const Progress = ({ filling }: { filling: FillingView }) => {
  const { listing, total } = filling;
  const { what, count: done } = {
    merchant: { what: 'merchants', count: filling.merchants },
    receiver_account: { what: 'receiver accounts', count: filling.accounts },
    transaction: { what: 'transactions', count: filling.transactions },
  }[listing];
  return (
    <>
      <span role="status">
        Listing {what}: {count(done)}
        {total === null ? '' : ` of ${count(total)}`}
      </span>
      <ProgressBar
        className={styles.progress}
        aria-label={`Listing ${what}`}
        {...(total ? { value: done, maxValue: total } : { isIndeterminate: true })}
      >
        {({ percentage, isIndeterminate }) => (
          <span
            className={styles.bar}
            data-running={isIndeterminate}
            style={{ width: `${percentage ?? 30}%` }}
          />
        )}
      </ProgressBar>
    </>
  );
};

const Words = ({ state }: { state: CatalogAge }) => {
  const now = useNow(5_000);
  const { filledAt, failed, behind, doing, detail } = state;
  if (doing === 'failing') {
    return (
      <span className={styles.look} title={detail} role="status">
        <CircleAlert size={14} aria-hidden="true" />
        Can’t be brought up to date
      </span>
    );
  }
  if (failed) {
    return (
      <span className={styles.look} title={failed} role="status">
        <CircleAlert size={14} aria-hidden="true" />
        The listing stopped
      </span>
    );
  }
  return (
    <span title={filledAt ? `${full(filledAt)}. ${detail}` : detail} role="status">
      {filledAt ? `All listed ${age(filledAt, now)}` : 'Never listed from the API'}
      {doing === 'following' && behind > 0
        ? ` · ${counted(behind, 'entry', 'entries')} to take in`
        : ''}
    </span>
  );
};

export const IndexAge = ({ profile }: { profile: string }) => {
  const { data } = useAsk('catalog_age', { profile });
  const refresh = useAct('refresh_catalog', ['catalog_age']);
  const cancel = useAct('cancel_refresh', ['catalog_age']);
  if (!data) {
    return <span className={styles.age} />;
  }
  const failed = refresh.error ?? cancel.error;
  const label = data.failed ? 'Go on' : data.filledAt ? 'Refresh' : 'List all';
  return (
    <span className={styles.age} data-testid="index-age">
      {failed ? <span role="alert">{failed.message}</span> : null}
      {data.filling ? <Progress filling={data.filling} /> : <Words state={data} />}
      {data.filling ? (
        <Button weight="quiet" onPress={() => cancel.mutate({ profile })}>
          Stop
        </Button>
      ) : (
        <Button
          weight="quiet"
          isDisabled={!data.canRefresh || refresh.isPending}
          onPress={() => refresh.mutate({ profile })}
        >
          <RotateCw size={14} aria-hidden="true" />
          {label}
        </Button>
      )}
    </span>
  );
};
