// Makes a new secret path, after asking: whoever knew the old one is answered 404.

import { useState } from 'react';
import { useAct } from '../../ipc/act';
import type { ProfileSettings } from '../../ipc/bindings/ProfileSettings';
import { ActButton } from '../../parts/ActButton';
import { Confirm } from '../../parts/Confirm';
import { Part } from '../../parts/Part';

export const RenewPath = ({ settings }: { settings: ProfileSettings }) => {
  const [isAsking, setAsking] = useState(false);
  const change = useAct('change_profile', ['profile_settings']);
  const { name, title, listen, answer200WhenStored } = settings;
  const close = () => {
    change.reset();
    setAsking(false);
  };
  return (
    <Part
      name="Secret path"
      about="Only who knows the path can deliver here at all. Renew it when it may have become known
        to someone else."
    >
      <ActButton onPress={() => setAsking(true)}>Renew the path…</ActButton>
      <Confirm
        isOpen={isAsking}
        title="Renew the secret path?"
        act="Renew the path"
        isPending={change.isPending}
        error={change.error}
        onClose={close}
        onAct={() =>
          change.mutate(
            { profile: name, title, listen, answer200WhenStored, renewPath: true },
            { onSuccess: close },
          )
        }
      >
        <p>
          From then on deliveries to the old path are answered 404 and are not kept. Until the new
          address stands in the Partners Platform (API › API Webhooks), nothing arrives.
        </p>
        <p>What was received stays. The old path can’t be brought back.</p>
      </Confirm>
    </Part>
  );
};
