// A change of a merchant: it is read first, and only the difference to what was read is sent.

import { GitCompareArrows } from 'lucide-react';
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
  valuesOf,
} from '../../parts/form/editing';
import { type Checked, sentOf } from '../../parts/form/findings';
import { beginForm, type FormState } from '../../parts/form/form';
import { Notice } from '../../parts/Notice';
import { Failed, Loading } from '../../parts/State';
import { Time } from '../../parts/Time';
import { follow } from './follow';
import { MERCHANT_NAMES, merchantGroups } from './merchantFields';
import { useMerchantCheck } from './useMerchantCheck';
import { useMerchantLists } from './useMerchantLists';

type Props = { profile: ProfileStatus; number: string };
type ReadProps = Props & { base: Base; readAt: string; onReadAgain: () => void };

const Form = ({ profile, number, base, readAt, onReadAgain }: ReadProps) => {
  const { replace } = useNavigation();
  const lists = useMerchantLists();
  const check = useMerchantCheck(profile.name);
  const [elsewhere, setElsewhere] = useState<Elsewhere[]>([]);
  const subject = `merchant:${number}`;
  const begin = () => beginForm(valuesOf(base, MERCHANT_NAMES), base);
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
      name={`Edit merchant ${number}`}
      act="Change merchant"
      groups={merchantGroups(profile.environment, lists)}
      begin={begin}
      settle={settle}
      check={check}
      toWish={toWish}
      follow={follow}
      hasFurther
      onReadAgain={onReadAgain}
      above={() => (
        <>
          {elsewhere.length > 0 ? (
            <Notice icon={GitCompareArrows} tone="look" label="Changed elsewhere">
              <ElsewhereList elsewhere={elsewhere} />
            </Notice>
          ) : null}
          <p>
            As Cedar had it at <Time at={readAt} />. Only what you change is changed.
          </p>
        </>
      )}
      done={() => (
        <Onward onPress={() => replace({ at: 'merchant', number })}>
          Back to merchant {number}
        </Onward>
      )}
    />
  );
};

export const EditMerchant = ({ profile, number }: Props) => {
  const { name } = profile;
  const read = useAct('read_fields', ['subject_facts', 'get_merchant', 'list_timeline']);
  const { mutate } = read;
  const again = useCallback(
    () => mutate({ profile: name, subject: `merchant:${number}` }),
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
      title="The merchant could not be read, so it can’t be changed"
      error={read.error}
      onAgain={again}
    />
  ) : (
    <Loading what="how the merchant is now" />
  );
};
