// The steps in a line: which is open, which are done, which come later.

import { Check } from 'lucide-react';
import { Button, VisuallyHidden } from 'react-aria-components';
import type { WayInView } from '../../ipc/bindings/WayInView';
import styles from './SetUpSteps.module.css';
import { isDone, type SetUpStepId, STEP_WORDS } from './steps';

type Props = {
  steps: readonly SetUpStepId[];
  at: SetUpStepId;
  reach: readonly SetUpStepId[];
  view: WayInView;
  onStep: (step: SetUpStepId) => void;
};

export const SetUpSteps = ({ steps, at, reach, view, onStep }: Props) => (
  <nav aria-label="Steps of the way in">
    <ol className={styles.steps}>
      {steps.map((step, index) => {
        const done = isDone(step, view);
        return (
          <li key={step}>
            <Button
              className={styles.step}
              aria-current={step === at ? 'step' : undefined}
              isDisabled={!reach.includes(step)}
              onPress={() => onStep(step)}
            >
              <span className={styles.number} data-done={done} aria-hidden="true">
                {done ? <Check size={12} strokeWidth={3} /> : index + 1}
              </span>
              {STEP_WORDS[step].name}
              {done ? <VisuallyHidden elementType="span">, done</VisuallyHidden> : null}
            </Button>
          </li>
        );
      })}
    </ol>
  </nav>
);
