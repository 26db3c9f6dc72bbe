// The documents that a transaction names, each opened in the browser with its host to see.

import { ExternalLink } from 'lucide-react';
import { useAct } from '../../ipc/act';
import type { NamedDocument } from '../../ipc/bindings/NamedDocument';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import { Copy } from '../../parts/Copy';
import part from '../../parts/Section.module.css';
import styles from './Transaction.module.css';

export const DocumentLink = ({ document }: { document: NamedDocument }) => {
  const open = useAct('open_link');
  const { label, link } = document;
  return (
    <>
      <span className={styles.line}>
        <bdi title={link.url}>{link.host ?? link.url}</bdi>
        <Copy text={link.url} what={`the URL: ${label.toLowerCase()}`} />
        {link.mayOpen ? (
          <Button
            weight="quiet"
            isDisabled={open.isPending}
            aria-label={`Open in the browser: ${label.toLowerCase()}, at ${link.host}`}
            onPress={() => open.mutate({ url: link.url })}
          >
            <ExternalLink size={14} aria-hidden="true" />
            Open in the browser
          </Button>
        ) : (
          <span className={styles.note}>not https, so it is not opened from here</span>
        )}
      </span>
      <ActFailed error={open.error} />
    </>
  );
};

export const TransactionDocuments = ({ documents }: { documents: NamedDocument[] }) =>
  documents.length === 0 ? null : (
    <section className={part.section} aria-labelledby="documents-heading" data-testid="documents">
      <h2 id="documents-heading">Documents</h2>
      <ul className={styles.documents}>
        {documents.map((document) => (
          <li key={document.label}>
            {document.label} <DocumentLink document={document} />
          </li>
        ))}
      </ul>
    </section>
  );
