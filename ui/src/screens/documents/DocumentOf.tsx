// One document of a merchant: its URL and how old that is, its local copy, what became of uploads.

import { Download, ExternalLink, TriangleAlert, Upload } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { bytes, counted } from '../../format/count';
import { short } from '../../format/short';
import { useAct } from '../../ipc/act';
import type { CopyState } from '../../ipc/bindings/CopyState';
import type { DocumentView } from '../../ipc/bindings/DocumentView';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import { Copy } from '../../parts/Copy';
import { newActionId } from '../../parts/form/form';
import { TOUCHED_BY_UPLOADS } from './age';
import styles from './documents.module.css';
import { UploadLine } from './UploadLine';
import { UrlAgeWord } from './UrlAgeWord';

const COPIES: Record<CopyState, string | null> = {
  whole: null,
  missing: 'There is no local copy any more: to upload it again, choose the file again.',
  damaged:
    'The local copy is damaged: its bytes are not those that were uploaded. It is used for ' +
    'nothing; choose the file again to mend it.',
};

type Props = {
  profile: string;
  merchant: string;
  document: DocumentView;
  isGoing: boolean;
  uses?: ReactNode;
};

export const DocumentOf = ({ profile, merchant, document, isGoing, uses }: Props) => {
  const { sha256, name, url, purpose, uploads } = document;
  const upload = useAct('upload_document', TOUCHED_BY_UPLOADS);
  const save = useAct('save_document');
  const open = useAct('open_document');
  // One press is one action, however often it is delivered.
  const [action, setAction] = useState(newActionId);
  const [last, ...earlier] = uploads;
  const damage = COPIES[document.copy];
  return (
    <li className={styles.document} data-testid="document" data-copy={document.copy}>
      <p className={styles.head}>
        <bdi className={styles.name} title={name}>
          {name}
        </bdi>
        {purpose ? <bdi>{purpose}</bdi> : null}
        {url ? <UrlAgeWord url={url} /> : <span className={styles.soft}>no URL</span>}
      </p>
      <p className={styles.soft}>
        {bytes(document.bytes)}, {document.mediaType}, SHA-256{' '}
        <code title={sha256}>{short(sha256)}</code> <Copy text={sha256} what="the SHA-256" />
        {url ? (
          <>
            , URL <Copy text={url.url} what="the URL" />
          </>
        ) : null}
      </p>
      {last ? <UploadLine upload={last} /> : null}
      {damage ? (
        <p className={styles.warning} role="status">
          <TriangleAlert size={14} aria-hidden="true" />
          {damage}
        </p>
      ) : null}
      <div className={styles.line}>
        {uses}
        <ActButton
          weight={url === null || url.age === 'aged' ? 'primary' : 'plain'}
          isDisabled={isGoing || upload.isPending || document.copy !== 'whole'}
          aria-label={`Upload again: ${name}`}
          onPress={() => {
            upload.mutate({ profile, action, merchant, sha256, name, purpose });
            setAction(newActionId());
          }}
        >
          <Upload size={14} aria-hidden="true" />
          Upload again
        </ActButton>
        <Button
          weight="quiet"
          isDisabled={document.copy !== 'whole' || open.isPending}
          aria-label={`Open ${name}`}
          onPress={() => open.mutate({ profile, sha256, name })}
        >
          <ExternalLink size={14} aria-hidden="true" />
          Open
        </Button>
        <Button
          weight="quiet"
          isDisabled={document.copy !== 'whole' || save.isPending}
          aria-label={`Save a copy of ${name}`}
          onPress={() => save.mutate({ profile, sha256, name })}
        >
          <Download size={14} aria-hidden="true" />
          Save a copy
        </Button>
      </div>
      {save.data ? (
        <p className={styles.soft} role="status">
          Saved as <code className={styles.path}>{save.data.path}</code>{' '}
          <Copy text={save.data.path} what="the path" />
        </p>
      ) : null}
      <ActFailed error={upload.error ?? save.error ?? open.error} />
      {earlier.length > 0 ? (
        <details>
          <summary>{counted(earlier.length, 'earlier upload', 'earlier uploads')}</summary>
          {earlier.map((one) => (
            <UploadLine key={one.past.action} upload={one} />
          ))}
        </details>
      ) : null}
    </li>
  );
};
