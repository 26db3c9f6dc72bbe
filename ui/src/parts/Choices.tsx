// Choices of a filter, any number of them or one, in groups.

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import styles from './Choices.module.css';

type Choice = { id: string; label: string; icon?: ReactNode };

type Props = {
  label: string;
  groups: { label: string | null; choices: Choice[] }[];
  chosen: string[];
  isSingle?: boolean;
  onChoose: (ids: string[]) => void;
};

const Line = ({ choice }: { choice: Choice }) => (
  <ListBoxItem id={choice.id} className={styles.choice} textValue={choice.label}>
    {({ isSelected }) => (
      <>
        <span className={styles.tick}>
          {isSelected ? <Check size={14} aria-hidden="true" /> : null}
        </span>
        <span className={styles.label}>{choice.label}</span>
        {choice.icon}
      </>
    )}
  </ListBoxItem>
);

export const Choices = ({ label, groups, chosen, isSingle = false, onChoose }: Props) => (
  <ListBox
    className={styles.choices}
    aria-label={label}
    autoFocus
    escapeKeyBehavior="none"
    selectionMode={isSingle ? 'single' : 'multiple'}
    selectedKeys={chosen}
    onSelectionChange={(keys) => onChoose(keys === 'all' ? [] : [...keys].map(String))}
  >
    {groups.map((group) => (
      <ListBoxSection key={group.label ?? ''} aria-label={group.label ?? label}>
        {group.label ? <Header className={styles.group}>{group.label}</Header> : null}
        {group.choices.map((choice) => (
          <Line key={choice.id} choice={choice} />
        ))}
      </ListBoxSection>
    ))}
  </ListBox>
);
