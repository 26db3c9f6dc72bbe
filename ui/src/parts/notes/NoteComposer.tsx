// A quiet place to write a note on a subject or an entry; what was begun is found again.

import { useId } from 'react';
import { Label, TextArea, TextField, VisuallyHidden } from 'react-aria-components';
import { count } from '../../format/count';
import { useAct } from '../../ipc/act';
import { useMayChange } from '../../ipc/mayChange';
import { ActButton } from '../ActButton';
import { ActFailed } from '../ActFailed';
import { Button } from '../Button';
import { useDraft } from './drafts';
import styles from './NoteComposer.module.css';

/** As the contract has it. */
const CHARACTERS_MAX = 4000;
const SAY_LEFT_FROM = 3500;

/** What the note is about: a subject, or an entry. */
type NoteAbout = { subject: string | null; entry: number | null; label: string };

type Props = { profile: string; about: NoteAbout };

export const NoteComposer = ({ profile, about }: Props) => {
  const { subject, entry, label } = about;
  const key = `${profile} ${subject ?? entry}`;
  const [text, setDraft] = useDraft(key);
  const hintId = useId();
  const { may, why } = useMayChange();
  const add = useAct('add_note', ['list_timeline', 'get_delivery']);
  const isEmpty = text.trim() === '';

  const save = () => {
    if (!isEmpty && may && !add.isPending) {
      // The draft goes even if this was left meanwhile: it must not be saved twice.
      add.mutateAsync({ profile, subject, entry, text: text.trim() }).then(
        () => setDraft(''),
        () => undefined,
      );
    }
  };
  return (
    <div className={styles.composer} data-begun={!isEmpty}>
      <TextField
        value={text}
        onChange={setDraft}
        maxLength={CHARACTERS_MAX}
        isDisabled={!may}
        aria-describedby={hintId}
      >
        <Label>
          <VisuallyHidden elementType="span">Note on {label}</VisuallyHidden>
        </Label>
        <TextArea
          className={styles.text}
          dir="auto"
          rows={1}
          placeholder={why ?? `Write a note on ${label}`}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              save();
            }
          }}
        />
      </TextField>
      <div className={styles.foot}>
        <span id={hintId} className={styles.hint}>
          Ctrl ↵ saves; it stays for good
          {text.length >= SAY_LEFT_FROM ? `, ${count(CHARACTERS_MAX - text.length)} left` : ''}
        </span>
        <Button weight="quiet" onPress={() => setDraft('')} isDisabled={isEmpty}>
          Discard
        </Button>
        <ActButton onPress={save} isDisabled={isEmpty || add.isPending}>
          {add.isPending ? 'Saving…' : 'Save note'}
        </ActButton>
      </div>
      <ActFailed error={add.error} />
      <span role="status" className={styles.said}>
        {add.isSuccess && isEmpty ? `Kept as entry ${count(add.data.sequence)}` : ''}
      </span>
    </div>
  );
};
