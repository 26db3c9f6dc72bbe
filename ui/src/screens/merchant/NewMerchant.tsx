// A new merchant: its form, and what may be the same merchant already.

import type { ActionWish } from '../../ipc/bindings/ActionWish';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useNavigation } from '../../navigation/Navigation';
import { ActionForm, Onward } from '../../parts/form/ActionForm';
import { type Checked, sentOf } from '../../parts/form/findings';
import { beginForm, type FormState, furtherOf } from '../../parts/form/form';
import { follow } from './follow';
import { merchantGroups, newMerchantFacts } from './merchantFields';
import { useMerchantCheck } from './useMerchantCheck';
import { useMerchantLists } from './useMerchantLists';

const toWish = (form: FormState, checked: Checked): ActionWish => ({
  is: 'create_merchant',
  facts: newMerchantFacts(sentOf(checked)),
  further: furtherOf(form.further),
});

const begin = () => beginForm();

export const NewMerchant = ({ profile }: { profile: ProfileStatus }) => {
  const { replace } = useNavigation();
  const lists = useMerchantLists();
  const check = useMerchantCheck(profile.name);
  return (
    <ActionForm
      profile={profile.name}
      draftKey="merchant:new"
      name="New merchant"
      act="Create merchant"
      groups={merchantGroups(profile.environment, lists)}
      begin={begin}
      check={check}
      toWish={toWish}
      follow={follow}
      hasFurther
      done={({ object }) =>
        object ? (
          <Onward
            onPress={() => replace({ at: 'merchant', number: object.key.replace('merchant:', '') })}
          >
            Open {object.label.toLowerCase()}
          </Onward>
        ) : null
      }
    />
  );
};
