// Says that the form came back from a draft and from when, or that what is typed is not kept.

import { CircleAlert, FileClock } from 'lucide-react';
import { useState } from 'react';
import { ActButton } from '../ActButton';
import { Confirm } from '../Confirm';
import { Notice } from '../Notice';
import { Time } from '../Time';
import styles from './form.module.css';
import type { FormDraft } from './useFormDraft';

type Props = { draft: Pick<FormDraft, 'foundFrom' | 'savedAt' | 'error' | 'discard'> };

export const DraftLine = ({ draft }: Props) => {
  const [isAsking, setIsAsking] = useState(false);
  const { foundFrom, savedAt, error } = draft;
  return (
    <>
      {foundFrom ? (
        <Notice icon={FileClock} tone="plain" label="Draft">
          <span>
            This is your draft from <Time at={foundFrom} />: it was not sent from here.
          </span>
          <ActButton weight="quiet" onPress={() => setIsAsking(true)}>
            Discard the draft…
          </ActButton>
        </Notice>
      ) : null}
      {error ? (
        <Notice icon={CircleAlert} tone="bad" label="The draft is not kept">
          <span role="alert">What you type is not kept: {error.message}</span>
        </Notice>
      ) : null}
      <p className={styles.kept}>
        {savedAt && !error ? (
          <>
            Kept as a draft <Time at={savedAt} />
          </>
        ) : null}
      </p>
      <Confirm
        isOpen={isAsking}
        title="Discard the draft?"
        act="Discard"
        isPending={false}
        error={null}
        onAct={() => {
          setIsAsking(false);
          void draft.discard();
        }}
        onClose={() => setIsAsking(false)}
      >
        <p>What was typed is removed, and the form begins anew. This can’t be taken back.</p>
      </Confirm>
    </>
  );
};
