// A file that shows a deposit: a copy is kept here, then it is uploaded for its address.

import { Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAct } from '../../ipc/act';
import { useAsk } from '../../ipc/ask';
import type { KeptDocument } from '../../ipc/bindings/KeptDocument';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { newActionId } from '../../parts/form/form';
import { TOUCHED_BY_UPLOADS } from '../documents/age';
import { ChooseFiles } from '../documents/ChooseFiles';
import styles from './approval.module.css';

/** An uploaded file. */
export type Evidence = { sha256: string; url: string; name: string };

type Props = {
  profile: string;
  merchant: string;
  evidence: Evidence | null;
  onEvidence: (evidence: Evidence) => void;
};

const PURPOSE = 'Evidence of a deposit';

export const EvidenceFile = ({ profile, merchant, evidence, onEvidence }: Props) => {
  const [kept, setKept] = useState<(KeptDocument & { action: string }) | null>(null);
  const upload = useAct('upload_document', TOUCHED_BY_UPLOADS);
  const documents = useAsk('list_documents', { profile, merchant }, { isOff: kept === null });
  const found = documents.data?.documents.find(({ sha256 }) => sha256 === kept?.sha256);
  const url = found?.url?.url ?? null;
  const isNew = url !== null && kept !== null && evidence?.url !== url;
  useEffect(() => {
    if (isNew) {
      onEvidence({ sha256: kept.sha256, name: kept.name, url });
    }
  }, [isNew, kept, url, onEvidence]);
  return (
    <div className={styles.evidence}>
      <ChooseFiles profile={profile} onKept={(one) => setKept({ ...one, action: newActionId() })} />
      {kept && url === null ? (
        <p className={styles.file}>
          <bdi>{kept.name}</bdi>
          <ActButton
            isDisabled={upload.isPending}
            onPress={() =>
              upload.mutate({
                profile,
                merchant,
                action: kept.action,
                sha256: kept.sha256,
                name: kept.name,
                purpose: PURPOSE,
              })
            }
          >
            <Upload size={14} aria-hidden="true" />
            {upload.isPending ? 'Uploading…' : 'Upload it to Cedar'}
          </ActButton>
        </p>
      ) : null}
      {evidence ? (
        <p className={styles.file} role="status" data-testid="evidence">
          Evidence: <bdi>{evidence.name}</bdi>
        </p>
      ) : null}
      <ActFailed error={upload.error} />
    </div>
  );
};
