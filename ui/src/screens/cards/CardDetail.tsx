// One card: what happened, what it means, what it is about, and how it is settled.

import { counted } from '../../format/count';
import type { CardView } from '../../ipc/bindings/CardView';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { useNavigation } from '../../navigation/Navigation';
import { Fact, Facts } from '../../parts/Facts';
import { Link } from '../../parts/Link';
import { Time } from '../../parts/Time';
import styles from './CardDetail.module.css';
import type { Outcome } from './Done';
import { Drift } from './Drift';
import { FellRate } from './FellRate';
import { FieldSetDecision } from './FieldSetDecision';
import { KINDS } from './kinds';
import { OtherBody } from './OtherBody';
import { OutOfCourse } from './OutOfCourse';
import { RepeatContradicted } from './RepeatContradicted';
import { SecretAlone } from './SecretAlone';
import { Settled } from './Settled';
import { Settling } from './Settling';

type Props = {
  profile: ProfileStatus;
  card: CardView;
  onDone: (outcome: Outcome) => void;
};

const About = ({ profile, card }: Omit<Props, 'onDone'>) => {
  switch (card.kind) {
    case 'field_set':
      return card.drift ? <Drift drift={card.drift} isSettled={card.settled !== null} /> : null;
    case 'other_body':
      return <OtherBody profile={profile.name} card={card} />;
    case 'secret_alone':
      return <SecretAlone />;
    case 'out_of_course':
      return <OutOfCourse card={card} />;
    case 'repeat_contradicted':
      return <RepeatContradicted card={card} />;
    case 'match_rate':
      return <FellRate profile={profile.name} />;
  }
};

const Decision = ({ profile, card, onDone }: Props) => {
  if (card.settled) {
    return <Settled settlement={card.settled} />;
  }
  return card.drift ? (
    <FieldSetDecision profile={profile} card={card} drift={card.drift} onDone={onDone} />
  ) : (
    <Settling profile={profile} card={card} onDone={onDone} />
  );
};

export const CardDetail = ({ profile, card, onDone }: Props) => {
  const { go } = useNavigation();
  const { word, icon: Icon } = KINDS[card.kind];
  const { delivery } = card;
  return (
    <article className={styles.detail} data-testid="card" data-kind={card.kind}>
      <div className={styles.body}>
        <p className={styles.kind}>
          <Icon size={14} aria-hidden="true" />
          {word}
        </p>
        <h2 className={styles.title} dir="auto">
          {card.title}
        </h2>
        <p className={styles.sentence}>{card.sentence}</p>
        <Facts>
          <Fact name="Came">
            <Time at={card.firstAt} form="full" />
            {card.lastAt === card.firstAt ? null : (
              <>
                {' '}
                to <Time at={card.lastAt} form="full" />
              </>
            )}
          </Fact>
          <Fact name="Stands for">
            {counted(card.count, 'delivery', 'deliveries')}
            {delivery === null ? null : (
              <>
                , the newest is{' '}
                <Link onPress={() => go({ at: 'delivery', sequence: delivery })}>
                  entry {delivery}
                </Link>
              </>
            )}
          </Fact>
        </Facts>
        <About profile={profile} card={card} />
      </div>
      <Decision profile={profile} card={card} onDone={onDone} />
    </article>
  );
};
