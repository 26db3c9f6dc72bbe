// Enrols operators: the first alone or two together, each further one by who is unlocked.

import { type FormEvent, type RefObject, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import type { CommandError } from '../../ipc/bindings/CommandError';
import type { OperatorsView } from '../../ipc/bindings/OperatorsView';
import { useMayChange } from '../../ipc/mayChange';
import { useSecretAct } from '../../ipc/secret';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Field } from '../../parts/Field';
import { Options } from '../../parts/Options';
import { Part } from '../../parts/Part';
import { PassphraseField } from '../../parts/PassphraseField';
import styles from '../settings/words.module.css';
import own from './Operators.module.css';

const NAME_MAX = 64;
const DIFFERS = 'The two are not the same. Nothing was sent; type both again.';

type Fields = [RefObject<HTMLInputElement | null>, RefObject<HTMLInputElement | null>];

type PersonProps = {
  legend: string;
  at: number;
  name: string;
  onName: (name: string) => void;
  fields: Fields;
  error: CommandError | null;
  differs: boolean;
};

const Person = ({ legend, at, name, onName, fields, error, differs }: PersonProps) => {
  const { may } = useMayChange();
  const of = (field: string) => (error?.field === `people.${at}.${field}` ? error.message : null);
  return (
    <fieldset className={own.person}>
      <legend>{legend}</legend>
      <Field
        name={`name-${at}`}
        label="Name"
        value={name}
        onChange={onName}
        maxLength={NAME_MAX}
        isDisabled={!may}
        error={of('name')}
      />
      <PassphraseField
        label="Passphrase"
        field={fields[0]}
        isNew
        error={of('passphrase')}
        help="12 characters or more, typed by this person alone. Nobody can recover it. Who has a
          key at this console already types its passphrase."
      />
      <PassphraseField
        label="The same again"
        field={fields[1]}
        error={differs ? DIFFERS : null}
        help="So that a slip locks nobody out."
      />
    </fieldset>
  );
};

type Props = { profile: string; view: OperatorsView; signer: string | null };

export const EnrolForm = ({ profile, view, signer }: Props) => {
  const isFirst = view.operators.length === 0;
  const [count, setCount] = useState<'one' | 'two'>('two');
  const [names, setNames] = useState(['', '']);
  const [differs, setDiffers] = useState<number | null>(null);
  const refs = [
    useRef(null),
    useRef(null),
    useRef(null),
    useRef(null),
  ] as RefObject<HTMLInputElement | null>[];
  const enrol = useSecretAct('enrol_operators');
  const { may } = useMayChange();
  const people = isFirst && count === 'two' ? [0, 1] : [0];
  const fieldsOf = (at: number) => [refs[2 * at], refs[2 * at + 1]] as Fields;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const typed = people.map((at) => fieldsOf(at).map((field) => field.current?.value ?? ''));
    for (const field of refs) {
      if (field.current) {
        field.current.value = '';
      }
    }
    const wrong = typed.findIndex(([one, again]) => one !== again);
    setDiffers(wrong < 0 ? null : wrong);
    if (wrong >= 0) {
      fieldsOf(wrong)[0].current?.focus();
      return;
    }
    const sent = people.map((at) => ({
      name: names[at]?.trim() ?? '',
      passphrase: typed[at]?.[0] ?? '',
    }));
    if (await enrol.send({ profile, people: sent, note: '' })) {
      setNames(['', '']);
    }
  };

  const isAboutField = enrol.error?.field?.startsWith('people.') ?? false;
  const legend = (at: number) =>
    people.length === 1 ? 'Who' : at === 0 ? 'First person' : 'Second person';
  const act = isFirst ? 'Enrol' : view.takesTwo ? 'Propose the enrolment' : 'Enrol';
  return (
    <Part
      name={isFirst ? 'Enrol the first' : 'Enrol another'}
      about={
        isFirst
          ? 'In a profile for two or more the first two enrol together, each with a passphrase.'
          : view.takesTwo
            ? 'You sign it, and another operator confirms it. The newcomer types the passphrase.'
            : 'You sign it. The newcomer types the passphrase.'
      }
    >
      <Form
        className={`${styles.form} ${own.form}`}
        onSubmit={(event) => void submit(event)}
        autoComplete="off"
      >
        {isFirst ? (
          <Options
            label="How many"
            value={count}
            options={[
              { id: 'two', label: 'Two together', help: 'For a profile for two or more.' },
              { id: 'one', label: 'One alone', help: 'For a profile for one operator.' },
            ]}
            onChange={setCount}
            isDisabled={!may}
          />
        ) : null}
        <div className={own.people}>
          {people.map((at) => (
            <Person
              key={at}
              legend={legend(at)}
              at={at}
              name={names[at] ?? ''}
              onName={(name) => setNames(names.map((old, place) => (place === at ? name : old)))}
              fields={fieldsOf(at)}
              error={enrol.error}
              differs={differs === at}
            />
          ))}
        </div>
        <ActFailed error={isAboutField ? null : enrol.error} />
        <div className={styles.row}>
          <ActButton
            type="submit"
            weight="primary"
            isDisabled={enrol.isPending || (!isFirst && signer === null)}
          >
            {enrol.isPending ? 'Making the key…' : act}
          </ActButton>
          {isFirst || signer === null ? null : (
            <span className={styles.faint}>
              Signed by <bdi>{signer}</bdi>
            </span>
          )}
        </div>
      </Form>
    </Part>
  );
};
