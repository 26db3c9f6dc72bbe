// What one sees after the simulator's door, in four short columns; goes for good when closed.

import { SlidersHorizontal, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useNavigation } from '../navigation/Navigation';
import { Button } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { closeWelcome, useIsWelcomeOpen } from '../preferences/preferences';
import styles from './Welcome.module.css';

export const Welcome = () => {
  const isOpen = useIsWelcomeOpen();
  const { go } = useNavigation();
  if (!isOpen) {
    return null;
  }
  return (
    <section className={styles.welcome} aria-label="What you see">
      <div className={styles.column}>
        <Mark mark="hash_matches" />
        <p>
          The sender knew the secret. Only the fields named under <i>covers</i> are vouched for;
          what has a dotted underline is not.
        </p>
      </div>
      <div className={styles.column}>
        <Mark mark="refused" />
        <p>
          Forged or altered. It is kept in quarantine with its reason and changes nothing. Enter
          opens it, with the hash computed step by step.
        </p>
      </div>
      <div className={styles.column}>
        <Mark mark="confirmed" />
        <p>
          The object was read from the API since, and says the same. Where it says otherwise, both
          stand there: contradicted.
        </p>
      </div>
      <div className={styles.column}>
        <span className={styles.name}>
          <SlidersHorizontal size={12} aria-hidden="true" /> the simulator
        </span>
        <p>
          Made up on this machine. Let it forge, repeat or delay:
          <Button weight="quiet" onPress={() => go({ at: 'settings', section: 'simulator' })}>
            Steer the simulator
          </Button>
        </p>
      </div>
      <AriaButton className={styles.close} aria-label="Close what you see" onPress={closeWelcome}>
        <X size={14} aria-hidden="true" />
      </AriaButton>
    </section>
  );
};
