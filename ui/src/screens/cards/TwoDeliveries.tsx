// Two deliveries of one object that do not fit together, what that can mean, and its timeline.

import type { ReactNode } from 'react';
import type { CardView } from '../../ipc/bindings/CardView';
import { useNavigation } from '../../navigation/Navigation';
import { placeOfSubject, subjectLabel } from '../../navigation/subject';
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

/** `earlier` and `later` say what each of the two did. */
type Props = { card: CardView; earlier: string; later: string; children: ReactNode };

export const TwoDeliveries = ({ card, earlier, later, children }: Props) => {
  const { go } = useNavigation();
  const { subject } = card;
  return (
    <>
      <Part title="The two deliveries">
        <ul>
          <Told name={earlier} delivery={card.other} />
          <Told name={later} delivery={card.delivery} />
        </ul>
      </Part>
      <Part title="What it can mean">
        <ul>{children}</ul>
        {subject === null ? null : (
          <div>
            <Button onPress={() => go(placeOfSubject(subject))}>
              Show the timeline of {subjectLabel(subject)}
            </Button>
          </div>
        )}
      </Part>
    </>
  );
};
