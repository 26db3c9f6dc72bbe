// The lists of fields on which something was decided: approved, rejected, withdrawn.

import { Layers } from 'lucide-react';
import { useAsk } from '../../ipc/ask';
import { Asked } from '../../parts/Asked';
import { FieldSetLine } from '../../parts/FieldSetLine';
import { Empty } from '../../parts/State';
import { WithdrawButton } from './WithdrawButton';
import words from './words.module.css';

export const FieldSets = ({ profile }: { profile: string }) => (
  <Asked question={useAsk('list_field_sets', { profile })} what="the field sets">
    {({ sets }) => (
      <>
        <p className={words.lead}>
          The sender names the fields that its hash covers, and that list is not covered itself. So
          only a list that was approved here counts; any other is kept in quarantine and asks for a
          decision, as a card among the deliveries.
        </p>
        {sets.length === 0 ? (
          <Empty icon={Layers} title="No list of fields was decided on">
            A decision on a card of the deliveries appears here.
          </Empty>
        ) : (
          <div>
            {sets.map((set) => (
              <FieldSetLine key={`${set.state} ${set.event} ${set.fields.join()}`} set={set}>
                {set.state === 'approved' ? <WithdrawButton profile={profile} set={set} /> : null}
              </FieldSetLine>
            ))}
          </div>
        )}
      </>
    )}
  </Asked>
);
