// What a creation with an unknown outcome may have made: offered to a person, never guessed.

import { grouped } from '../../format/money';
import type { ActionView } from '../../ipc/bindings/ActionView';
import type { CandidateView } from '../../ipc/bindings/CandidateView';
import { ActButton } from '../ActButton';
import { Time } from '../Time';
import { textOf } from './editing';
import styles from './form.module.css';

/** "100,000.0 USD": the digits as they came. */
const amountText = (text: string | null): string | null =>
  text === null ? null : text.replace(/^\S+/u, grouped);

type Props = { action: ActionView; onThis: (candidate: CandidateView) => void };

const Differences = ({ candidate }: { candidate: CandidateView }) =>
  candidate.differs.length === 0 ? (
    <p className={styles.about}>It is in every field what was sent.</p>
  ) : (
    <table
      className={styles.difference}
      aria-label={`Where ${candidate.subject.label} differs from what was sent`}
    >
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Sent</th>
          <th scope="col">Found</th>
        </tr>
      </thead>
      <tbody>
        {candidate.differs.map(({ name, sent, found }) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td dir="auto">{textOf(sent)}</td>
            <td dir="auto">{found === null ? <i>none</i> : textOf(found)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );

/** Which it is stands first: the own name, or the number of a transaction. */
const Head = ({ candidate, onThis }: { candidate: CandidateView; onThis: () => void }) => {
  const { subject, name, madeAt, status } = candidate;
  const isTransaction = subject.kind === 'transaction';
  const [first, ...rest] = isTransaction
    ? [subject.label, amountText(name)]
    : [name ?? subject.label, name === null ? null : subject.label];
  const said = [...rest, status].filter((one) => one !== null);
  return (
    <div className={styles.candidateHead}>
      <strong>
        <bdi>{first}</bdi>
      </strong>
      <span className={styles.faint}>
        <bdi>{said.join(' · ')}</bdi>
        {madeAt === null ? null : (
          <>
            {' '}
            · made <Time at={madeAt} form="full" />
          </>
        )}
      </span>
      <ActButton onPress={onThis}>It is {subject.label.toLowerCase()}…</ActButton>
    </div>
  );
};

export const Candidates = ({ action, onThis }: Props) => {
  const isTransaction = action.candidates[0]?.subject.kind === 'transaction';
  return (
    <section className={styles.candidates} aria-labelledby="candidates-heading">
      <h3 id="candidates-heading">
        {action.candidates.length === 1 ? 'This may be it' : 'One of these may be it'}
      </h3>
      <p className={styles.about}>
        They were not known before, and{' '}
        {isTransaction
          ? 'have the merchant, the receiver account and the amount that were sent.'
          : 'bear a name or number that was sent.'}{' '}
        Which it is, if any, is yours to say: nothing is guessed.
      </p>
      <ol>
        {action.candidates.map((candidate) => (
          <li key={candidate.subject.key} className={styles.candidate}>
            <Head candidate={candidate} onThis={() => onThis(candidate)} />
            <Differences candidate={candidate} />
          </li>
        ))}
      </ol>
    </section>
  );
};
