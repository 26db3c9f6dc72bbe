// A repeated delivery that an API read contradicts: both deliveries, and what to do.

import type { CardView } from '../../ipc/bindings/CardView';
import { useNavigation } from '../../navigation/Navigation';
import { subjectLabel } from '../../navigation/subject';
import { Button } from '../../parts/Button';
import { Link } from '../../parts/Link';
import { Part } from './Part';

const Told = ({ name, delivery }: { name: string; delivery: number | null }) => {
  const { go } = useNavigation();
  return delivery === null ? null : (
    <li>
      {name}:{' '}
      <Link onPress={() => go({ at: 'delivery', sequence: delivery })}>entry {delivery}</Link>
    </li>
  );
};

export const RepeatContradicted = ({ card }: { card: CardView }) => {
  const { go } = useNavigation();
  const { subject } = card;
  return (
    <>
      <Part title="The two deliveries">
        <ul>
          <Told name="Bore the signed text first" delivery={card.other} />
          <Told name="Bore it again, and is contradicted" delivery={card.delivery} />
        </ul>
      </Part>
      <Part title="What it can mean">
        <ul>
          <li>The platform sent an old delivery again.</li>
          <li>
            Somebody who has seen an old delivery sends it again, so that what became of the object
            is not noticed. Its hash is good, since it was genuine once.
          </li>
        </ul>
        {subject === null ? null : (
          <div>
            <Button onPress={() => go({ at: 'timeline', subject, show: 'all' })}>
              Show the timeline of {subjectLabel(subject)}
            </Button>
          </div>
        )}
      </Part>
    </>
  );
};
