// The payout confirmation: its status as it was read, and its document, kept here with its hash.

import { Download, ExternalLink, RotateCw, TriangleAlert } from 'lucide-react';
import { bytes } from '../../format/count';
import { short } from '../../format/short';
import { useAct } from '../../ipc/act';
import type { ConfirmationView } from '../../ipc/bindings/ConfirmationView';
import type { CopyState } from '../../ipc/bindings/CopyState';
import type { KeptConfirmation } from '../../ipc/bindings/KeptConfirmation';
import { useNavigation } from '../../navigation/Navigation';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import { Copy } from '../../parts/Copy';
import { Link } from '../../parts/Link';
import part from '../../parts/Section.module.css';
import { Time } from '../../parts/Time';
import styles from './Transaction.module.css';
import { DocumentLink } from './TransactionDocuments';

const COPIES: Record<CopyState, string | null> = {
  whole: null,
  missing: 'There is no local copy any more: keep the document anew.',
  damaged: 'The local copy is damaged: its bytes are not those that came. Keep it anew.',
};

const Kept = ({ profile, kept }: { profile: string; kept: KeptConfirmation }) => {
  const save = useAct('save_document');
  const open = useAct('open_document');
  const { sha256, name } = kept;
  const damage = COPIES[kept.copy];
  return (
    <li className={styles.kept} data-testid="kept-confirmation" data-copy={kept.copy}>
      <p className={styles.line}>
        <bdi>{name}</bdi>
        <span className={styles.note}>
          {bytes(kept.bytes)}, kept <Time at={kept.at} />
          {kept.by ? (
            <>
              {' '}
              by <bdi>{kept.by}</bdi>
            </>
          ) : null}
        </span>
      </p>
      <p className={styles.line}>
        <span className={styles.note}>
          SHA-256 <code title={sha256}>{short(sha256)}</code>
        </span>
        <Copy text={sha256} what="the SHA-256" />
        <Button
          weight="quiet"
          isDisabled={kept.copy !== 'whole' || open.isPending}
          onPress={() => open.mutate({ profile, sha256, name })}
        >
          <ExternalLink size={14} aria-hidden="true" />
          Open
        </Button>
        <Button
          weight="quiet"
          isDisabled={kept.copy !== 'whole' || save.isPending}
          onPress={() => save.mutate({ profile, sha256, name })}
        >
          <Download size={14} aria-hidden="true" />
          Save a copy
        </Button>
      </p>
      {save.data ? (
        <p className={styles.note} role="status">
          Saved as <code>{save.data.path}</code> <Copy text={save.data.path} what="the path" />
        </p>
      ) : null}
      {damage ? (
        <p className={styles.warning} role="status">
          <TriangleAlert size={14} aria-hidden="true" />
          {damage}
        </p>
      ) : null}
      <ActFailed error={save.error ?? open.error} />
    </li>
  );
};

const Said = ({ confirmation }: { confirmation: ConfirmationView }) => {
  const { go } = useNavigation();
  const { status, readAt, readSequence, failed } = confirmation;
  return (
    <>
      {readAt && readSequence !== null ? (
        <p className={styles.line}>
          <code>{status ?? 'no status'}</code>
          <span className={styles.note}>
            <Link onPress={() => go({ at: 'observation', sequence: readSequence })}>
              read <Time at={readAt} />
            </Link>
          </span>
        </p>
      ) : (
        <p className={styles.note}>It was not read yet.</p>
      )}
      {failed ? (
        <p className={styles.warning} role="status">
          <TriangleAlert size={14} aria-hidden="true" />
          The last read did not work: {failed}
        </p>
      ) : null}
    </>
  );
};

type Props = {
  profile: string;
  subject: string;
  confirmation: ConfirmationView;
  canRead: boolean;
};

export const PayoutConfirmation = ({ profile, subject, confirmation, canRead }: Props) => {
  const read = useAct('read_confirmation', ['get_transaction', 'list_timeline']);
  const keep = useAct('keep_confirmation', ['get_transaction', 'list_timeline']);
  const { document, kept } = confirmation;
  return (
    <section
      className={part.section}
      aria-labelledby="confirmation-heading"
      data-testid="confirmation"
    >
      <h2 id="confirmation-heading">Payout confirmation</h2>
      <Said confirmation={confirmation} />
      {document ? <DocumentLink document={document} /> : null}
      <p className={styles.line}>
        <Button
          isDisabled={!canRead || read.isPending}
          onPress={() => read.mutate({ profile, subject })}
        >
          <RotateCw size={14} aria-hidden="true" />
          {read.isPending ? 'Reading…' : 'Read the confirmation'}
        </Button>
        {document ? (
          <ActButton
            isDisabled={!canRead || keep.isPending}
            onPress={() => keep.mutate({ profile, subject })}
          >
            <Download size={14} aria-hidden="true" />
            {keep.isPending ? 'Downloading…' : 'Keep the document'}
          </ActButton>
        ) : null}
      </p>
      <ActFailed error={read.error ?? keep.error} />
      {kept.length > 0 ? (
        <ul className={styles.documents}>
          {kept.map((one) => (
            <Kept key={one.sequence} profile={profile} kept={one} />
          ))}
        </ul>
      ) : null}
    </section>
  );
};
