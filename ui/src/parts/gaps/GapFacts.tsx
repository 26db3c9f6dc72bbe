// All that is known of a gap: its span, why, what closed it, and what was missed in it.

import { counted } from '../../format/count';
import type { GapClosing } from '../../ipc/bindings/GapClosing';
import type { GapView } from '../../ipc/bindings/GapView';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../Button';
import { Fact, Facts } from '../Facts';
import { Mark } from '../Mark';
import { Time } from '../Time';
import { GapLength } from './GapSpan';
import { GapStanding } from './GapStanding';
import styles from './gaps.module.css';
import { causesOf, NOT_KNOWN } from './gapWords';
import { Missed } from './Missed';
import { ReconcileFrom } from './ReconcileFrom';

type Props = {
  profile: string;
  gap: GapView;
  /** Whether the list of gaps is elsewhere, and led to. */
  hasList?: boolean;
};

const Closing = ({ profile, closing }: { profile: string; closing: GapClosing }) => (
  <>
    <h3>The reconciliation that closed it</h3>
    <Facts>
      <Fact name="Ended">
        <Time at={closing.at} form="full" />
      </Fact>
      <Fact name="Looked from">
        <Time at={closing.from} form="full" />
      </Fact>
      <Fact name="Begun by">{closing.by ? <bdi>{closing.by}</bdi> : 'itself'}</Fact>
      <Fact name="Read">
        {counted(closing.objects, 'object', 'objects')} in {counted(closing.calls, 'call', 'calls')}
      </Fact>
      <Fact name="Missed">
        {closing.missed === 0
          ? 'no change without a webhook'
          : counted(closing.missed, 'change that no webhook told', 'changes that no webhook told')}
      </Fact>
      <Fact name="Entry">
        <code>{closing.sequence}</code>
      </Fact>
    </Facts>
    {closing.missed > 0 ? <Missed profile={profile} sequence={closing.sequence} /> : null}
  </>
);

export const GapFacts = ({ profile, gap, hasList = false }: Props) => {
  const { go } = useNavigation();
  const { from, until, details, closedBy } = gap;
  return (
    <section className={styles.facts} aria-label="Facts of the gap" data-testid="gap-facts">
      <header>
        <Mark mark="gap" />
        <h2>
          {until === null ? 'A gap that goes on, so far ' : 'A gap of '}
          <GapLength gap={gap} />
        </h2>
        <p className={styles.soft}>
          A delivery sent in this span can’t be relied on to have arrived. {NOT_KNOWN}
        </p>
      </header>
      <Facts>
        <Fact name="From">
          <Time at={from} form="full" />
        </Fact>
        <Fact name="Until">{until === null ? 'it goes on' : <Time at={until} form="full" />}</Fact>
        <Fact name="Why">{causesOf(gap)}</Fact>
        <Fact name="Standing">
          <GapStanding gap={gap} />
        </Fact>
      </Facts>
      {details.length > 0 ? (
        <>
          <h3>What was said then</h3>
          <ul className={styles.details}>
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        </>
      ) : null}
      {closedBy ? <Closing profile={profile} closing={closedBy} /> : null}
      <div className={styles.acts}>
        <ReconcileFrom profile={profile} from={from} isAgain={closedBy !== null} />
        {hasList ? (
          <Button weight="quiet" onPress={() => go({ at: 'way-in', view: 'gaps' })}>
            All gaps
          </Button>
        ) : null}
      </div>
    </section>
  );
};
