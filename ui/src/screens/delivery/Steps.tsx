// How the hash comes about, step by step: number, what, what was seen, how it went.

import { Check, type LucideIcon, Minus, StickyNote, X } from 'lucide-react';
import type { Outcome } from '../../ipc/bindings/Outcome';
import type { StepView } from '../../ipc/bindings/StepView';
import { Section } from './Section';
import styles from './Steps.module.css';

const OUTCOMES: Record<Outcome, { word: string; icon: LucideIcon }> = {
  passed: { word: 'passed', icon: Check },
  failed: { word: 'failed', icon: X },
  not_reached: { word: 'not reached', icon: Minus },
  noted: { word: 'noted', icon: StickyNote },
};

export const Steps = ({ steps }: { steps: StepView[] }) => (
  <Section title="How the hash comes about">
    <ol className={styles.steps} data-testid="steps">
      {steps.map((step, index) => {
        const { word, icon: Icon } = OUTCOMES[step.outcome];
        return (
          <li
            key={step.name}
            className={styles.step}
            data-step={step.name}
            data-outcome={step.outcome}
          >
            <span className={styles.number}>{index + 1}</span>
            <span className={styles.label}>{step.label}</span>
            <span className={styles.detail}>{step.detail}</span>
            <span className={styles.outcome}>
              <Icon size={14} aria-hidden="true" />
              {word}
            </span>
          </li>
        );
      })}
    </ol>
  </Section>
);
