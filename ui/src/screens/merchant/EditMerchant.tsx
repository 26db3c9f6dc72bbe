// A change of a merchant.

import { useMemo } from 'react';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useNavigation } from '../../navigation/Navigation';
import { EditForm, type FreshRead, ReadFirst } from '../../parts/form/EditForm';
import { follow } from './follow';
import { MERCHANT_NAMES, merchantGroups } from './merchantFields';
import { useMerchantCheck } from './useMerchantCheck';
import { useMerchantLists } from './useMerchantLists';

type Props = { profile: ProfileStatus; number: string };

const Form = ({ profile, number, read }: Props & { read: FreshRead }) => {
  const { replace } = useNavigation();
  const lists = useMerchantLists(profile.name);
  const groups = useMemo(
    () => merchantGroups(profile.environment, lists),
    [profile.environment, lists],
  );
  const check = useMerchantCheck(profile.name);
  return (
    <EditForm
      profile={profile.name}
      subject={`merchant:${number}`}
      what="merchant"
      read={read}
      names={MERCHANT_NAMES}
      groups={groups}
      check={check}
      follow={follow}
      onBack={() => replace({ at: 'merchant', number })}
    />
  );
};

export const EditMerchant = (props: Props) => (
  <ReadFirst profile={props.profile.name} subject={`merchant:${props.number}`} what="merchant">
    {(read) => <Form key={read.sequence} {...props} read={read} />}
  </ReadFirst>
);
