// A deposit: what is expected and what is reported, side by side, and the evidence for it.

import { useEffect, useRef, useState } from 'react';
import { Input } from 'react-aria-components';
import { grouped } from '../../format/money';
import type { ExpectedDeposit } from '../../ipc/bindings/ExpectedDeposit';
import type { ReportedDeposit } from '../../ipc/bindings/ReportedDeposit';
import { Field } from '../../parts/Field';
import styles from './approval.module.css';
import { type Evidence, EvidenceFile } from './EvidenceFile';
import { DetailLines } from './WhereTo';

type Name = 'amount' | 'currency' | 'network' | 'reference';

const LABELS: Record<Name, string> = {
  amount: 'Amount',
  currency: 'Currency',
  network: 'Network',
  reference: 'Reference',
};

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

type LineProps = {
  name: Name;
  expected: string | null;
  value: string;
  onChange: (value: string) => void;
};

const Line = ({ name, expected, value, onChange }: LineProps) => (
  <tr>
    <th scope="row">{LABELS[name]}</th>
    <td>
      <bdi>{expected === null ? 'not told' : expected}</bdi>
    </td>
    <td>
      <Input
        className={styles.reported}
        aria-label={`${LABELS[name]} as it is reported`}
        name={`reported-${name}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
        spellCheck={false}
      />
    </td>
  </tr>
);

type Props = {
  profile: string;
  merchant: string;
  expected: ExpectedDeposit;
  /** None while the report is not whole. */
  onReport: (report: ReportedDeposit | null) => void;
};

export const DepositReport = ({ profile, merchant, expected, onReport }: Props) => {
  const [told, setTold] = useState({
    amount: '',
    currency: expected.currency ?? '',
    network: '',
    reference: '',
    hash: '',
  });
  const [evidence, setEvidence] = useState<Evidence | null>(null);
  const report = useRef(onReport);
  report.current = onReport;
  useEffect(() => {
    const hash = orNull(told.hash);
    const isWhole =
      told.amount.trim() !== '' &&
      told.currency.trim() !== '' &&
      (hash !== null || evidence !== null);
    report.current(
      isWhole
        ? {
            amount: told.amount.trim().replaceAll(',', ''),
            currency: told.currency.trim(),
            network: orNull(told.network),
            reference: orNull(told.reference),
            evidenceUrl: evidence?.url ?? null,
            evidenceSha256: evidence?.sha256 ?? null,
            transactionHash: hash,
          }
        : null,
    );
  }, [told, evidence]);
  const line = (name: Name, shown: string | null) => (
    <Line
      name={name}
      expected={shown}
      value={told[name]}
      onChange={(value) => setTold((now) => ({ ...now, [name]: value }))}
    />
  );
  return (
    <section className={styles.part} aria-label="The deposit">
      <DetailLines lines={expected.instructions} />
      <table className={styles.differences} data-testid="deposit-report">
        <thead>
          <tr>
            <th scope="col">Deposit</th>
            <th scope="col">Expected</th>
            <th scope="col">Reported</th>
          </tr>
        </thead>
        <tbody>
          {line('amount', expected.amount === null ? null : grouped(expected.amount))}
          {line('currency', expected.currency)}
          {line('network', expected.network)}
          {line('reference', expected.reference)}
        </tbody>
      </table>
      {expected.received === null ? null : (
        <p className={styles.soft}>
          Cedar says that it received <bdi>{grouped(expected.received)}</bdi>.
        </p>
      )}
      <Field
        name="transaction-hash"
        label="Evidence: the transaction’s hash"
        value={told.hash}
        onChange={(hash) => setTold((now) => ({ ...now, hash }))}
        help="Or a file below. One of the two is needed."
        isMono
      />
      <EvidenceFile
        profile={profile}
        merchant={merchant}
        evidence={evidence}
        onEvidence={setEvidence}
      />
    </section>
  );
};
