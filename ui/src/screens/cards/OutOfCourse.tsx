// A status that does not follow from the one before it: the two deliveries, and what to do.

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

export const OutOfCourse = ({ card }: { card: CardView }) => {
  const { go } = useNavigation();
  const { subject } = card;
  return (
    <>
      <Part title="The two deliveries">
        <ul>
          <Told name="Told the status before" delivery={card.other} />
          <Told name="Told the status that does not follow" delivery={card.delivery} />
        </ul>
      </Part>
      <Part title="What it can mean">
        <ul>
          <li>
            Deliveries overtook each other on their way, or the platform sent an old one again.
          </li>
          <li>Cedar set the object back: its support can do so with a merchant.</li>
          <li>
            Somebody who has seen an old delivery sends it again, so that a newer status is not
            noticed. Its hash is good, since it was genuine once.
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
