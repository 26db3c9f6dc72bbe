// Documents beside the company data: each one's URL goes into the request under a name of choice.
// How the partner wants documents in a submission is not known, so nothing goes in by itself.

import { FilePlus2, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useAsk } from '../../ipc/ask';
import type { DocumentView } from '../../ipc/bindings/DocumentView';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { Field } from '../../parts/Field';
import { textOf } from '../../parts/form/editing';
import type { FormState, FurtherRow } from '../../parts/form/form';
import { UrlAgeWord } from '../documents/UrlAgeWord';
import styles from './Onboarding.module.css';

type Change = (rows: readonly FurtherRow[]) => void;
type RowProps = {
  document: DocumentView;
  rows: readonly FurtherRow[];
  onChange: Change | null;
};

const DocumentLink = ({ document, rows, onChange }: RowProps) => {
  const [name, setName] = useState('');
  const { url, uploads } = document;
  if (!url) {
    return <p className={styles.soft}>It has no URL: upload it first.</p>;
  }
  const json = JSON.stringify(url.url);
  const within = rows.find((row) => textOf(row.json) === url.url);
  if (within) {
    return (
      <p className={styles.soft} role="status">
        In the request as <code>{within.name}</code>.
      </p>
    );
  }
  if (!onChange) {
    return <p className={styles.soft}>Not in the request.</p>;
  }
  const older = rows.find((row) => uploads.some((one) => one.url === textOf(row.json)));
  if (older) {
    return (
      <div className={styles.look}>
        <p>
          <code>{older.name}</code> holds an older URL of it.
        </p>
        <Button
          onPress={() =>
            onChange(rows.map((row) => (row.row === older.row ? { ...row, json } : row)))
          }
        >
          <RefreshCw size={14} aria-hidden="true" />
          Put the newest URL there
        </Button>
      </div>
    );
  }
  const add = () => {
    const row = Math.max(0, ...rows.map((one) => one.row)) + 1;
    onChange([...rows, { row, name: name.trim(), json }]);
    setName('');
  };
  return (
    <div className={styles.link}>
      <Field
        name={`member-${document.sha256}`}
        label="Name of the member"
        value={name}
        onChange={setName}
        isMono
      />
      <Button
        isDisabled={name.trim() === ''}
        aria-label={`Put its URL in: ${document.name}`}
        onPress={add}
      >
        <FilePlus2 size={14} aria-hidden="true" />
        Put its URL in
      </Button>
    </div>
  );
};

type Props = {
  profile: string;
  merchant: string;
  form: FormState;
  /** None while the request is reviewed. */
  onChange: ((next: FormState) => void) | null;
};

export const DocumentLinks = ({ profile, merchant, form, onChange }: Props) => {
  const documents = useAsk('list_documents', { profile, merchant });
  return (
    <section className={styles.links} aria-label="Documents for the request">
      <h3>Documents</h3>
      <p className={styles.soft}>
        How Cedar wants documents in a submission is not known. A URL goes in as a further field, by
        the name that Cedar told you.
      </p>
      <Asked question={documents} what="the documents">
        {(view) =>
          view.documents.length === 0 ? (
            <p className={styles.soft}>None was uploaded.</p>
          ) : (
            <ul>
              {view.documents.map((document) => (
                <li key={document.sha256} data-testid="document-link">
                  <p className={styles.linkHead}>
                    <bdi title={document.name}>{document.name}</bdi>
                    {document.url ? <UrlAgeWord url={document.url} /> : null}
                  </p>
                  {document.purpose ? (
                    <p className={styles.soft}>
                      <bdi>{document.purpose}</bdi>
                    </p>
                  ) : null}
                  <DocumentLink
                    document={document}
                    rows={form.further}
                    onChange={onChange && ((further) => onChange({ ...form, further }))}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
    </section>
  );
};
