// Narrows the list to one subject that is typed.

import { useState } from 'react';
import { FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import { readSubject, subjectLabel } from '../../navigation/subject';
import { Button } from '../../parts/Button';
import { FilterChip } from '../../parts/FilterChip';
import styles from './form.module.css';

type Props = {
  subject: string | null;
  onSubject: (subject: string | null) => void;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

const Typed = ({ subject, onDone }: { subject: string | null; onDone: (to: string) => void }) => {
  const [typed, setTyped] = useState(subject ? subjectLabel(subject) : '');
  const [isWrong, setIsWrong] = useState(false);
  return (
    <Form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const read = readSubject(typed);
        setIsWrong(read === null);
        if (read) {
          onDone(read);
        }
      }}
    >
      <TextField
        className={styles.field}
        value={typed}
        isInvalid={isWrong}
        validationBehavior="aria"
        autoFocus
        onChange={(to) => {
          setTyped(to);
          setIsWrong(false);
        }}
      >
        <Label>Subject</Label>
        <Input className={styles.input} placeholder="transaction 7" autoComplete="off" />
        <FieldError className={styles.wrong}>
          Type transaction, merchant or account, and its number
        </FieldError>
      </TextField>
      <Button type="submit" weight="primary">
        Show
      </Button>
    </Form>
  );
};

export const SubjectFilter = ({ subject, onSubject, ...open }: Props) => (
  <FilterChip
    label="Subject"
    value={subject ? subjectLabel(subject) : null}
    onClear={() => onSubject(null)}
    {...open}
  >
    {(close) => (
      <Typed
        subject={subject}
        onDone={(to) => {
          onSubject(to);
          close();
        }}
      />
    )}
  </FilterChip>
);
