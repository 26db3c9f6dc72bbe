// A status that does not follow from the one before it: the two deliveries, and what to do.

import type { CardView } from '../../ipc/bindings/CardView';
import { TwoDeliveries } from './TwoDeliveries';

export const OutOfCourse = ({ card }: { card: CardView }) => (
  <TwoDeliveries
    card={card}
    earlier="Told the status before"
    later="Told the status that does not follow"
  >
    <li>Deliveries overtook each other on their way, or the platform sent an old one again.</li>
    <li>Cedar set the object back: its support can do so with a merchant.</li>
    <li>
      Somebody who has seen an old delivery sends it again, so that a newer status is not noticed.
      Its hash is good, since it was genuine once.
    </li>
  </TwoDeliveries>
);
