// Where a profile's server is. What another origin means is said before it is done.

import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useAct } from '../../ipc/act';
import type { Environment } from '../../ipc/bindings/Environment';
import type { ServerView } from '../../ipc/bindings/ServerView';
import { useMayChange } from '../../ipc/mayChange';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Confirm } from '../../parts/Confirm';
import { Field } from '../../parts/Field';
import { readBaseUrl } from './baseUrl';
import styles from './server.module.css';

const HELP: Record<Environment, string> = {
  live: 'The documented address of the live server. Change it only if Cedar told you another one.',
  sandbox: 'The sandbox’s address is not public: Cedar tells it to its partners.',
  simulator: 'The simulator’s own address on this machine.',
};

type Props = {
  profile: string;
  environment: Environment;
  server: ServerView;
  onSaved?: () => void;
  children?: ReactNode;
};

export const ServerForm = ({ profile, environment, server, onSaved, children }: Props) => {
  const inUse = server.baseUrl ?? '';
  const [typed, setTyped] = useState(inUse);
  const [asking, setAsking] = useState<{ baseUrl: string; origin: string | null } | null>(null);
  const set = useAct('set_server', ['profile_settings', 'list_operations', 'list_secrets']);
  const { may } = useMayChange();
  const isChanged = typed.trim() !== inUse;
  const read = readBaseUrl(typed);
  // An empty field is not wrong before something was typed.
  const own = isChanged && typed.trim() !== '' ? read.wrong : null;
  const told = set.error?.field === 'baseUrl';
  const bound = server.credentialsOrigin;
  const isElsewhere = read.origin !== null && bound !== null && read.origin !== bound;

  const send = (baseUrl: string) =>
    set.mutate(
      { profile, baseUrl },
      {
        onSuccess: (settings) => {
          setTyped(settings.server.baseUrl ?? '');
          setAsking(null);
          onSaved?.();
        },
      },
    );
  const save = (baseUrl: string, origin: string | null) =>
    bound !== null && origin !== bound ? setAsking({ baseUrl, origin }) : send(baseUrl);
  return (
    <Form
      className={styles.form}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged && read.wrong === null) {
          save(typed.trim(), read.origin);
        }
      }}
    >
      <Field
        name="baseUrl"
        label="Base URL"
        value={typed}
        onChange={(to) => {
          set.reset();
          setTyped(to);
        }}
        placeholder="https://…/bpapi"
        isMono
        isDisabled={!may || !server.canChange}
        error={own ?? (told ? (set.error?.message ?? null) : null)}
        help={HELP[environment]}
      />
      <div className={styles.before} role="status">
        {isChanged && isElsewhere ? (
          <p className={styles.look}>
            ▲ Another origin: <code>{read.origin}</code>. The credentials are bound to{' '}
            <code>{bound}</code> and are never sent there: key and secret are asked for anew.
          </p>
        ) : null}
      </div>
      <ActFailed error={told || asking ? null : set.error} />
      {server.canChange ? (
        <div className={styles.acts}>
          <ActButton
            type="submit"
            weight="primary"
            isDisabled={set.isPending || !isChanged || read.wrong !== null}
          >
            {set.isPending ? 'Saving…' : 'Save the server'}
          </ActButton>
          {environment === 'live' && !server.isLive ? (
            <ActButton weight="quiet" isDisabled={set.isPending} onPress={() => save('', null)}>
              Back to the documented one
            </ActButton>
          ) : null}
          {children}
        </div>
      ) : null}
      <Confirm
        isOpen={asking !== null}
        title="Call another server?"
        act="Use the other server"
        isPending={set.isPending}
        error={set.error}
        onClose={() => {
          set.reset();
          setAsking(null);
        }}
        onAct={() => asking && send(asking.baseUrl)}
      >
        <p>
          The credentials in the keyring were entered for <code>{bound}</code>. They are never sent
          to {asking?.origin ? <code>{asking.origin}</code> : 'another one'}: its key and secret are
          asked for anew, and until then nothing is called.
        </p>
        <p>
          The ledger stays, and so does what was read. What was confirmed of paths counts for the
          old server alone.
        </p>
      </Confirm>
    </Form>
  );
};
