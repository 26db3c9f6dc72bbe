// The documents of a merchant: chosen, on their way, uploaded. A section of a page.

import { CircleAlert, FileText, X } from 'lucide-react';
import { type ReactNode, useEffect, useId } from 'react';
import { useAct } from '../../ipc/act';
import { useAsk } from '../../ipc/ask';
import type { DocumentView } from '../../ipc/bindings/DocumentView';
import type { UploadView } from '../../ipc/bindings/UploadView';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { Notice } from '../../parts/Notice';
import { ChooseFiles } from './ChooseFiles';
import { ChosenDocument } from './ChosenDocument';
import { DocumentOf } from './DocumentOf';
import styles from './documents.module.css';
import { Progress } from './Progress';
import { useChosen } from './useChosen';

const UnderWay = ({ profile, upload }: { profile: string; upload: UploadView }) => {
  const cancel = useAct('cancel_upload', ['list_uploads']);
  const { action, name, isCancelled } = upload;
  return (
    <li className={styles.document} data-testid="upload-under-way">
      <Progress label="Uploading" name={name} done={upload.sent} total={upload.total}>
        <Button
          weight="quiet"
          isDisabled={isCancelled}
          aria-label={`Cancel the upload of ${name}`}
          onPress={() => cancel.mutate({ profile, action })}
        >
          <X size={14} aria-hidden="true" />
          {isCancelled ? 'Cancelling…' : 'Cancel'}
        </Button>
      </Progress>
    </li>
  );
};

type Props = {
  profile: string;
  merchant: string;
  /** What else can be done with a document. */
  uses?: (document: DocumentView) => ReactNode;
};

export const DocumentsOfMerchant = ({ profile, merchant, uses }: Props) => {
  const id = useId();
  const documents = useAsk('list_documents', { profile, merchant });
  const uploads = useAsk('list_uploads', { profile });
  const kept = useChosen(profile, merchant);
  const going = uploads.data?.uploads.filter((one) => one.merchant === merchant) ?? [];
  const { chosen, remove } = kept;

  // What has an intent in the ledger is among the documents, whatever became of it.
  const known = documents.data?.documents.flatMap((one) => one.uploads) ?? [];
  const asked = new Set(known.map(({ past }) => past.action));
  const isAsked = chosen.some(({ action }) => asked.has(action));
  useEffect(() => {
    if (isAsked) {
      remove(({ action }) => asked.has(action));
    }
  });
  const waiting = chosen.filter(({ action }) => !asked.has(action));
  return (
    <section className={styles.section} aria-labelledby={id} data-testid="documents">
      <h2 id={id}>Documents</h2>
      <ChooseFiles profile={profile} onKept={kept.add} />
      {kept.error ? (
        <Notice icon={CircleAlert} tone="bad" label="What was chosen is not kept">
          <span role="alert">What you chose is not kept as a draft: {kept.error.message}</span>
        </Notice>
      ) : null}
      {waiting.length > 0 ? (
        <ul className={styles.list} aria-label="Chosen, not uploaded">
          {waiting.map((one) => (
            <ChosenDocument
              key={one.sha256}
              profile={profile}
              merchant={merchant}
              chosen={one}
              onPurpose={(purpose) => kept.setPurpose(one.sha256, purpose)}
              onRemove={() => remove(({ sha256 }) => sha256 === one.sha256)}
            />
          ))}
        </ul>
      ) : null}
      {going.length > 0 ? (
        <ul className={styles.list} aria-label="Under way">
          {going.map((upload) => (
            <UnderWay key={upload.action} profile={profile} upload={upload} />
          ))}
        </ul>
      ) : null}
      <Asked question={documents} what="the documents">
        {(view) =>
          view.documents.length === 0 ? (
            <p className={styles.empty}>
              <FileText size={16} aria-hidden="true" />
              No document of this merchant was uploaded from here. What is uploaded stands here with
              its URL, which is said to hold about 7 days.
            </p>
          ) : (
            <>
              <ul className={styles.list} aria-label="Documents">
                {view.documents.map((document) => (
                  <DocumentOf
                    key={document.sha256}
                    profile={profile}
                    merchant={merchant}
                    document={document}
                    isGoing={going.some(({ sha256 }) => sha256 === document.sha256)}
                    uses={uses?.(document)}
                  />
                ))}
              </ul>
              {view.isCut ? (
                <p className={styles.soft}>Older uploads are on the merchant’s timeline.</p>
              ) : null}
            </>
          )
        }
      </Asked>
    </section>
  );
};
