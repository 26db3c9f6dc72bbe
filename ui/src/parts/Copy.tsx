// Copies a text as it is, and says so.

import { Check, Copy as CopyIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import styles from './Copy.module.css';

const SAID_FOR_MS = 1500;

export const Copy = ({ text, what }: { text: string; what: string }) => {
  const [said, setSaid] = useState<'copied' | 'not copied' | null>(null);
  useEffect(() => {
    if (!said) {
      return;
    }
    const timer = setTimeout(() => setSaid(null), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [said]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('copied');
    } catch {
      setSaid('not copied');
    }
  };
  return (
    <span className={styles.copy}>
      <Button className={styles.button} aria-label={`Copy ${what}`} onPress={() => void copy()}>
        {said === 'copied' ? <Check size={14} /> : <CopyIcon size={14} />}
      </Button>
      <span className={styles.said} role="status">
        {said}
      </span>
    </span>
  );
};
