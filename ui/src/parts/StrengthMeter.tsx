// How strong a secret is: bits at most, against the bits that are wanted.

import { Meter } from 'react-aria-components';
import type { SecretStrength } from '../ipc/bindings/SecretStrength';
import styles from './StrengthMeter.module.css';

const share = ({ bits, wanted }: SecretStrength): number =>
  Math.min(100, Math.round((100 * bits) / Math.max(1, wanted)));

type Props = { strength: SecretStrength | null; kind?: 'secret' | 'passphrase' };

const GUESSED = {
  secret: 'It can be guessed from one delivery.',
  passphrase: 'A longer one costs who has this computer more.',
} as const;

/** Takes its room from the start, so that nothing moves while one types. */
export const StrengthMeter = ({ strength, kind = 'secret' }: Props) => (
  <div className={styles.meter} data-weak={strength?.isWeak ?? false}>
    <Meter
      aria-label="Strength"
      maxValue={strength?.wanted ?? 1}
      value={strength?.bits ?? 0}
      valueLabel={strength ? `${strength.bits} bits` : 'nothing typed'}
    >
      <div className={styles.track}>
        <span style={{ width: `${strength ? share(strength) : 0}%` }} />
      </div>
    </Meter>
    <p className={styles.words} aria-live="polite">
      {strength === null
        ? 'Its strength is measured as you type; nothing is kept of it.'
        : strength.isWeak
          ? `▲ Weak: ${strength.bits} bits at most, ${strength.wanted} are wanted. ${GUESSED[kind]}`
          : `Strong: ${strength.bits} bits at most, ${strength.wanted} are wanted.`}
    </p>
  </div>
);
