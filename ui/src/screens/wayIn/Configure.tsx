// The second step: the form of the way in that was chosen, with what it needs beside it.

import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useAct } from '../../ipc/act';
import { useAsk } from '../../ipc/ask';
import type { KeyringView } from '../../ipc/bindings/KeyringView';
import type { WayInProvider } from '../../ipc/bindings/WayInProvider';
import type { WayInView } from '../../ipc/bindings/WayInView';
import { useMayChange } from '../../ipc/mayChange';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Asked } from '../../parts/Asked';
import { LocalAddress } from '../../parts/wayIn/LocalAddress';
import { NgrokToken } from './NgrokToken';
import { SetupFields } from './SetupFields';
import { FIELDS, type SetupField, setupOf, type Typed, typedOf } from './setup';
import styles from './wayIn.module.css';

type Props = {
  profile: string;
  view: WayInView;
  provider: WayInProvider;
  keyring: KeyringView;
  onSaved: () => void;
};

/** The receiver's address: a front that is not kept up from here must be told where to lead. */
const LeadsTo = ({ profile }: { profile: string }) => (
  <section className={styles.part} aria-label="Where it must lead">
    <h3>Where it must lead</h3>
    <p className={styles.lead}>To host and port, with the path kept as it is.</p>
    <Asked question={useAsk('profile_settings', { profile })} what="where it listens">
      {(settings) =>
        settings.localUrl ? (
          <LocalAddress settings={settings} url={settings.localUrl} />
        ) : (
          <p role="alert" className={styles.bad}>
            This profile takes no deliveries now.
          </p>
        )
      }
    </Asked>
  </section>
);

/** Saves; of ssh the key is made too, and the line for the server comes before the first dial. */
const useSave = ({ profile, view, provider, onSaved }: Props) => {
  const set = useAct('set_way_in', ['get_way_in', 'list_gaps']);
  const make = useAct('make_way_in_key', ['get_way_in', 'list_secrets']);
  const save = (typed: Typed) => {
    const setup = setupOf(provider, typed);
    if (!setup) {
      return;
    }
    const needsKey = provider === 'ssh' && view.key === 'absent';
    set.mutate(
      { profile, setup, on: !needsKey },
      {
        onSuccess: () =>
          needsKey
            ? // Where it can't be made, the next step says why and offers it again.
              make.mutate(
                { profile, renew: false, thisSessionOnly: false },
                { onSettled: () => onSaved() },
              )
            : onSaved(),
      },
    );
  };
  return { save, needsKey: provider === 'ssh' && view.key === 'absent', set, make };
};

export const Configure = (props: Props) => {
  const { profile, view, provider, keyring } = props;
  const [typed, setTyped] = useState(() =>
    typedOf(view.setup?.provider === provider ? view.setup : null),
  );
  const [touched, setTouched] = useState<readonly SetupField[]>([]);
  const { may } = useMayChange();
  const { save, needsKey, set, make } = useSave(props);
  const isPending = set.isPending || make.isPending;
  const isOnField = FIELDS[provider].some((field) => field === set.error?.field);
  const needsToken = provider === 'ngrok' && view.token === 'absent';
  return (
    <>
      {provider === 'ngrok' ? <NgrokToken profile={profile} view={view} keyring={keyring} /> : null}
      {provider === 'own_url' ? <LeadsTo profile={profile} /> : null}
      <Form
        className={styles.form}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          setTouched(FIELDS[provider]);
          if (!needsToken && !isPending) {
            save(typed);
          }
        }}
      >
        <SetupFields
          provider={provider}
          typed={typed}
          touched={touched}
          error={set.error}
          isDisabled={!may}
          onType={(field, value) => {
            set.reset();
            setTyped({ ...typed, [field]: value });
          }}
        />
        {view.on && view.setup ? (
          <p className={styles.faint}>
            Saving ends the way in that is there now. Until the new one is proven, this is a gap.
          </p>
        ) : null}
        {needsToken ? (
          <p className={styles.faint}>The token comes first: without it no session can be had.</p>
        ) : null}
        <ActFailed error={isOnField ? null : set.error} />
        <div>
          <ActButton type="submit" weight="primary" isDisabled={isPending || needsToken}>
            {isPending ? 'Saving…' : needsKey ? 'Save and make the key' : 'Save and connect'}
          </ActButton>
        </div>
      </Form>
    </>
  );
};
