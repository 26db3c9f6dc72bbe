// One field of a form with what is to be said of it.

import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import type { DetailFinding } from '../../ipc/bindings/DetailFinding';
import fieldStyles from '../Field.module.css';
import { ChoiceField } from './ChoiceField';
import { FieldNotes, hasNotes } from './FieldNotes';
import type { FormField } from './form';
import styles from './form.module.css';

/** As many as are looked at. */
const CHARACTERS_MAX = 1000;

type Props = {
  field: FormField;
  value: string;
  onChange: (value: string) => void;
  onLeave: () => void;
  findings: readonly DetailFinding[];
  /** What the partner said of it. */
  refusal: string | null;
  sentAs: string | null;
  isDisabled?: boolean;
};

export const FormFieldInput = (props: Props) => {
  const { field, value, onChange, onLeave, findings, isDisabled = false } = props;
  const errors = findings.filter(({ level }) => level === 'error').map(({ words }) => words);
  const wrong = [props.refusal, ...errors].filter((one) => one !== null).join(' ');
  const reads = field.reads?.(value) ?? null;
  const said = { hint: field.hint, findings, sentAs: props.sentAs, reads };
  const notes = hasNotes(said) ? <FieldNotes {...said} /> : null;
  const label = (
    <>
      {field.label}
      {field.isRequired ? null : <span className={styles.optional}> optional</span>}
    </>
  );
  const shared = {
    name: field.name,
    value,
    onChange,
    isRequired: field.isRequired ?? false,
    isDisabled,
  };
  return (
    <div className={styles.cell} data-field={field.name} data-wide={field.isWide ?? false}>
      {field.kind === 'choice' ? (
        <ChoiceField
          {...shared}
          label={label}
          options={field.options ?? []}
          onLeave={onLeave}
          error={wrong === '' ? null : wrong}
          notes={notes}
        />
      ) : (
        <TextField
          {...shared}
          className={fieldStyles.field}
          validationBehavior="aria"
          onBlur={onLeave}
          isInvalid={wrong !== ''}
        >
          <Label className={fieldStyles.label}>{label}</Label>
          <Input
            className={`${fieldStyles.input} ${field.isMono ? fieldStyles.mono : ''}`}
            dir={field.isMono || field.kind === 'digits' ? 'ltr' : 'auto'}
            inputMode={field.kind === 'digits' ? 'numeric' : 'text'}
            maxLength={CHARACTERS_MAX}
            autoComplete="off"
            spellCheck={false}
          />
          {notes ? (
            <Text slot="description" className={styles.notes}>
              {notes}
            </Text>
          ) : null}
          <FieldError className={fieldStyles.error}>{wrong}</FieldError>
        </TextField>
      )}
    </div>
  );
};
