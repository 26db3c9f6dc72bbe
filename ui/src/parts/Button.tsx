// A button in one of three weights; one primary action to a screen.

import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import styles from './Button.module.css';

type Props = Omit<ButtonProps, 'className'> & {
  weight?: 'primary' | 'plain' | 'quiet';
  'data-testid'?: string;
};

export const Button = ({ weight = 'plain', ...rest }: Props) => (
  <AriaButton {...rest} className={`${styles.button} ${styles[weight]}`} />
);
