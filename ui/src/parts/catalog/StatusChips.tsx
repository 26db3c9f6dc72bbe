// Narrows a list to some statuses; each says how many objects have it.

import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { count } from '../../format/count';
import type { StatusCount } from '../../ipc/bindings/StatusCount';
import styles from './StatusChips.module.css';
import { shapeOf } from './statuses';

type Props = {
  counts: StatusCount[];
  chosen: string[];
  onChoose: (statuses: string[]) => void;
};

/** The group takes no empty key, and an unknown status has an empty word. */
const key = (status: string): string => `status ${status}`;

export const StatusChips = ({ counts, chosen, onChoose }: Props) => {
  const shown = counts.filter(
    ({ count: howMany, status }) => howMany > 0 || chosen.includes(status.status),
  );
  const gone = chosen.filter((one) => shown.every(({ status }) => status.status !== one));
  return (
    <ToggleButtonGroup
      className={styles.chips}
      aria-label="Statuses shown"
      selectionMode="multiple"
      selectedKeys={chosen.map(key)}
      onSelectionChange={(keys) =>
        onChoose([
          ...gone.filter((one) => keys.has(key(one))),
          ...shown.map(({ status }) => status.status).filter((one) => keys.has(key(one))),
        ])
      }
    >
      {gone.map((status) => (
        <ToggleButton key={status} id={key(status)} className={styles.chip}>
          {status} 0
        </ToggleButton>
      ))}
      {shown.map(({ status, count: howMany }) => {
        const { icon: Icon, tone } = shapeOf(status.status || null);
        return (
          <ToggleButton key={status.status} id={key(status.status)} className={styles.chip}>
            <Icon size={14} data-tone={tone} aria-hidden="true" />
            {status.word} <span className={styles.count}>{count(howMany)}</span>
          </ToggleButton>
        );
      })}
    </ToggleButtonGroup>
  );
};
