// What an onboarding needs, in its order: each step says whether it is ready, and opens.

import { Check, CircleAlert, CircleHelp, CircleX, Lock, type LucideIcon } from 'lucide-react';
import { Button, VisuallyHidden } from 'react-aria-components';
import type { OnboardingView } from '../../ipc/bindings/OnboardingView';
import type { Readiness } from '../../ipc/bindings/Readiness';
import styles from './Onboarding.module.css';

export type StepId = 'merchant' | 'documents' | 'agreements' | 'company';

type State = Readiness | 'locked';
type Step = { id: StepId; label: string; state: State; detail: string };

const STATES: Record<State, { word: string; icon: LucideIcon }> = {
  ready: { word: 'ready', icon: Check },
  look: { word: 'look', icon: CircleAlert },
  missing: { word: 'missing', icon: CircleX },
  not_known: { word: 'not known', icon: CircleHelp },
  locked: { word: 'locked', icon: Lock },
};

export const LABELS: Record<StepId, string> = {
  merchant: 'Merchant data',
  documents: 'Documents',
  agreements: 'Legal agreements',
  company: 'Company data and submission',
};

const submitted = (view: OnboardingView): Step => {
  const [last] = view.submissions;
  const isDone = last?.past.state === 'done';
  const label = LABELS.company;
  if (!view.maySubmit) {
    return { id: 'company', label, state: isDone ? 'ready' : 'locked', detail: view.whyNot ?? '' };
  }
  return {
    id: 'company',
    label,
    state: 'missing',
    detail: isDone ? 'Submitted before; it can be submitted again.' : 'Not submitted from here.',
  };
};

const stepsOf = (view: OnboardingView): Step[] => [
  ...view.readiness.map(({ part, readiness, detail }) => ({
    id: part,
    label: LABELS[part],
    state: readiness,
    detail,
  })),
  submitted(view),
];

/** The first that is not ready. */
export const firstOpen = (view: OnboardingView): StepId =>
  stepsOf(view).find(({ state }) => state !== 'ready')?.id ?? 'company';

type Props = { view: OnboardingView; shown: StepId; onShow: (step: StepId) => void };

export const Steps = ({ view, shown, onShow }: Props) => (
  <nav aria-label="Steps of the onboarding">
    <ol className={styles.steps}>
      {stepsOf(view).map(({ id, label, state, detail }) => {
        const { word, icon: Icon } = STATES[state];
        return (
          <li key={id}>
            <Button
              className={styles.step}
              data-step={id}
              data-state={state}
              aria-current={id === shown ? 'step' : undefined}
              onPress={() => onShow(id)}
            >
              <Icon size={14} aria-hidden="true" />
              <span className={styles.stepWords}>
                <span className={styles.stepName}>
                  {label}
                  <VisuallyHidden elementType="span">:</VisuallyHidden>
                </span>{' '}
                <span className={styles.stepState}>
                  {word}
                  <VisuallyHidden elementType="span">.</VisuallyHidden>
                </span>{' '}
                <span className={styles.stepDetail}>{detail}</span>
              </span>
            </Button>
          </li>
        );
      })}
    </ol>
  </nav>
);
