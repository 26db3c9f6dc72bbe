// One item of the status bar: a name, a light, a word; pressed, it says more.

import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Lamp, type Light } from '../parts/Lamp';
import styles from './StatusItem.module.css';

type Props = {
  name: string;
  light: Light;
  children: ReactNode;
  /** What opens over the bar. */
  about?: ReactNode;
  /** Or where it leads. */
  onPress?: () => void;
  testId?: string;
};

export const StatusItem = ({ name, light, children, about, onPress, testId }: Props) => {
  const button = (
    <Button
      className={styles.item}
      data-testid={testId}
      {...(about === undefined ? { onPress } : {})}
    >
      <span className={styles.name}>{name}</span>
      <Lamp light={light} />
      <span className={styles.said}>{children}</span>
    </Button>
  );
  if (about === undefined) {
    return button;
  }
  return (
    <DialogTrigger>
      {button}
      <Popover className={styles.popover} placement="top start" offset={6}>
        <Dialog className={styles.about} aria-label={name}>
          {about}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
};
