// The legal agreements of a merchant: read, accepted in the versions that were shown.

import { RotateCw, ScrollText } from 'lucide-react';
import { useId, useState } from 'react';
import { useAct } from '../../ipc/act';
import { useAsk } from '../../ipc/ask';
import type { ActionWish } from '../../ipc/bindings/ActionWish';
import type { AgreementsView } from '../../ipc/bindings/AgreementsView';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Asked } from '../../parts/Asked';
import { ActionForm } from '../../parts/form/ActionForm';
import { NOTHING_FOUND } from '../../parts/form/findings';
import { beginForm, type FormState, furtherOf } from '../../parts/form/form';
import { Time } from '../../parts/Time';
import { Acceptances } from './Acceptances';
import { AgreementOf } from './AgreementOf';
import styles from './agreements.module.css';

type Props = { profile: string; merchant: string };

const nothingFound = () => Promise.resolve(NOTHING_FOUND);
const begin = () => beginForm();

const Accept = ({
  profile,
  merchant,
  view,
  onReadAgain,
}: Props & { view: AgreementsView; onReadAgain: () => void }) => {
  const done = view.acceptances.filter(({ past }) => past.state === 'done').length;
  // An acceptance that was done in this visit stays on the screen with its outcome.
  const [round, setRound] = useState(done);
  const isDoneHere = round < done;
  if (view.allAccepted && !isDoneHere) {
    return <p className={styles.soft}>All are accepted; nothing is to be done here.</p>;
  }
  return (
    <ActionForm
      key={round}
      profile={profile}
      draftKey={`agreements:${merchant}:${round}`}
      name="Accept the legal agreements"
      act="Accept the agreements"
      groups={[
        {
          name: 'Accept',
          about:
            'You accept all of the above for the merchant, in these versions. If one of them is ' +
            'another by then, nothing is sent.',
          fields: [],
        },
      ]}
      begin={begin}
      check={nothingFound}
      toWish={(form: FormState): ActionWish => ({
        is: 'accept_agreements',
        merchant,
        shown: view.agreements.map(({ json }) => json),
        further: furtherOf(form.further),
      })}
      hasFurther
      onReadAgain={onReadAgain}
      done={() =>
        view.allAccepted ? null : (
          <ActButton onPress={() => setRound(done)}>Accept them once more</ActButton>
        )
      }
    />
  );
};

export const AgreementsOfMerchant = ({ profile, merchant }: Props) => {
  const id = useId();
  const agreements = useAsk('list_agreements', { profile, merchant });
  const read = useAct('read_agreements', ['list_agreements', 'get_onboarding', 'list_timeline']);
  const again = () => read.mutate({ profile, merchant });
  return (
    <section className={styles.section} aria-labelledby={id} data-testid="agreements">
      <h2 id={id}>Legal agreements</h2>
      <Asked question={agreements} what="the legal agreements">
        {(view) => (
          <>
            <div className={styles.line}>
              <ActButton
                weight={view.readAt === null ? 'primary' : 'plain'}
                isDisabled={read.isPending}
                onPress={again}
              >
                <RotateCw size={14} aria-hidden="true" />
                {view.readAt === null ? 'Read them from the API' : 'Read again'}
              </ActButton>
              <span className={styles.soft} role="status">
                {view.readAt === null ? (
                  'They were never read from the API.'
                ) : (
                  <>
                    As the API had them at <Time at={view.readAt} />.
                  </>
                )}
                {view.failed ? ` ${view.failed}` : null}
              </span>
            </div>
            <ActFailed error={read.error} />
            {view.agreements.length > 0 ? (
              <>
                <ul className={styles.list} aria-label="Agreements">
                  {view.agreements.map((agreement) => (
                    <AgreementOf key={agreement.json} agreement={agreement} />
                  ))}
                </ul>
                <Accept profile={profile} merchant={merchant} view={view} onReadAgain={again} />
              </>
            ) : null}
            {view.readAt !== null && view.agreements.length === 0 ? (
              <p className={styles.empty}>
                <ScrollText size={16} aria-hidden="true" />
                The API shows no agreement for this merchant.
              </p>
            ) : null}
            {view.acceptances.length > 0 ? <Acceptances acceptances={view.acceptances} /> : null}
          </>
        )}
      </Asked>
    </section>
  );
};
