// Chooses a merchant: by search over the local list, or by its number.

import { type ReactNode, useState } from 'react';
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
import { useAsk } from '../ipc/ask';
import type { MerchantRow } from '../ipc/bindings/MerchantRow';
import fieldStyles from './Field.module.css';
import styles from './form/form.module.css';

const ROWS = 20;

const nameOf = ({ legalName, number }: MerchantRow): string => legalName ?? `Merchant ${number}`;

type Props = {
  profile: string;
  label: ReactNode;
  /** The merchant's number; empty for none. */
  value: string;
  onChange: (number: string) => void;
  onLeave: () => void;
  error: string | null;
  isDisabled: boolean;
};

export const MerchantPicker = (props: Props) => {
  const { profile, value, onChange } = props;
  const [text, setText] = useState(value);
  const found = useAsk(
    'list_merchants',
    {
      profile,
      search: text.trim(),
      statuses: [],
      sort: 'name',
      descending: false,
      after: null,
      limit: ROWS,
    },
    { keepPrevious: true },
  );
  const rows = found.data?.rows ?? [];
  const chosen = rows.find(({ number }) => number === value);
  return (
    <ComboBox
      className={fieldStyles.field}
      name="owner"
      menuTrigger="input"
      allowsCustomValue
      allowsEmptyCollection
      items={rows.map((row) => ({ ...row, id: row.number }))}
      inputValue={text}
      selectedKey={chosen?.number ?? null}
      onInputChange={(typed) => {
        setText(typed);
        const isNumber = /^[1-9][0-9]*$/.test(typed.trim());
        const named = rows.find((row) => row.number === value && nameOf(row) === typed);
        onChange(named ? value : isNumber ? typed.trim() : '');
      }}
      onSelectionChange={(key) => {
        const row = rows.find(({ number }) => number === key);
        if (row) {
          setText(nameOf(row));
          onChange(row.number);
        }
      }}
      onBlur={props.onLeave}
      isInvalid={props.error !== null}
      isRequired
      isDisabled={props.isDisabled}
    >
      <Label className={fieldStyles.label}>{props.label}</Label>
      <Input className={fieldStyles.input} dir="auto" autoComplete="off" spellCheck={false} />
      <Text slot="description" className={styles.notes}>
        {value ? `Merchant ${value}` : 'Search by name or registration number.'}
      </Text>
      <FieldError className={fieldStyles.error}>{props.error}</FieldError>
      <Popover className={styles.popover} offset={2}>
        <ListBox
          className={styles.options}
          renderEmptyState={() => (
            <p className={styles.about}>{found.data?.age.detail ?? 'No merchant fits.'}</p>
          )}
        >
          {(row: MerchantRow & { id: string }) => (
            <ListBoxItem
              id={row.id}
              textValue={`${nameOf(row)} ${row.number}`}
              className={styles.option}
            >
              <span>
                <bdi>{nameOf(row)}</bdi> · {row.standing.statusWord}
              </span>
              <code>{row.number}</code>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
};
