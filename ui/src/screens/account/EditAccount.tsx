// A change of a receiver account: it is read first, and only the difference to that is sent.

import { GitCompareArrows, TriangleAlert } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useAct } from '../../ipc/act';
import type { ActionWish } from '../../ipc/bindings/ActionWish';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useNavigation } from '../../navigation/Navigation';
import { ActionForm, Onward } from '../../parts/form/ActionForm';
import { ElsewhereList } from '../../parts/form/ElsewhereList';
import {
  type Base,
  baseOf,
  changesOf,
  type Elsewhere,
  rebase,
  touched,
  valuesOf,
} from '../../parts/form/editing';
import { type Checked, sentOf } from '../../parts/form/findings';
import { beginForm, type FormState } from '../../parts/form/form';
import { Notice } from '../../parts/Notice';
import { Failed, Loading } from '../../parts/State';
import { Time } from '../../parts/Time';
import { type AccountKind, accountGroups, accountNames, PAYEE_NAMES } from './accountFields';
import { ListsAge } from './ListsAge';
import { useAccountCheck } from './useAccountCheck';
import { useAccountLists } from './useAccountLists';

type Props = { profile: ProfileStatus; number: string };
type ReadProps = Props & { base: Base; readAt: string; onReadAgain: () => void };

const kindIn = (base: Base): AccountKind =>
  (base.walletAddress ?? 'null') === 'null' ? 'bank' : 'wallet';

const DETAILS_CHANGE =
  'This changes where money goes. It is marked on the account with your name, and a later ' +
  'approval that pays to it shows it. Ask the receiver by a way that you know already.';

const Form = ({ profile, number, base, readAt, onReadAgain }: ReadProps) => {
  const { replace } = useNavigation();
  const { lists, countries, currencies } = useAccountLists(profile.name);
  const kind = kindIn(base);
  const kindOf = useCallback(() => kind, [kind]);
  const check = useAccountCheck(profile.name, kindOf);
  const [elsewhere, setElsewhere] = useState<Elsewhere[]>([]);
  const subject = `account:${number}`;
  const begin = () => beginForm(valuesOf(base, accountNames(kind)), base);
  const settle = (form: FormState) => {
    const rebased = rebase(form, base);
    setElsewhere(rebased.elsewhere);
    return JSON.stringify(rebased.form) === JSON.stringify(form) ? form : rebased.form;
  };
  const toWish = (form: FormState, checked: Checked): ActionWish => ({
    is: 'update_subject',
    subject,
    changes: changesOf(form, sentOf(checked)),
  });
  return (
    <ActionForm
      profile={profile.name}
      draftKey={subject}
      name={`Edit receiver account ${number}`}
      act="Change receiver account"
      groups={accountGroups(kind, lists)}
      begin={begin}
      settle={settle}
      check={check}
      toWish={toWish}
      hasFurther
      onReadAgain={onReadAgain}
      above={(form) => (
        <>
          {elsewhere.length > 0 ? (
            <Notice icon={GitCompareArrows} tone="look" label="Changed elsewhere">
              <ElsewhereList elsewhere={elsewhere} />
            </Notice>
          ) : null}
          <p>
            As Cedar had it at <Time at={readAt} />. Only what you change is changed.
          </p>
          {touched(form).some((name) => PAYEE_NAMES.includes(name)) ? (
            <Notice icon={TriangleAlert} tone="look" label="A change of bank details">
              <span role="status">{DETAILS_CHANGE}</span>
            </Notice>
          ) : null}
        </>
      )}
      aside={() => <ListsAge countries={countries} currencies={currencies} />}
      done={() => (
        <Onward onPress={() => replace({ at: 'account', number })}>
          Back to receiver account {number}
        </Onward>
      )}
    />
  );
};

export const EditAccount = ({ profile, number }: Props) => {
  const { name } = profile;
  const read = useAct('read_fields', ['subject_facts', 'list_timeline']);
  const { mutate } = read;
  const again = useCallback(
    () => mutate({ profile: name, subject: `account:${number}` }),
    [mutate, name, number],
  );
  useEffect(again, [again]);
  if (read.data && !read.isPending) {
    return (
      <Form
        key={read.data.sequence}
        profile={profile}
        number={number}
        base={baseOf(read.data.fields)}
        readAt={read.data.readAt}
        onReadAgain={again}
      />
    );
  }
  return read.error ? (
    <Failed
      title="The account could not be read, so it can’t be changed"
      error={read.error}
      onAgain={again}
    />
  ) : (
    <Loading what="how the account is now" />
  );
};
