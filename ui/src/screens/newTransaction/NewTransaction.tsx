// A new transaction: the form with the live rate and the documents beside it, its review, its end.

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { askAgain } from '../../ipc/again';
import type { ActionWish } from '../../ipc/bindings/ActionWish';
import type { PartyRow } from '../../ipc/bindings/PartyRow';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { ReceiverRow } from '../../ipc/bindings/ReceiverRow';
import { useNavigation } from '../../navigation/Navigation';
import { placeOfSubject } from '../../navigation/subject';
import { ActionForm, Onward } from '../../parts/form/ActionForm';
import { beginForm, type FormState } from '../../parts/form/form';
import { DocumentsBeside } from './DocumentsBeside';
import { BoundRate, LiveRate, type ShownRate } from './IndicativeRate';
import { Summary } from './Summary';
import * as of from './transactionFields';
import { transactionGroups } from './transactionGroups';
import { keyOf } from './useRate';
import { useTransactionCheck } from './useTransactionCheck';
import { useTransactionLists } from './useTransactionLists';

/** What a link to the form fills in. */
type Begun = {
  kind: string | null;
  merchant: string | null;
  account: string | null;
  currency: string | null;
};

type Props = { profile: ProfileStatus; begun: Begun; draftKey: string };

export const NewTransaction = ({ profile, begun, draftKey }: Props) => {
  const { replace } = useNavigation();
  const client = useQueryClient();
  const { name } = profile;
  const lists = useTransactionLists(name);
  const parties = useRef(new Map<string, PartyRow>());
  const receivers = useRef(new Map<string, ReceiverRow>());
  const shown = useRef<ShownRate | null>(null);
  const onShown = useCallback((rate: ShownRate | null) => {
    shown.current = rate;
  }, []);
  const onParties = useCallback((rows: readonly PartyRow[]) => {
    for (const row of rows) {
      parties.current.set(row.number, row);
    }
  }, []);
  const onReceivers = useCallback((rows: readonly ReceiverRow[]) => {
    for (const row of rows) {
      receivers.current.set(row.number, row);
    }
  }, []);
  const broughtBy = useCallback(
    ({ values }: FormState): string | null =>
      receivers.current.get(values[of.ACCOUNT] ?? '')?.currency ?? null,
    [],
  );
  const offered = useMemo(
    () => ({
      ...lists,
      profile: name,
      onParties,
      onReceivers,
      isBrought: (form: FormState) => broughtBy(form) === form.values[of.TO_CURRENCY],
    }),
    [lists, name, onParties, onReceivers, broughtBy],
  );
  const follow = useCallback(
    (next: FormState, before: FormState): FormState => {
      const [was, is] = [before.values[of.ACCOUNT], next.values[of.ACCOUNT]];
      const currency = broughtBy(next);
      const held = next.values[of.TO_CURRENCY] ?? '';
      const isFree = held === '' || held === broughtBy(before);
      return was !== is && currency !== null && isFree
        ? { ...next, values: { ...next.values, [of.TO_CURRENCY]: currency } }
        : next;
    },
    [broughtBy],
  );
  const begin = useCallback(
    () =>
      beginForm({
        [of.KIND]: of.isKind(begun.kind) ? begun.kind : 'payout',
        [of.SOURCE]: begun.merchant ?? '',
        [of.ACCOUNT]: begun.account ?? '',
        [of.TO_CURRENCY]: begun.currency ?? '',
      }),
    [begun],
  );
  const toWish = (form: FormState): ActionWish => {
    const key = keyOf(of.rateQuestion(form));
    const rate = shown.current?.key === key ? shown.current.view.sequence : null;
    return { is: 'create_transaction', facts: of.factsOf(form, rate) };
  };
  const check = useTransactionCheck(name);
  return (
    <ActionForm
      profile={name}
      draftKey={draftKey}
      name="New transaction"
      act="Create transaction"
      groups={(form) => transactionGroups(form, offered)}
      begin={begin}
      check={check}
      toWish={toWish}
      follow={follow}
      // What is refused since one like it is there may be another one than was looked for.
      onStopped={() => void askAgain(client, 'find_like_transactions')}
      summary={({ values, ...form }) => (
        <Summary
          form={{ ...form, values }}
          source={parties.current.get(values[of.SOURCE] ?? '') ?? null}
          receiver={receivers.current.get(values[of.ACCOUNT] ?? '') ?? null}
        />
      )}
      aside={(form, onChange) =>
        onChange ? (
          <>
            <LiveRate profile={name} question={of.rateQuestion(form)} onShown={onShown} />
            <DocumentsBeside profile={name} form={form} onChange={onChange} />
          </>
        ) : (
          <BoundRate shown={shown.current} question={of.rateQuestion(form)} />
        )
      }
      done={({ object }) =>
        object ? (
          <Onward onPress={() => replace(placeOfSubject(object.key))}>
            Open {object.label.toLowerCase()}
          </Onward>
        ) : null
      }
    />
  );
};
