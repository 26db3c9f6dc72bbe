// A line over the whole width: what a person should know before anything else on this screen.

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

type Props = {
  icon: LucideIcon;
  tone: 'plain' | 'look' | 'bad';
  label: string;
  children: ReactNode;
};

export const Notice = ({ icon: Icon, tone, label, children }: Props) => (
  <section className={styles.notice} data-tone={tone} aria-label={label}>
    <Icon size={14} aria-hidden="true" />
    {children}
  </section>
);
