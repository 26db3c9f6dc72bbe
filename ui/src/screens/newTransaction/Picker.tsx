// Chooses one of what a search finds, by the keyboard too; what can't be chosen says why.

import { CircleSlash } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';
import fieldStyles from '../../parts/Field.module.css';
import form from '../../parts/form/form.module.css';
import styles from './NewTransaction.module.css';

export type PickerRow = {
  number: string;
  name: string;
  /** What tells it from others of that name. */
  about: string;
  whyNot: string | null;
};

type Props = {
  name: string;
  label: ReactNode;
  /** The number; empty for none. */
  value: string;
  onChange: (number: string) => void;
  onLeave: () => void;
  error: string | null;
  isDisabled: boolean;
  isRequired: boolean;
  rows: readonly PickerRow[];
  more: boolean;
  onSearch: (text: string) => void;
  /** What is said where nothing is chosen. */
  hint: string;
  /** What is said where nothing fits. */
  empty: string;
};

const isNumber = (text: string): boolean => /^[1-9][0-9]*$/.test(text);

export const Picker = (props: Props) => {
  const { rows, value, onChange, onSearch } = props;
  const [text, setText] = useState(value);
  const chosen = rows.find(({ number }) => number === value);
  // A number that the form began with is shown by its name once that is known.
  const isUntouched = useRef(value !== '');
  useEffect(() => {
    if (isUntouched.current && chosen) {
      isUntouched.current = false;
      setText(chosen.name);
    }
  }, [chosen]);
  const barred = rows.filter(({ whyNot }) => whyNot !== null);
  const search = (typed: string) => {
    setText(typed);
    onSearch(typed.trim());
  };
  return (
    <ComboBox
      className={fieldStyles.field}
      name={props.name}
      menuTrigger="input"
      allowsCustomValue
      allowsEmptyCollection
      items={rows.map((row) => ({ ...row, id: row.number }))}
      disabledKeys={barred.map(({ number }) => number)}
      inputValue={text}
      selectedKey={chosen?.number ?? null}
      onInputChange={(typed) => {
        isUntouched.current = false;
        search(typed);
        const keeps = chosen?.name === typed;
        onChange(keeps ? value : isNumber(typed.trim()) ? typed.trim() : '');
      }}
      onSelectionChange={(key) => {
        const row = rows.find(({ number }) => number === key);
        if (row) {
          isUntouched.current = false;
          setText(row.name);
          onChange(row.number);
        }
      }}
      onBlur={props.onLeave}
      isInvalid={props.error !== null}
      isRequired={props.isRequired}
      isDisabled={props.isDisabled}
    >
      <Label className={fieldStyles.label}>{props.label}</Label>
      <Input className={fieldStyles.input} dir="auto" autoComplete="off" spellCheck={false} />
      <Text slot="description" className={form.notes}>
        {chosen ? (
          <bdi className={styles.chosen}>{chosen.about}</bdi>
        ) : (
          <span>{value === '' ? props.hint : `Number ${value}, not in the local list.`}</span>
        )}
      </Text>
      <FieldError className={fieldStyles.error}>{props.error}</FieldError>
      <Popover className={`${form.popover} ${styles.popover}`} offset={2}>
        <ListBox
          className={form.options}
          renderEmptyState={() => <p className={form.about}>{props.empty}</p>}
        >
          {(row: PickerRow & { id: string }) => (
            <ListBoxItem
              id={row.id}
              textValue={`${row.name} ${row.number}`}
              className={styles.option}
            >
              <bdi className={styles.optionName}>{row.name}</bdi>
              <bdi className={styles.optionAbout}>{row.about}</bdi>
              {row.whyNot === null ? null : (
                <span className={styles.whyNot}>
                  <CircleSlash size={12} aria-hidden="true" />
                  {row.whyNot}
                </span>
              )}
            </ListBoxItem>
          )}
        </ListBox>
        {props.more ? <p className={styles.more}>There are more; type more of it.</p> : null}
      </Popover>
    </ComboBox>
  );
};
