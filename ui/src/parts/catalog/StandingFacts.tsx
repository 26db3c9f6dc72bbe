// What is known of an object's status: what it means, how surely it holds, who told it and when.

import type { StandingView } from '../../ipc/bindings/StandingView';
import type { StatusMeaning } from '../../ipc/bindings/StatusMeaning';
import { useNavigation } from '../../navigation/Navigation';
import { Fact, Facts } from '../Facts';
import { Link } from '../Link';
import { Mark } from '../Mark';
import { Time } from '../Time';
import styles from './ObjectInspector.module.css';
import { StatusWord } from './StatusWord';
import { WAITS } from './statuses';
import { TimeInStatus } from './TimeInStatus';

type Props = { standing: StandingView; meaning: StatusMeaning | null };

export const StandingFacts = ({ standing, meaning }: Props) => {
  const { go } = useNavigation();
  const { readAt, readSequence, toldAt, toldSequence, toldStatus } = standing;
  return (
    <div className={styles.standing}>
      <p className={styles.status}>
        <StatusWord status={standing.status} word={standing.statusWord} />
        <Mark mark={standing.mark} title={standing.word} />
      </p>
      {meaning ? <p className={styles.soft}>{meaning.meaning}</p> : null}
      {meaning?.next ? <p>{meaning.next}</p> : null}
      <Facts>
        <Fact name="Who">{WAITS[standing.needs]}</Fact>
        <Fact name="In it">
          <TimeInStatus standing={standing} />
        </Fact>
        <Fact name="Read">
          {readAt && readSequence !== null ? (
            <Link onPress={() => go({ at: 'observation', sequence: readSequence })}>
              <Time at={readAt} />
            </Link>
          ) : (
            'never'
          )}
        </Fact>
        {toldAt && toldSequence !== null ? (
          <Fact name="Told">
            <Link onPress={() => go({ at: 'delivery', sequence: toldSequence })}>
              <Time at={toldAt} />
            </Link>
            {toldStatus ? <span className={styles.soft}> {toldStatus}</span> : null}
          </Fact>
        ) : null}
      </Facts>
    </div>
  );
};
