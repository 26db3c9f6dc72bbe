// Removes a secret from the keyring, after asking.

import { type ReactNode, useState } from 'react';
import { useAct } from '../ipc/act';
import type { SecretKind } from '../ipc/bindings/SecretKind';
import { ActButton } from './ActButton';
import { Confirm } from './Confirm';

type Props = {
  profile: string;
  kind: SecretKind;
  label: string;
  title: string;
  act: string;
  children: ReactNode;
};

export const ClearSecret = ({ profile, kind, label, title, act, children }: Props) => {
  const [isAsking, setAsking] = useState(false);
  const clear = useAct('clear_secret', ['list_secrets']);
  const close = () => {
    clear.reset();
    setAsking(false);
  };
  return (
    <>
      <ActButton onPress={() => setAsking(true)}>{label}</ActButton>
      <Confirm
        isOpen={isAsking}
        title={title}
        act={act}
        isPending={clear.isPending}
        error={clear.error}
        onClose={close}
        onAct={() => clear.mutate({ profile, kind }, { onSuccess: close })}
      >
        {children}
      </Confirm>
    </>
  );
};
