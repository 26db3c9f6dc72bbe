// The head of a delivery's page: which one, its verdict, whom it is about.

import { ArrowLeft } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { short } from '../../format/short';
import type { DeliveryView } from '../../ipc/bindings/DeliveryView';
import type { VerdictView } from '../../ipc/bindings/VerdictView';
import { useNavigation } from '../../navigation/Navigation';
import { placeOfSubject } from '../../navigation/subject';
import { Button } from '../../parts/Button';
import { Copy } from '../../parts/Copy';
import { Link } from '../../parts/Link';
import { Mark } from '../../parts/Mark';
import { TestTag } from '../../parts/TestTag';
import { Time } from '../../parts/Time';
import { Uncovered } from '../../parts/Uncovered';
import styles from './Header.module.css';

type Props = { delivery: DeliveryView; verdict: VerdictView | null };

const Name = ({ delivery }: { delivery: DeliveryView }) => {
  const { requestUuid, sequence } = delivery.row;
  return requestUuid ? (
    <>
      <h1 className={styles.title} title={`${requestUuid}, not covered by the hash`}>
        Delivery <code>{short(requestUuid)}</code>
      </h1>
      <Copy text={requestUuid} what="the request’s UUID" />
    </>
  ) : (
    <h1 className={styles.title}>Delivery of entry {sequence}</h1>
  );
};

const About = ({ delivery }: { delivery: DeliveryView }) => {
  const { go } = useNavigation();
  const { row } = delivery;
  return (
    <span className={styles.about}>
      {row.eventCovered ? row.title : <Uncovered>{row.title}</Uncovered>}
      {row.subjects.length > 0 ? <span className={styles.soft}>→</span> : null}
      {row.subjects.map((subject, index) => (
        <Fragment key={subject.key}>
          {index > 0 ? <span className={styles.soft}>or</span> : null}
          <Link data-testid="subject-link" onPress={() => go(placeOfSubject(subject.key))}>
            {subject.label}
          </Link>
        </Fragment>
      ))}
    </span>
  );
};

const Datum = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Data = ({ delivery, verdict }: Props) => (
  <dl className={styles.facts}>
    <Datum name="Received">
      <Time at={delivery.row.at} form="full" />
    </Datum>
    <Datum name="Entry">
      <code>{delivery.row.sequence}</code>
    </Datum>
    <Datum name="From">
      <code>{delivery.peer ?? 'erased'}</code>
    </Datum>
    {verdict ? (
      <>
        <Datum name="Answered">
          <code>{verdict.answer}</code>
        </Datum>
        <Datum name="Verdict">
          <code data-testid="verdict-code">{verdict.code}</code>
        </Datum>
      </>
    ) : null}
    {verdict?.key ? <Datum name="Key">{verdict.key}</Datum> : null}
    {delivery.row.requestUuid ? (
      <Datum name="Webhook Log">
        <span title="Under API › API Webhook Logs in the Partners Platform">found by its UUID</span>
      </Datum>
    ) : null}
    {verdict?.textRule ? (
      <Datum name="Text rule">
        <code>{verdict.textRule}</code>
      </Datum>
    ) : null}
  </dl>
);

export const DeliveryHeader = ({ delivery, verdict }: Props) => {
  const { back } = useNavigation();
  const { row } = delivery;
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <Button weight="quiet" aria-label="Back" onPress={back}>
          <ArrowLeft size={16} aria-hidden="true" />
        </Button>
        <Name delivery={delivery} />
        <span className={styles.verdict}>
          <Mark
            mark={verdict?.mark ?? row.mark}
            word={verdict?.word ?? row.word}
            testId="verdict"
          />
        </span>
        {row.mark === 'confirmed' || row.mark === 'contradicted' ? (
          <span className={styles.verdict}>
            <Mark mark={row.mark} word={row.word} title={row.read?.detail} testId="read-mark" />
          </span>
        ) : null}
        {row.isTest ? <TestTag form="full" /> : null}
        <About delivery={delivery} />
      </div>
      <p className={styles.sentence}>{verdict?.sentence ?? row.reason}</p>
      <Data delivery={delivery} verdict={verdict} />
    </header>
  );
};
