// What a creation with an unknown outcome may have made: offered to a person, never guessed.

import type { ActionView } from '../../ipc/bindings/ActionView';
import type { CandidateView } from '../../ipc/bindings/CandidateView';
import { ActButton } from '../ActButton';
import { textOf } from './editing';
import styles from './form.module.css';

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

export const Candidates = ({ action, onThis }: Props) => (
  <section className={styles.candidates} aria-labelledby="candidates-heading">
    <h3 id="candidates-heading">
      {action.candidates.length === 1 ? 'This may be it' : 'One of these may be it'}
    </h3>
    <p className={styles.about}>
      They were not known before, and bear a name or number that was sent. Which it is, if any, is
      yours to say: nothing is guessed.
    </p>
    <ol>
      {action.candidates.map((candidate) => (
        <li key={candidate.subject.key} className={styles.candidate}>
          <div className={styles.candidateHead}>
            <strong>
              <bdi>{candidate.name ?? candidate.subject.label}</bdi>
            </strong>
            <span className={styles.faint}>
              {candidate.subject.label}
              {candidate.status ? ` · ${candidate.status}` : ''}
            </span>
            <ActButton onPress={() => onThis(candidate)}>
              It is {candidate.subject.label.toLowerCase()}…
            </ActButton>
          </div>
          <Differences candidate={candidate} />
        </li>
      ))}
    </ol>
  </section>
);
