// Theme and density: what this person prefers to look at.

import { Options } from '../../parts/Options';
import {
  type Density,
  setDensity,
  setTheme,
  type Theme,
  useDensity,
  useTheme,
} from '../../preferences/preferences';
import styles from './words.module.css';

const THEMES: { id: Theme; label: string }[] = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
];
const DENSITIES: { id: Density; label: string }[] = [
  { id: 'regular', label: 'Regular, 32 px rows' },
  { id: 'compact', label: 'Compact, 28 px rows' },
];

export const Appearance = () => (
  <>
    <Options label="Theme" value={useTheme()} options={THEMES} onChange={setTheme} />
    <Options label="Rows of lists" value={useDensity()} options={DENSITIES} onChange={setDensity} />
    <p className={styles.faint}>Kept on this machine, for this window alone.</p>
  </>
);
