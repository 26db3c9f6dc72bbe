// The source merchant's documents beside the form: chosen, uploaded, and put into its fields.

import { FilePlus2 } from 'lucide-react';
import type { DocumentView } from '../../ipc/bindings/DocumentView';
import { ActButton } from '../../parts/ActButton';
import type { FormState } from '../../parts/form/form';
import { DocumentsOfMerchant } from '../documents/DocumentsOfMerchant';
import styles from './NewTransaction.module.css';
import { DEPOSIT, factsOf, INVOICE, kindOf } from './transactionFields';

type Props = {
  profile: string;
  form: FormState;
  onChange: (next: FormState) => void;
};

const SLOTS = [
  { name: INVOICE, as: 'invoice' },
  { name: DEPOSIT, as: 'deposit confirmation' },
] as const;

const Uses = ({
  document,
  form,
  onChange,
}: Omit<Props, 'profile'> & { document: DocumentView }) => {
  const url = document.url?.url ?? null;
  if (url === null) {
    return null;
  }
  const slots = kindOf(form) === 'payout' ? SLOTS : SLOTS.slice(0, 1);
  return (
    <>
      {slots.map(({ name, as }) =>
        form.values[name] === url ? (
          <span key={name} className={styles.soft} role="status">
            In use as {as}.
          </span>
        ) : (
          <ActButton
            key={name}
            aria-label={`Use as ${as}: ${document.name}`}
            onPress={() => onChange({ ...form, values: { ...form.values, [name]: url } })}
          >
            <FilePlus2 size={14} aria-hidden="true" />
            Use as {as}
          </ActButton>
        ),
      )}
    </>
  );
};

export const DocumentsBeside = ({ profile, form, onChange }: Props) => {
  const { source } = factsOf(form, null);
  return /^[1-9][0-9]*$/.test(source) ? (
    <DocumentsOfMerchant
      key={source}
      profile={profile}
      merchant={source}
      uses={(document) => <Uses document={document} form={form} onChange={onChange} />}
    />
  ) : (
    <section className={styles.documents} aria-label="Documents">
      <h2>Documents</h2>
      <p className={styles.soft}>
        Choose the source merchant first: its documents stand here, and new ones are uploaded here.
      </p>
    </section>
  );
};
