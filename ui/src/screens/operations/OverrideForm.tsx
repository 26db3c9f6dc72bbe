// A path of this profile in the place of the table's, and the way back to the table's.

import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useAct } from '../../ipc/act';
import type { OperationView } from '../../ipc/bindings/OperationView';
import { useMayChange } from '../../ipc/mayChange';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Field } from '../../parts/Field';
import { ProposeChange } from '../../parts/ProposeChange';
import styles from './Operations.module.css';
import { pathWrong } from './pathWords';

type Props = { profile: string; operation: OperationView };

export const OverrideForm = ({ profile, operation }: Props) => {
  const { id, path, overridePath, pathParameter, effect } = operation;
  const inUse = overridePath ?? path;
  const [typed, setTyped] = useState(inUse);
  const override = useAct('override_path', ['list_operations']);
  const { may } = useMayChange();
  const isChanged = typed !== inUse;
  const own = isChanged ? pathWrong(typed, pathParameter) : null;
  const told = override.error?.field === 'path' ? override.error.message : null;
  const send = (to: string) =>
    override.mutate(
      { profile, operation: id, path: to },
      {
        onSuccess: ({ operations }) => {
          const since = operations.find((one) => one.id === id);
          setTyped(since ? (since.overridePath ?? since.path) : path);
        },
      },
    );
  return (
    <section className={styles.part} aria-labelledby="override">
      <h3 id="override">Path of this profile</h3>
      <Form
        className={styles.form}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          if (isChanged && own === null) {
            send(typed === path ? '' : typed);
          }
        }}
      >
        <Field
          name="path"
          label="Path"
          value={typed}
          onChange={(to) => {
            override.reset();
            setTyped(to);
          }}
          isMono
          isDisabled={!may}
          error={own ?? told}
          help={
            effect === 'moves_money'
              ? '▲ This moves money: by another path another thing is asked for.'
              : 'It follows the base URL. Another path is confirmed anew, by a call that works.'
          }
        />
        <ActFailed error={told === null ? override.error : null} />
        {override.error?.code === 'second_person' ? (
          <ProposeChange
            profile={profile}
            change={{ is: 'path', operation: id, path: override.variables?.path ?? '' }}
          />
        ) : null}
        <div className={styles.acts}>
          <ActButton type="submit" isDisabled={override.isPending || !isChanged || own !== null}>
            {override.isPending ? 'Saving…' : 'Use this path'}
          </ActButton>
          {overridePath === null ? null : (
            <ActButton weight="quiet" isDisabled={override.isPending} onPress={() => send('')}>
              Reset to the table’s
            </ActButton>
          )}
        </div>
      </Form>
    </section>
  );
};
