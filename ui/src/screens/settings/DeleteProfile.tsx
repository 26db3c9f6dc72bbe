// The end of a profile: its secrets go, its ledger stays; after its name was typed.

import { useState } from 'react';
import { useAct } from '../../ipc/act';
import type { ProfileSettings } from '../../ipc/bindings/ProfileSettings';
import { ActButton } from '../../parts/ActButton';
import { Confirm } from '../../parts/Confirm';
import { Field } from '../../parts/Field';
import { Part } from '../../parts/Part';
import { sayGone } from '../profileEnd/gone';
import { readDraft, writeDraft } from '../start/draft';

export const DeleteProfile = ({ settings }: { settings: ProfileSettings }) => {
  const { name, title, folder } = settings;
  const [isAsking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const end = useAct('delete_profile');
  const wrong = end.error?.field === 'typedName';
  const close = () => {
    end.reset();
    setTyped('');
    setAsking(false);
  };
  const act = async () => {
    try {
      // The answer comes when this profile is off the screen already: it is said over whatever is.
      sayGone({ title, deleted: await end.mutateAsync({ profile: name, typedName: typed }) });
      if (readDraft()?.profile === name) {
        writeDraft(null);
      }
    } catch {
      // The mutation holds what went wrong.
    }
  };
  return (
    <Part
      name="Delete this profile"
      about="It receives and calls nothing any more; its secrets are removed from the keyring. Its
        ledger is kept, with all that was received and decided."
    >
      <ActButton weight="danger" onPress={() => setAsking(true)}>
        Delete {title}…
      </ActButton>
      <Confirm
        isOpen={isAsking}
        title={`Delete ${title}?`}
        act="Delete the profile"
        isPending={end.isPending}
        isBlocked={typed !== name}
        error={wrong ? null : end.error}
        onClose={close}
        onAct={() => void act()}
      >
        <p>
          <strong>Removed:</strong> its API credentials and webhook secrets, from the keyring; its
          address: deliveries to it find no one.
        </p>
        <p>
          <strong>Kept:</strong> the ledger, in <code>{folder}</code>. Nothing of it is erased.
        </p>
        <Field
          name="typedName"
          label={`Type ${name} to delete it`}
          value={typed}
          onChange={setTyped}
          isMono
          error={wrong ? (end.error?.message ?? null) : null}
        />
      </Confirm>
    </Part>
  );
};
