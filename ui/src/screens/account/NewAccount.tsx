// A new receiver account: whose it is, at a bank or a wallet, and its form.

import { useCallback } from 'react';
import type { ActionWish } from '../../ipc/bindings/ActionWish';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useNavigation } from '../../navigation/Navigation';
import { ActionForm, Onward } from '../../parts/form/ActionForm';
import { type Checked, sentOf } from '../../parts/form/findings';
import { beginForm, type FieldGroup, type FormState, furtherOf } from '../../parts/form/form';
import { MerchantPicker } from '../../parts/MerchantPicker';
import { Options } from '../../parts/Options';
import {
  type AccountKind,
  accountGroups,
  follow,
  KIND,
  kindOf,
  newAccountFacts,
  OWNER,
} from './accountFields';
import { ListsAge } from './ListsAge';
import { useAccountCheck } from './useAccountCheck';
import { useAccountLists } from './useAccountLists';

const KINDS = [
  { id: 'bank', label: 'Bank account' },
  { id: 'wallet', label: 'Wallet', help: 'On a chain, as USDC (ERC-20).' },
] as const satisfies readonly { id: AccountKind; label: string; help?: string }[];

const first = (profile: string): FieldGroup => ({
  name: 'Whose and what',
  fields: [
    {
      name: OWNER,
      label: 'Owner merchant',
      kind: 'text',
      isRequired: true,
      input: (props) => <MerchantPicker profile={profile} {...props} />,
    },
    {
      name: KIND,
      label: 'Kind',
      kind: 'choice',
      isRequired: true,
      input: ({ value, onChange, isDisabled }) => (
        <Options
          label="Kind"
          value={value === 'wallet' ? 'wallet' : 'bank'}
          options={KINDS}
          onChange={onChange}
          isDisabled={isDisabled}
        />
      ),
    },
  ],
});

const toWish = (form: FormState, checked: Checked): ActionWish => ({
  is: 'create_receiver_account',
  facts: newAccountFacts(form.values[OWNER] ?? '', sentOf(checked)),
  further: furtherOf(form.further),
});

type Props = { profile: ProfileStatus; owner: string | null };

export const NewAccount = ({ profile, owner }: Props) => {
  const { replace } = useNavigation();
  const { lists, countries, currencies } = useAccountLists(profile.name);
  const check = useAccountCheck(profile.name, kindOf);
  const begin = useCallback(() => beginForm({ [OWNER]: owner ?? '', [KIND]: 'bank' }), [owner]);
  return (
    <ActionForm
      profile={profile.name}
      draftKey={owner === null ? 'account:new' : `account:new:${owner}`}
      name="New receiver account"
      act="Create receiver account"
      groups={(form) => [first(profile.name), ...accountGroups(kindOf(form), lists)]}
      begin={begin}
      check={check}
      toWish={toWish}
      follow={follow}
      hasFurther
      aside={() => <ListsAge countries={countries} currencies={currencies} />}
      done={({ object }) =>
        object ? (
          <Onward
            onPress={() => replace({ at: 'account', number: object.key.replace('account:', '') })}
          >
            Open {object.label.toLowerCase()}
          </Onward>
        ) : null
      }
    />
  );
};
