// Says that a delivery came while the platform's tests were expected.

import styles from './TestTag.module.css';

const TEST_WORDS = 'test — changes no fact';

type Props = { form?: 'short' | 'full' };

export const TestTag = ({ form = 'short' }: Props) => (
  <span className={styles.tag} title={TEST_WORDS} data-testid="test-tag">
    {form === 'full' ? TEST_WORDS : 'test'}
  </span>
);
