// Exactly what will be sent, before it is sent: of a change the difference, and the whole request.

import { ArrowLeft, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { prettyJson } from '../../format/prettyJson';
import { ENVIRONMENTS } from '../../frame/environments';
import type { CommandError } from '../../ipc/bindings/CommandError';
import type { DetailFinding } from '../../ipc/bindings/DetailFinding';
import type { RequestReview } from '../../ipc/bindings/RequestReview';
import { ActButton } from '../ActButton';
import { ActFailed } from '../ActFailed';
import { Button } from '../Button';
import { Copy } from '../Copy';
import { Scrolled } from '../Scrolled';
import { textOf } from './editing';
import styles from './form.module.css';

const GRADES = {
  documented: null,
  observed: null,
  assumed: 'This path is assumed: no call by it was seen to work here yet.',
} as const;

const Difference = ({ changes }: { changes: RequestReview['changes'] }) => (
  <table className={styles.difference} aria-label="What will change">
    <thead>
      <tr>
        <th scope="col">Field</th>
        <th scope="col">Old</th>
        <th scope="col">New</th>
      </tr>
    </thead>
    <tbody>
      {changes.map(({ name, label, from, to }) => (
        <tr key={name}>
          <th scope="row">
            {label} <code>{name}</code>
          </th>
          <td>{from === null ? <i>none</i> : <del dir="auto">{textOf(from)}</del>}</td>
          <td>{textOf(to) === '' ? <i>none</i> : <ins dir="auto">{textOf(to)}</ins>}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Warnings = ({ warnings }: { warnings: readonly DetailFinding[] }) => (
  <ul className={styles.warnings} aria-label="Warnings">
    {warnings.map(({ field, words }) => (
      <li key={`${field} ${words}`}>
        <TriangleAlert size={14} aria-hidden="true" />
        <span>
          <code>{field}</code> {words}
        </span>
      </li>
    ))}
  </ul>
);

const Request = ({ review }: { review: RequestReview }) => (
  <>
    <p className={styles.line}>
      <code>
        {review.method} <span className={styles.faint}>{review.origin}</span>
        {review.path}
      </code>{' '}
      <Copy text={`${review.origin}${review.path}`} what="the address" />
    </p>
    {review.body === null ? (
      <p className={styles.about}>It has no body.</p>
    ) : (
      <Scrolled
        label="JSON that will be sent"
        text={prettyJson(review.body) ?? review.body}
        testId="review-body"
      />
    )}
  </>
);

type Props = {
  review: RequestReview;
  /** What the button does: "Create merchant". */
  act: string;
  /** The same in words. */
  summary?: ReactNode;
  warnings: readonly DetailFinding[];
  /** Names of fields of which nothing was checked here. */
  notChecked: readonly string[];
  isPending: boolean;
  error: CommandError | null;
  onBack: () => void;
  onSend: () => void;
  /** What is offered where a second person has to want it first. */
  propose: ReactNode;
};

export const Review = (props: Props) => {
  const { review, act, warnings, notChecked, isPending, error, onBack, onSend } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const isChange = review.changes.length > 0;
  const grade = review.confirmedAt === null ? GRADES[review.grade] : null;
  return (
    <section className={styles.review} aria-labelledby="review-heading" data-testid="review">
      <h2 id="review-heading" ref={heading} tabIndex={-1}>
        {isChange ? 'What will change' : 'What will be sent'}
      </h2>
      {props.summary}
      {warnings.length > 0 ? <Warnings warnings={warnings} /> : null}
      {isChange ? (
        <>
          <Difference changes={review.changes} />
          <details className={styles.whole}>
            <summary>The whole request</summary>
            <p className={styles.about}>
              The object goes back as it was read, with these changes in it.
            </p>
            <Request review={review} />
          </details>
        </>
      ) : (
        <Request review={review} />
      )}
      {notChecked.length > 0 ? (
        <p className={styles.about}>
          Not checked here, since only Cedar can tell: <code>{notChecked.join(', ')}</code>
        </p>
      ) : null}
      {grade ? <p className={styles.about}>{grade}</p> : null}
      {review.isOverride ? (
        <p className={styles.about}>The path is this profile’s own, not the table’s.</p>
      ) : null}
      <ActFailed error={error} />
      {review.secondPerson === null ? null : (
        <p className={styles.about} role="note">
          A second person has to confirm it first: {review.secondPerson}. Propose it; another
          operator then makes the very same change.
        </p>
      )}
      {review.secondPerson === null ? null : props.propose}
      <div className={styles.acts}>
        <Button onPress={onBack} isDisabled={isPending}>
          <ArrowLeft size={14} aria-hidden="true" />
          Back to the form
        </Button>
        {review.secondPerson === null ? (
          <>
            <ActButton weight="primary" onPress={onSend} isDisabled={isPending}>
              {isPending ? 'Sending…' : `${act} on ${ENVIRONMENTS[review.environment].word}`}
            </ActButton>
            <span className={styles.about}>It is sent once.</span>
          </>
        ) : null}
      </div>
    </section>
  );
};
