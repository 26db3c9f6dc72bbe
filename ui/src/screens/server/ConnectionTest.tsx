// Tests the connection by calls that only read, and tells each step. It can be run again.

import { PlugZap } from 'lucide-react';
import { useAct } from '../../ipc/act';
import type { ApiView } from '../../ipc/bindings/ApiView';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import styles from './server.module.css';
import { TestResult } from './TestResult';

const CANT: readonly ApiView['state'][] = [
  'not_set_up',
  'simulator_stopped',
  'credentials_missing',
  'off',
];

type Props = { profile: string; api: ApiView };

export const ConnectionTest = ({ profile, api }: Props) => {
  const test = useAct('test_connection', ['list_operations', 'list_timeline']);
  const isOff = CANT.includes(api.state);
  return (
    <>
      <ActFailed error={test.error} />
      <div className={styles.acts}>
        <Button isDisabled={isOff || test.isPending} onPress={() => test.mutate({ profile })}>
          <PlugZap size={14} aria-hidden="true" />
          {test.isPending
            ? 'Testing…'
            : test.data
              ? 'Test the connection again'
              : 'Test the connection'}
        </Button>
        <span className={styles.soft} role="status">
          {test.isPending
            ? 'Calls that only read are being made.'
            : isOff
              ? api.detail
              : 'By calls that only read. Each leaves an entry in the ledger.'}
        </span>
      </div>
      <div className={styles.result} aria-live="polite" data-old={test.isPending}>
        {test.data ? <TestResult test={test.data} /> : null}
      </div>
    </>
  );
};
