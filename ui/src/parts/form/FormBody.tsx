// The fields of a form in their groups, the way to its review, and why the last try was in vain.

import { type ReactNode, useCallback, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { useMayChange } from '../../ipc/mayChange';
import { ActButton } from '../ActButton';
import { ActFailed } from '../ActFailed';
import { Button } from '../Button';
import { FormFieldInput } from './FormFieldInput';
import { FurtherFields } from './FurtherFields';
import { saidOf, sentAs } from './findings';
import { type FieldGroup, type FormState, wrongWithRow } from './form';
import styles from './form.module.css';
import { refusalWords, refusedField } from './refusedField';
import type { useActionForm } from './useActionForm';
import { Vain } from './Vain';

type Props = {
  name: string;
  groups: readonly FieldGroup[];
  form: FormState;
  onChange: (next: FormState) => void;
  course: ReturnType<typeof useActionForm>;
  hasFurther: boolean;
  aside: ReactNode;
  onReadAgain: (() => void) | undefined;
};

const INPUT = 'input:not([type=hidden]), textarea';

export const FormBody = (props: Props) => {
  const { groups, form, onChange, course } = props;
  const { checked, isPressed, vain, failure } = course;
  const { may } = useMayChange();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const frame = useRef<HTMLFormElement>(null);
  const names = groups.flatMap(({ fields }) => fields.map(({ name }) => name));
  const furtherNames = form.further.map(({ name }) => name.trim()).filter(Boolean);
  const refusedAt = refusedField(vain?.refusal ?? null, [...names, ...furtherNames]);
  const refusalOf = (name: string) => {
    if (failure?.field === name) {
      return failure.message;
    }
    return vain?.refusal && refusedAt === name ? refusalWords(vain.refusal) : null;
  };

  const latest = useRef({ form, onChange });
  latest.current = { form, onChange };
  const change = useCallback((name: string, text: string) => {
    const { form, onChange } = latest.current;
    const next = { ...form, values: { ...form.values, [name]: text } };
    // Two changes may come before the next drawing.
    latest.current = { form: next, onChange };
    onChange(next);
  }, []);
  const leave = useCallback((name: string) => setLeft((now) => new Set(now).add(name)), []);

  const focus = (selector: string) =>
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(selector)?.focus());
  const submit = async () => {
    const wrong = form.further.find((row) => wrongWithRow(row, form.further, names) !== null);
    const errors = await course.press(wrong !== undefined);
    // The first in the form's order, whatever the check's.
    const first = names.find((name) => errors.includes(name));
    if (first) {
      focus(`[data-field="${first}"] :is(${INPUT})`);
    } else if (wrong) {
      focus(`[data-row="${wrong.row}"] :is(${INPUT})`);
    }
  };
  return (
    <div className={styles.columns}>
      <Form
        ref={frame}
        className={styles.form}
        validationBehavior="aria"
        aria-label={props.name}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {vain ? <Vain action={vain} isAtField={refusedAt !== null} /> : null}
        {groups.map((group) => (
          <fieldset key={group.name} className={styles.group}>
            <legend>{group.name}</legend>
            {group.about ? <p className={styles.about}>{group.about}</p> : null}
            <div className={styles.grid}>
              {group.fields.map((field) => (
                <FormFieldInput
                  key={field.name}
                  field={field}
                  value={form.values[field.name] ?? ''}
                  onChange={change}
                  onLeave={leave}
                  findings={saidOf(checked, field.name, isPressed || left.has(field.name))}
                  refusal={refusalOf(field.name)}
                  sentAs={sentAs(checked, field.name)}
                  isDisabled={!may}
                />
              ))}
            </div>
          </fieldset>
        ))}
        {props.hasFurther ? (
          <FurtherFields
            rows={form.further}
            onChange={(further) => onChange({ ...form, further })}
            taken={names}
            isSaid={isPressed}
            refusalOf={refusalOf}
          />
        ) : null}
        <ActFailed error={failure} />
        {failure?.field === 'changes' && props.onReadAgain ? (
          <div>
            <Button onPress={props.onReadAgain}>Read it again</Button>
          </div>
        ) : null}
        <div className={styles.acts}>
          <ActButton type="submit" weight="primary" isDisabled={course.isReviewing}>
            {course.isReviewing ? 'Making the request…' : 'Review what will be sent'}
          </ActButton>
          <span className={styles.about}>Nothing is sent by this yet.</span>
        </div>
      </Form>
      {props.aside ? <aside className={styles.aside}>{props.aside}</aside> : null}
    </div>
  );
};
