// The policy is changed: the form, then what would be another, then it is set or proposed.

import { ArrowLeft, Plus, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { useAct } from '../../ipc/act';
import type { CommandError } from '../../ipc/bindings/CommandError';
import type { LimitText } from '../../ipc/bindings/LimitText';
import type { PolicyReview } from '../../ipc/bindings/PolicyReview';
import type { PolicyText } from '../../ipc/bindings/PolicyText';
import { useMayChange } from '../../ipc/mayChange';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import { Check } from '../../parts/Check';
import { Field } from '../../parts/Field';
import { Options } from '../../parts/Options';
import { Part } from '../../parts/Part';
import words from '../settings/words.module.css';
import { Differences } from './Differences';
import styles from './Policy.module.css';

const FIRST: PolicyText = {
  staffing: 'two_or_more',
  limits: [],
  selfApproval: false,
  expiresAfterMinutes: 15,
  typing: true,
};

const NO_LIMIT: LimitText = { currency: '', one: '', day: '' };
const TOUCHED = ['get_policy', 'list_timeline'] as const;

type LimitProps = {
  at: number;
  limit: LimitText;
  error: CommandError | null;
  onChange: (limit: LimitText) => void;
  onRemove: () => void;
};

const LimitFields = ({ at, limit, error, onChange, onRemove }: LimitProps) => {
  const { may } = useMayChange();
  const of = (field: string) =>
    error?.field === `policy.limits.${at}.${field}` ? error.message : null;
  const field = (name: keyof LimitText, label: string, placeholder: string) => (
    <Field
      name={`${name}-${at}`}
      label={label}
      value={limit[name]}
      onChange={(value) => onChange({ ...limit, [name]: value })}
      placeholder={placeholder}
      isDisabled={!may}
      error={of(name)}
      isMono
    />
  );
  const who = limit.currency || `limit ${at + 1}`;
  return (
    <fieldset className={styles.limit} aria-label={`Limits of ${who}`}>
      {field('currency', 'Deposited in', 'USDC (ERC-20)')}
      {field('one', 'One approval', 'none')}
      {field('day', 'Sum of 24 hours', 'none')}
      <Button weight="quiet" aria-label={`Remove the limits of ${who}`} onPress={onRemove}>
        <X size={14} aria-hidden="true" />
      </Button>
    </fieldset>
  );
};

type ReviewProps = {
  profile: string;
  policy: PolicyText;
  review: PolicyReview;
  onBack: () => void;
  onDone: () => void;
};

const Review = ({ profile, policy, review, onBack, onDone }: ReviewProps) => {
  const [note, setNote] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const change = useAct('change_policy', TOUCHED);
  useEffect(() => heading.current?.focus(), []);
  const isSame = review.differences.length === 0;
  return (
    <section aria-labelledby="policy-review" className={words.form}>
      <h3 id="policy-review" ref={heading} tabIndex={-1}>
        What will change
      </h3>
      {isSame ? (
        <p>Nothing of it would be another.</p>
      ) : (
        <Differences lines={review.differences} label="What of the policy will change" />
      )}
      <Field name="note" label="Why (optional)" value={note} onChange={setNote} />
      <ActFailed error={change.error} />
      <div className={styles.acts}>
        <Button onPress={onBack} isDisabled={change.isPending}>
          <ArrowLeft size={14} aria-hidden="true" />
          Back to the form
        </Button>
        <ActButton
          weight="primary"
          isDisabled={isSame || change.isPending}
          onPress={() => change.mutate({ profile, policy, note }, { onSuccess: onDone })}
        >
          {review.takesTwo ? 'Propose to a second person' : 'Set this policy'}
        </ActButton>
        <span className={words.faint}>
          {review.takesTwo
            ? 'It is in force once another operator has confirmed it.'
            : 'It is in force at once, and stands in the ledger.'}
        </span>
      </div>
    </section>
  );
};

type Props = { profile: string; before: PolicyText | null; onClose: (() => void) | null };

export const PolicyForm = ({ profile, before, onClose }: Props) => {
  const [policy, setPolicy] = useState(before ?? FIRST);
  const review = useAct('review_policy');
  const { may } = useMayChange();
  const change = (part: Partial<PolicyText>) => setPolicy({ ...policy, ...part });
  const limitsWith = (at: number, limit: LimitText | null) =>
    policy.limits.flatMap((old, place) => (place === at ? (limit ? [limit] : []) : [old]));
  if (review.data && review.variables?.policy === policy) {
    return (
      <Review
        profile={profile}
        policy={policy}
        review={review.data}
        onBack={() => review.reset()}
        onDone={() => onClose?.()}
      />
    );
  }
  const { error } = review;
  const isOne = policy.staffing === 'one_operator';
  const isAboutLimit = error?.field?.startsWith('policy.limits.') ?? false;
  return (
    <Part name={before ? 'Change it' : 'Set the first policy'}>
      <Form
        className={words.form}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          review.mutate({ profile, policy });
        }}
      >
        <Options
          label="Set up for"
          value={policy.staffing}
          options={[
            {
              id: 'two_or_more',
              label: 'Two operators or more',
              help: 'Above a limit, or where none is set, a second person confirms the very same.',
            },
            {
              id: 'one_operator',
              label: 'One operator',
              help: 'One person approves alone, and each approval says so. Limits still hold.',
            },
          ]}
          onChange={(staffing) =>
            change({ staffing, selfApproval: staffing === 'one_operator' || policy.selfApproval })
          }
          isDisabled={!may}
        />
        <div className={styles.limits}>
          {policy.limits.map((limit, at) => (
            <LimitFields
              // biome-ignore lint/suspicious/noArrayIndexKey: a limit has no name at first
              key={at}
              at={at}
              limit={limit}
              error={error}
              onChange={(next) => change({ limits: limitsWith(at, next) })}
              onRemove={() => change({ limits: limitsWith(at, null) })}
            />
          ))}
          <div>
            <ActButton
              weight="quiet"
              onPress={() => change({ limits: [...policy.limits, NO_LIMIT] })}
            >
              <Plus size={14} aria-hidden="true" />
              Limits of a currency
            </ActButton>
          </div>
        </div>
        <Check
          isSelected={policy.selfApproval}
          onChange={(selfApproval) => change({ selfApproval })}
          isDisabled={!may || isOne}
          help={isOne ? 'In a profile for one there is nobody else.' : undefined}
        >
          Who made a transaction may approve it alone
        </Check>
        <Check
          isSelected={policy.typing}
          onChange={(typing) => change({ typing })}
          isDisabled={!may}
        >
          Characters of the account are typed at each approval
        </Check>
        <Field
          name="expires"
          label="A word counts for, in minutes"
          value={String(policy.expiresAfterMinutes)}
          onChange={(typed) => change({ expiresAfterMinutes: Number(typed.replace(/\D/g, '')) })}
          isDisabled={!may}
          help="What was shown, and a first person’s word, is too old after it: 1 to 1440."
        />
        <ActFailed error={isAboutLimit ? null : error} />
        <div className={styles.acts}>
          <ActButton type="submit" weight="primary" isDisabled={review.isPending}>
            Review the change
          </ActButton>
          {onClose ? <Button onPress={onClose}>Leave it as it is</Button> : null}
        </div>
      </Form>
    </Part>
  );
};
