// A number of an account: masked until a person asks for it, and again when they leave or press.

import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { inFours, masked } from '../format/masked';
import { Copy } from './Copy';
import styles from './Masked.module.css';

type Props = {
  text: string;
  /** What it is, for the names of the buttons: "the IBAN". */
  what: string;
  /** Whether it reads in groups of four when it is shown. */
  isGrouped?: boolean;
};

export const Masked = ({ text, what, isGrouped = false }: Props) => {
  const [isShown, setIsShown] = useState(false);
  return (
    <span className={styles.masked} data-testid="masked">
      <code className={styles.number} dir="ltr">
        {isShown ? (isGrouped ? inFours(text) : text) : masked(text)}
      </code>
      <ToggleButton
        className={styles.button}
        isSelected={isShown}
        onChange={setIsShown}
        aria-label={`Show ${what}`}
      >
        {isShown ? <EyeOff size={14} aria-hidden="true" /> : <Eye size={14} aria-hidden="true" />}
      </ToggleButton>
      <Copy text={text} what={what} />
    </span>
  );
};
