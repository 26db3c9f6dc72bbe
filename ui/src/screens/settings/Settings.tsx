// Settings of this window on this machine.

import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { PlainScreen } from '../../parts/PlainScreen';
import {
  DENSITIES,
  type Density,
  setDensity,
  setTheme,
  THEMES,
  type Theme,
  useDensity,
  useTheme,
} from '../../preferences/preferences';
import styles from './Settings.module.css';

const THEME_WORDS: Record<Theme, string> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
};
const DENSITY_WORDS: Record<Density, string> = {
  regular: 'Regular, 32 px rows',
  compact: 'Compact, 28 px rows',
};

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
};

const Choice = ({ label, value, onChange, children }: Props) => (
  <RadioGroup className={styles.choice} value={value} onChange={onChange}>
    <Label className={styles.label}>{label}</Label>
    <div className={styles.options}>{children}</div>
  </RadioGroup>
);

export const Settings = () => {
  const theme = useTheme();
  const density = useDensity();
  return (
    <PlainScreen name="Settings">
      <Choice label="Theme" value={theme} onChange={(value) => setTheme(value as Theme)}>
        {THEMES.map((one) => (
          <Radio key={one} value={one} className={styles.option}>
            {THEME_WORDS[one]}
          </Radio>
        ))}
      </Choice>
      <Choice
        label="Rows of lists"
        value={density}
        onChange={(value) => setDensity(value as Density)}
      >
        {DENSITIES.map((one) => (
          <Radio key={one} value={one} className={styles.option}>
            {DENSITY_WORDS[one]}
          </Radio>
        ))}
      </Choice>
      <p className={styles.soft}>Kept on this machine, for this window alone.</p>
    </PlainScreen>
  );
};
