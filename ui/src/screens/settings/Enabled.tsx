// Whether a profile receives whenever the program runs.

import { useState } from 'react';
import { useAct } from '../../ipc/act';
import type { ProfileSettings } from '../../ipc/bindings/ProfileSettings';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Confirm } from '../../parts/Confirm';
import { Part } from '../../parts/Part';

export const Enabled = ({ settings }: { settings: ProfileSettings }) => {
  const [isAsking, setAsking] = useState(false);
  const enable = useAct('enable_profile', ['profile_settings']);
  const profile = settings.name;
  const close = () => {
    enable.reset();
    setAsking(false);
  };
  return (
    <Part
      name="Receiving"
      about={
        settings.enabled
          ? 'It receives whenever the program runs, whichever profile is on the screen.'
          : 'It is switched off: nothing is taken for it. What it holds can be read.'
      }
    >
      {settings.enabled ? (
        <ActButton onPress={() => setAsking(true)}>Switch it off…</ActButton>
      ) : (
        <>
          <ActFailed error={enable.error} />
          <ActButton
            isDisabled={enable.isPending}
            onPress={() => enable.mutate({ profile, enabled: true })}
          >
            Switch it on
          </ActButton>
        </>
      )}
      <Confirm
        isOpen={isAsking}
        title={`Switch ${settings.title} off?`}
        act="Switch it off"
        isPending={enable.isPending}
        error={enable.error}
        onClose={close}
        onAct={() => enable.mutate({ profile, enabled: false }, { onSuccess: close })}
      >
        <p>
          Nothing is received for it until it is switched on again: the sender finds no one at its
          address. What it holds stays.
        </p>
      </Confirm>
    </Part>
  );
};
