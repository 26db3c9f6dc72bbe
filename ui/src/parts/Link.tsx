// A way to another place of the window, within a text.

import { Button, type ButtonProps } from 'react-aria-components';
import styles from './Link.module.css';

type Props = Omit<ButtonProps, 'className'> & { 'data-testid'?: string };

export const Link = (props: Props) => <Button {...props} className={styles.link} />;
