// One step: its heading, which takes the focus when the step was changed, and what it is for.

import { type ReactNode, useEffect, useRef } from 'react';
import styles from './SetUpStep.module.css';
import { type SetUpStepId, STEP_WORDS } from './steps';

type Props = {
  step: SetUpStepId;
  /** Whether it stands under the heading of another step. */
  isInner: boolean;
  children: ReactNode;
};

export const SetUpStep = ({ step, isInner, children }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const { heading: name, lead } = STEP_WORDS[step];
  const Heading = isInner ? 'h3' : 'h2';
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <section className={styles.step} data-testid={`set-up-${step}`}>
      <Heading ref={heading} tabIndex={-1} className={styles.name} data-inner={isInner}>
        {name}
      </Heading>
      <p className={styles.lead}>{lead}</p>
      {children}
    </section>
  );
};
