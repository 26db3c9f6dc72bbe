// Step 7: which lists of fields count from the start, and why others wait for a person.

import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { FieldSetLine } from '../../parts/FieldSetLine';
import { StepPage } from './StepPage';
import styles from './steps.module.css';

const COUNTS = ['built_in', 'approved'];

type Props = { profile: ProfileStatus; onDone: () => void };

export const StepFieldSets = ({ profile, onDone }: Props) => (
  <StepPage
    name="Field sets"
    lead="Each delivery names the fields that its hash covers. Nothing protects that list itself:
      whoever relays a delivery could shorten it. So a list counts only once a person approved it."
  >
    <Asked question={useAsk('list_field_sets', { profile: profile.name })} what="the field sets">
      {({ sets }) => (
        <div>
          {sets
            .filter((set) => COUNTS.includes(set.state))
            .map((set) => (
              <FieldSetLine key={`${set.event} ${set.fields.join()}`} set={set} />
            ))}
        </div>
      )}
    </Asked>
    <p className={styles.words}>
      With <code>id,status</code> a delivery says for certain which object changed and to what.
      Amounts, names and accounts in the same body stay unproven and are marked so. Should Cedar
      send another list, its deliveries wait in quarantine, and a card asks you to approve or reject
      it.
    </p>
    <div className={styles.acts}>
      <Button weight="primary" onPress={onDone}>
        Go on
      </Button>
    </div>
  </StepPage>
);
