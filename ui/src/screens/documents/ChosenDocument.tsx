// A file that was chosen and not uploaded yet: what it is, what is to be known of it, its purpose.

import { TriangleAlert, Upload, X } from 'lucide-react';
import { bytes } from '../../format/count';
import { short } from '../../format/short';
import { useAct } from '../../ipc/act';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import { TOUCHED_BY_UPLOADS } from './age';
import styles from './documents.module.css';
import type { Chosen } from './useChosen';

type Props = {
  profile: string;
  merchant: string;
  chosen: Chosen;
  onPurpose: (purpose: string) => void;
  onRemove: () => void;
};

export const ChosenDocument = ({ profile, merchant, chosen, onPurpose, onRemove }: Props) => {
  const upload = useAct('upload_document', TOUCHED_BY_UPLOADS);
  const { sha256, name, action, purpose } = chosen;
  return (
    <li className={styles.document} data-testid="chosen-document">
      <p className={styles.head}>
        <bdi className={styles.name} title={name}>
          {name}
        </bdi>
        <span className={styles.soft}>
          {bytes(chosen.bytes)}, {chosen.mediaType}, SHA-256{' '}
          <code title={sha256}>{short(sha256)}</code>
        </span>
      </p>
      {chosen.warnings.map((words) => (
        <p key={words} className={styles.warning}>
          <TriangleAlert size={14} aria-hidden="true" />
          {words}
        </p>
      ))}
      <div className={styles.line}>
        <Field
          name={`purpose-${sha256}`}
          label="What it is for"
          value={purpose}
          onChange={onPurpose}
          placeholder="Certificate of incorporation"
          maxLength={200}
        />
        <ActButton
          weight="primary"
          isDisabled={upload.isPending}
          aria-label={`Upload ${name}`}
          onPress={() => upload.mutate({ profile, action, merchant, sha256, name, purpose })}
        >
          <Upload size={14} aria-hidden="true" />
          {upload.isPending ? 'Uploading…' : 'Upload'}
        </ActButton>
        <Button weight="quiet" isDisabled={upload.isPending} onPress={onRemove}>
          <X size={14} aria-hidden="true" />
          Leave it out
        </Button>
      </div>
      <ActFailed error={upload.error} />
    </li>
  );
};
