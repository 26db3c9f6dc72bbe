// A repeated delivery that an API read contradicts: both deliveries, and what to do.

import type { CardView } from '../../ipc/bindings/CardView';
import { TwoDeliveries } from './TwoDeliveries';

export const RepeatContradicted = ({ card }: { card: CardView }) => (
  <TwoDeliveries
    card={card}
    earlier="Bore the signed text first"
    later="Bore it again, and is contradicted"
  >
    <li>The platform sent an old delivery again.</li>
    <li>
      Somebody who has seen an old delivery sends it again, so that what became of the object is not
      noticed. Its hash is good, since it was genuine once.
    </li>
  </TwoDeliveries>
);
