// Step 2: the profile, Live or Sandbox; each has its own secrets, address and ledger.

import { useState } from 'react';
import { Form } from 'react-aria-components';
import { EnvironmentTag } from '../../frame/EnvironmentTag';
import { ENVIRONMENTS } from '../../frame/environments';
import { useAct } from '../../ipc/act';
import type { ConsoleStatus } from '../../ipc/bindings/ConsoleStatus';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useMayChange } from '../../ipc/mayChange';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import { Fact, Facts } from '../../parts/Facts';
import { Field } from '../../parts/Field';
import { ImportProfile } from '../../parts/ImportProfile';
import { Options } from '../../parts/Options';
import { Part } from '../../parts/Part';
import { profileName } from './profileName';
import { StepPage } from './StepPage';
import styles from './steps.module.css';

const TITLE_MAX = 64;
const CHOICES = (['sandbox', 'live'] as const).map((id) => ({
  id,
  label: <EnvironmentTag environment={id} />,
  help: ENVIRONMENTS[id].meaning,
}));

type Props = {
  status: ConsoleStatus;
  profile: ProfileStatus | null;
  onDone: (more?: { profile: string }) => void;
};

const Made = ({ profile, onDone }: { profile: ProfileStatus; onDone: () => void }) => (
  <StepPage name="Profile" lead="The profile is made. Its title can be changed in the settings.">
    <Facts>
      <Fact name="Title">{profile.title}</Fact>
      <Fact name="Environment">
        <EnvironmentTag environment={profile.environment} />{' '}
        {ENVIRONMENTS[profile.environment].meaning}
      </Fact>
      <Fact name="Name">
        <code>{profile.name}</code>
      </Fact>
    </Facts>
    <div className={styles.acts}>
      <Button weight="primary" onPress={onDone}>
        Go on
      </Button>
    </div>
  </StepPage>
);

export const StepProfile = ({ status, profile, onDone }: Props) => {
  const [title, setTitle] = useState('');
  const [ownName, setOwnName] = useState<string | null>(null);
  const [environment, setEnvironment] = useState<'sandbox' | 'live' | null>(null);
  const create = useAct('create_profile');
  const { may } = useMayChange();
  if (profile) {
    return <Made profile={profile} onDone={() => onDone()} />;
  }
  const taken = status.profiles.map((one) => one.name);
  const name = ownName ?? profileName(title, taken);
  const field = create.error?.field;
  const wrong = (of: string) => (field === of ? create.error?.message : null);
  const isOnField = field === 'title' || field === 'name';
  return (
    <StepPage
      name="Which account is this?"
      lead="A profile is one account at Cedar. It has secrets, an address and a ledger of its own;
        nothing is shared between two profiles."
    >
      <Form
        className={styles.form}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          if (environment) {
            create.mutate(
              { name, title: title.trim(), environment, listen: '' },
              { onSuccess: (made) => onDone({ profile: made.name }) },
            );
          }
        }}
      >
        <Options
          label="Cedar’s server"
          value={environment}
          options={CHOICES}
          onChange={setEnvironment}
          isDisabled={!may}
        />
        <Field
          name="title"
          label="Title"
          value={title}
          onChange={setTitle}
          maxLength={TITLE_MAX}
          placeholder="Acme Exports Ltd"
          isDisabled={!may}
          error={wrong('title')}
          help="As people call it."
        />
        <Field
          name="name"
          label="Name of its folder"
          value={name}
          onChange={setOwnName}
          isMono
          isDisabled={!may}
          error={wrong('name')}
          help="1 to 32 of a–z, 0–9 and -. It stays."
        />
        <ActFailed error={isOnField ? null : create.error} />
        <div className={styles.acts}>
          <ActButton
            type="submit"
            weight="primary"
            isDisabled={create.isPending || environment === null}
          >
            {create.isPending
              ? 'Making it…'
              : environment
                ? `Make the ${ENVIRONMENTS[environment].word} profile`
                : 'Make the profile'}
          </ActButton>
        </div>
      </Form>
      <Part
        name="Or from a file"
        about="A profile that was saved elsewhere holds its server and its settings, and no secret:
          those are asked for in the steps that follow."
      >
        <ImportProfile onMade={(made) => onDone({ profile: made })} />
      </Part>
    </StepPage>
  );
};
