// How a profile is called, where it listens and how it answers.

import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useAct } from '../../ipc/act';
import type { ProfileSettings } from '../../ipc/bindings/ProfileSettings';
import { useMayChange } from '../../ipc/mayChange';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Check } from '../../parts/Check';
import { Field } from '../../parts/Field';
import { Part } from '../../parts/Part';
import styles from './words.module.css';

const TITLE_MAX = 64;

const readForm = ({ title, listen, answer200WhenStored }: ProfileSettings) => ({
  title,
  listen,
  answer200WhenStored,
});

export const ProfileForm = ({ settings }: { settings: ProfileSettings }) => {
  const [form, setForm] = useState(() => readForm(settings));
  const change = useAct('change_profile', ['profile_settings']);
  const { may } = useMayChange();
  const isChanged = JSON.stringify(form) !== JSON.stringify(readForm(settings));
  const wrong = (field: 'title' | 'listen') =>
    change.error?.field === field ? change.error.message : null;
  const isOnField = wrong('title') !== null || wrong('listen') !== null;
  return (
    <Part name="How it is called and how it receives">
      <Form
        className={styles.form}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ profile: settings.name, ...form, renewPath: false });
        }}
      >
        <Field
          name="title"
          label="Title"
          value={form.title}
          onChange={(title) => setForm({ ...form, title })}
          maxLength={TITLE_MAX}
          isDisabled={!may}
          error={wrong('title')}
          help="As people call it; it stands in the tag and in the window’s title."
        />
        <Field
          name="listen"
          label="Address on this machine"
          value={form.listen}
          onChange={(listen) => setForm({ ...form, listen })}
          placeholder="127.0.0.1:8787"
          isMono
          isDisabled={!may}
          error={wrong('listen')}
          help="Empty: a free port at each start. A tunnel needs a fixed one."
        />
        <Check
          isSelected={form.answer200WhenStored}
          onChange={(answer200WhenStored) => setForm({ ...form, answer200WhenStored })}
          isDisabled={!may}
          help="A refused delivery is otherwise answered 401. What Cedar does on a 401 is not
            documented; if it stops sending, switch this on. Nothing is trusted more for it: the
            verdict, the mark and the quarantine stay as they are."
        >
          Answer 200 for everything that was stored
        </Check>
        <ActFailed error={isOnField ? null : change.error} />
        <div className={styles.row}>
          <ActButton type="submit" weight="primary" isDisabled={change.isPending || !isChanged}>
            {change.isPending ? 'Saving…' : 'Save'}
          </ActButton>
          <span role="status" className={styles.saved}>
            {change.isSuccess && !isChanged ? 'Saved.' : ''}
          </span>
        </div>
      </Form>
    </Part>
  );
};
