// Chooses how the outside comes in. At each choice stands who can read and alter the traffic.

import { Eye } from 'lucide-react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { WayInChoice } from '../../ipc/bindings/WayInChoice';
import type { WayInProvider } from '../../ipc/bindings/WayInProvider';
import styles from './ChooseProvider.module.css';
import { PROVIDERS } from './providers';

type Props = {
  choices: readonly WayInChoice[];
  value: WayInProvider | null;
  isDisabled: boolean;
  onChange: (provider: WayInProvider) => void;
};

export const ChooseProvider = ({ choices, value, isDisabled, onChange }: Props) => (
  <RadioGroup
    className={styles.group}
    value={value}
    isDisabled={isDisabled}
    onChange={(chosen) => onChange(chosen as WayInProvider)}
  >
    <Label className={styles.label}>How the outside comes in</Label>
    {choices.map(({ provider, readers }) => (
      <Radio
        key={provider}
        value={provider}
        className={styles.option}
        data-testid={`provider-${provider}`}
      >
        <span className={styles.dot} aria-hidden="true" />
        <span className={styles.words}>
          <span className={styles.name}>{PROVIDERS[provider].name}</span>
          <span className={styles.what}>{PROVIDERS[provider].what}</span>
          <span className={styles.seen}>
            <Eye size={14} aria-hidden="true" />
            <span>{readers.join(' ')}</span>
          </span>
        </span>
      </Radio>
    ))}
  </RadioGroup>
);
