// Step 1: who works here.

import { Button } from '../../parts/Button';
import { OperatorForm } from '../../parts/OperatorForm';
import { StepPage } from './StepPage';

type Props = { operator: string | null; onDone: () => void };

export const StepOperator = ({ operator, onDone }: Props) => (
  <StepPage
    name="Who works here?"
    lead="The console writes down who decided what. It is a name and no password: whoever sits at
      this computer can change it."
  >
    <OperatorForm operator={operator} act="Save and go on" onDone={onDone}>
      {operator ? (
        <Button weight="quiet" onPress={onDone}>
          Keep {operator}
        </Button>
      ) : null}
    </OperatorForm>
  </StepPage>
);
