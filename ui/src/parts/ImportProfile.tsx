// Makes a profile of a file that holds no secrets: chosen, or pasted.

import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger, Form } from 'react-aria-components';
import { useAct } from '../ipc/act';
import { useMayChange } from '../ipc/mayChange';
import { ActButton } from './ActButton';
import { ActFailed } from './ActFailed';
import { Field } from './Field';
import styles from './ImportProfile.module.css';

/** A profile's file is a few hundred bytes. */
const FILE_BYTES_MAX = 65_536;

type Props = { onMade: (profile: string) => void };

export const ImportProfile = ({ onMade }: Props) => {
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const make = useAct('import_profile');
  const { may } = useMayChange();
  const field = make.error?.field;
  const isOnField = field === 'name' || field === 'text';

  const take = async (file: File | undefined) => {
    make.reset();
    setWrong(null);
    if (!file) {
      return;
    }
    if (file.size > FILE_BYTES_MAX) {
      setWrong('This is no profile’s file: it has more than 64 KB. Nothing was made.');
      return;
    }
    setText(await file.text());
  };
  const submit = async () => {
    try {
      // The answer comes when another profile is on the screen already, and this form is not.
      const made = await make.mutateAsync({ text, name: name.trim() });
      onMade(made.name);
    } catch {
      // The mutation holds what went wrong.
    }
  };
  return (
    <Form
      className={styles.form}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div>
        <FileTrigger
          acceptedFileTypes={['application/json', '.json']}
          onSelect={(files) => void take(files?.[0])}
        >
          <ActButton>
            <FileUp size={14} aria-hidden="true" />
            Choose a file…
          </ActButton>
        </FileTrigger>
      </div>
      <Field
        name="text"
        label="What stands in it"
        value={text}
        onChange={(to) => {
          make.reset();
          setWrong(null);
          setText(to);
        }}
        rows={4}
        isMono
        isDisabled={!may}
        error={wrong ?? (field === 'text' ? make.error?.message : null)}
        help="Look through it before you import it: it says which server will be called."
      />
      <Field
        name="name"
        label="Name of the new profile"
        value={name}
        onChange={setName}
        isMono
        isDisabled={!may}
        error={field === 'name' ? make.error?.message : null}
        help="Empty: the one in the file."
      />
      <ActFailed error={isOnField ? null : make.error} />
      <div>
        <ActButton type="submit" isDisabled={make.isPending || text.trim() === ''}>
          {make.isPending ? 'Importing…' : 'Import as a new profile'}
        </ActButton>
      </div>
    </Form>
  );
};
