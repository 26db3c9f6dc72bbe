// A change of a receiver account; one of bank details says what it means.

import { TriangleAlert } from 'lucide-react';
import { useCallback } from 'react';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useNavigation } from '../../navigation/Navigation';
import { EditForm, type FreshRead, ReadFirst } from '../../parts/form/EditForm';
import { type Base, touched } from '../../parts/form/editing';
import { Notice } from '../../parts/Notice';
import { type AccountKind, accountGroups, accountNames, PAYEE_NAMES } from './accountFields';
import { ListsAge } from './ListsAge';
import { useAccountCheck } from './useAccountCheck';
import { useAccountLists } from './useAccountLists';

type Props = { profile: ProfileStatus; number: string };

const kindIn = (base: Base): AccountKind =>
  (base.walletAddress ?? 'null') === 'null' ? 'bank' : 'wallet';

const DETAILS_CHANGE =
  'This changes where money goes. It is marked on the account with your name, and a later ' +
  'approval that pays to it shows it. Ask the receiver by a way that you know already.';

const Form = ({ profile, number, read }: Props & { read: FreshRead }) => {
  const { replace } = useNavigation();
  const { lists, countries, currencies } = useAccountLists(profile.name);
  const kind = kindIn(read.base);
  const kindOf = useCallback(() => kind, [kind]);
  const check = useAccountCheck(profile.name, kindOf);
  return (
    <EditForm
      profile={profile.name}
      subject={`account:${number}`}
      what="receiver account"
      read={read}
      names={accountNames(kind)}
      groups={accountGroups(kind, lists)}
      check={check}
      above={(form) =>
        touched(form).some((name) => PAYEE_NAMES.includes(name)) ? (
          <Notice icon={TriangleAlert} tone="look" label="A change of bank details">
            <span role="status">{DETAILS_CHANGE}</span>
          </Notice>
        ) : null
      }
      aside={() => <ListsAge countries={countries} currencies={currencies} />}
      onBack={() => replace({ at: 'account', number })}
    />
  );
};

export const EditAccount = (props: Props) => (
  <ReadFirst
    profile={props.profile.name}
    subject={`account:${props.number}`}
    what="receiver account"
  >
    {(read) => <Form key={read.sequence} {...props} read={read} />}
  </ReadFirst>
);
