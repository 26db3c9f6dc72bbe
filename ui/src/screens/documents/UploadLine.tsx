// One upload in a line: what became of it, when, who asked for it; where it is not done, why.

import type { PastUpload } from '../../ipc/bindings/PastUpload';
import { ActionStateWord } from '../../parts/call/ActionStateWord';
import { Time } from '../../parts/Time';
import styles from './documents.module.css';

export const UploadLine = ({ upload }: { upload: PastUpload }) => {
  const { state, at, by, detail } = upload.past;
  const isUnknown = state === 'unknown';
  return (
    <div className={styles.upload}>
      <ActionStateWord state={state} />
      <span className={styles.soft}>
        uploaded <Time at={at} />
        {by ? (
          <>
            {' '}
            by <bdi>{by}</bdi>
          </>
        ) : null}
      </span>
      {state === 'done' || state === 'under_way' ? null : (
        <span className={styles.detail} dir="auto">
          {detail}
          {isUnknown ? ' Whether Cedar has the file is not known; its URL never came.' : null}
        </span>
      )}
    </div>
  );
};
