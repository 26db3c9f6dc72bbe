// A button in one of four weights; one primary action to a screen, danger for what is lost.

import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import styles from './Button.module.css';

type Props = Omit<ButtonProps, 'className'> & {
  weight?: 'primary' | 'plain' | 'quiet' | 'danger';
  'data-testid'?: string;
};

export const Button = ({ weight = 'plain', ...rest }: Props) => (
  <AriaButton {...rest} className={`${styles.button} ${styles[weight]}`} />
);
