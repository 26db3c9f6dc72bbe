// A new merchant: its form, and what may be the same merchant already.

import { useCallback, useMemo } from 'react';
import type { ActionWish } from '../../ipc/bindings/ActionWish';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useNavigation } from '../../navigation/Navigation';
import { ActionForm, Onward } from '../../parts/form/ActionForm';
import { type Checked, sentOf } from '../../parts/form/findings';
import { beginForm, type FormState, furtherOf } from '../../parts/form/form';
import { Duplicates } from './Duplicates';
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
  const { go, replace } = useNavigation();
  const lists = useMerchantLists(profile.name);
  const groups = useMemo(
    () => merchantGroups(profile.environment, lists),
    [profile.environment, lists],
  );
  const check = useMerchantCheck(profile.name);
  const aside = useCallback(
    ({ values }: FormState) => (
      <Duplicates
        profile={profile.name}
        legalName={values.legalName ?? ''}
        country={values.country ?? ''}
        localRegNumber={values.localRegNumber ?? ''}
        onOpen={(number) => go({ at: 'merchant', number })}
      />
    ),
    [profile.name, go],
  );
  return (
    <ActionForm
      profile={profile.name}
      draftKey="merchant:new"
      name="New merchant"
      act="Create merchant"
      groups={groups}
      begin={begin}
      check={check}
      toWish={toWish}
      follow={follow}
      hasFurther
      aside={aside}
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
