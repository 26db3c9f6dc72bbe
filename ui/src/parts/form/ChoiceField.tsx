// A field with a list that is searched while typing, and takes a text that is not in it too.

import { ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import {
  Button,
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';
import fieldStyles from '../Field.module.css';
import type { FieldOption } from './form';
import styles from './form.module.css';

const isSame = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** The option that a text names, by what people read or by what is sent. */
const named = (options: readonly FieldOption[], text: string): FieldOption | undefined =>
  options.find(({ id }) => isSame(id, text)) ?? options.find(({ label }) => isSame(label, text));

const labelOf = (options: readonly FieldOption[], value: string): string =>
  options.find(({ id }) => id === value)?.label ?? value;

type Props = {
  name: string;
  label: ReactNode;
  value: string;
  options: readonly FieldOption[];
  onChange: (value: string) => void;
  onLeave: () => void;
  error: string | null;
  notes: ReactNode;
  isRequired: boolean;
  isDisabled: boolean;
};

export const ChoiceField = (props: Props) => {
  const { value, options, onChange } = props;
  const [text, setText] = useState(() => labelOf(options, value));
  // The value may be changed from elsewhere: a draft that is discarded, a prefix of a country.
  const shown = (named(options, text)?.id ?? text) === value ? text : labelOf(options, value);
  const chosen = options.find(({ id }) => id === value);
  return (
    <ComboBox
      className={fieldStyles.field}
      name={props.name}
      menuTrigger="input"
      allowsCustomValue
      defaultItems={options}
      inputValue={shown}
      selectedKey={chosen?.id ?? null}
      onInputChange={(typed) => {
        setText(typed);
        onChange(named(options, typed)?.id ?? typed);
      }}
      onSelectionChange={(key) => {
        if (key !== null) {
          setText(labelOf(options, String(key)));
          onChange(String(key));
        }
      }}
      onBlur={props.onLeave}
      isInvalid={props.error !== null}
      isRequired={props.isRequired}
      isDisabled={props.isDisabled}
    >
      <Label className={fieldStyles.label}>{props.label}</Label>
      <div className={styles.choice}>
        <Input className={fieldStyles.input} dir="auto" autoComplete="off" spellCheck={false} />
        <Button className={styles.open}>
          <ChevronDown size={14} aria-hidden="true" />
        </Button>
      </div>
      {props.notes ? (
        <Text slot="description" className={styles.notes}>
          {props.notes}
        </Text>
      ) : null}
      <FieldError className={fieldStyles.error}>{props.error}</FieldError>
      <Popover className={styles.popover} offset={2}>
        <ListBox className={styles.options}>
          {(option: FieldOption) => (
            <ListBoxItem
              id={option.id}
              textValue={`${option.label} ${option.id}`}
              className={styles.option}
            >
              <bdi>{option.label}</bdi>
              <code>{option.id}</code>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
};
