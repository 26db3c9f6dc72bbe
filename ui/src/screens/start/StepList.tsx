// The steps at the left: what is proven, which one is open, which come later.

import { Check } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { StepId } from './draft';
import styles from './StepList.module.css';
import { CONNECT_STEPS, firstOpen, type Known } from './steps';

type Props = { known: Known; at: StepId; onStep: (step: StepId) => void };

export const StepList = ({ known, at, onStep }: Props) => {
  const reach = firstOpen(known);
  return (
    <nav className={styles.nav} aria-label="Steps">
      <ol>
        {CONNECT_STEPS.map((step, index) => {
          const proof = index <= reach ? step.proof(known) : null;
          return (
            <li key={step.id}>
              <Button
                className={styles.step}
                data-proven={proof !== null}
                aria-current={step.id === at ? 'step' : undefined}
                isDisabled={index > reach}
                onPress={() => onStep(step.id)}
              >
                <span className={styles.number} aria-hidden="true">
                  {proof === null ? index + 1 : <Check size={12} strokeWidth={3} />}
                </span>
                <span className={styles.words}>
                  <span className={styles.name}>{step.name}</span>
                  <span className={styles.proof}>{proof ?? (index > reach ? '' : 'open')}</span>
                </span>
              </Button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
};
