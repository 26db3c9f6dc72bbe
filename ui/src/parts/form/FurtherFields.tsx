// Further members of a request, each as a name and a JSON value: what this program does not know.

import { Plus, X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../Button';
import { Field } from '../Field';
import { type FurtherRow, wrongWithRow } from './form';
import styles from './form.module.css';

const ROWS_MAX = 50;

type Props = {
  rows: readonly FurtherRow[];
  onChange: (rows: FurtherRow[]) => void;
  /** Names that have a field of their own. */
  taken: readonly string[];
  /** Whether a name or value that is wrong is said. */
  isSaid: boolean;
  refusalOf: (name: string) => string | null;
};

export const FurtherFields = ({ rows, onChange, taken, isSaid, refusalOf }: Props) => {
  const frame = useRef<HTMLFieldSetElement>(null);
  const change = (row: number, changed: Partial<FurtherRow>) =>
    onChange(rows.map((one) => (one.row === row ? { ...one, ...changed } : one)));
  const add = () => {
    const next = Math.max(0, ...rows.map(({ row }) => row)) + 1;
    onChange([...rows, { row: next, name: '', json: '' }]);
    queueMicrotask(() =>
      requestAnimationFrame(() =>
        frame.current?.querySelector<HTMLInputElement>(`[data-row="${next}"] input`)?.focus(),
      ),
    );
  };
  return (
    <fieldset className={styles.group} ref={frame}>
      <legend>Further fields</legend>
      <p className={styles.about}>
        Cedar may know fields that this form does not. Each goes into the request as it stands here:
        a name, and a JSON value such as <code>"text"</code>, <code>12</code> or <code>true</code>.
      </p>
      {rows.map((row, index) => (
        <div key={row.row} className={styles.further} data-row={row.row}>
          <Field
            name={`further-name-${row.row}`}
            label={`Name ${index + 1}`}
            value={row.name}
            onChange={(name) => change(row.row, { name })}
            isMono
          />
          <Field
            name={`further-json-${row.row}`}
            label={`JSON value ${index + 1}`}
            value={row.json}
            onChange={(json) => change(row.row, { json })}
            error={refusalOf(row.name.trim()) ?? (isSaid ? wrongWithRow(row, rows, taken) : null)}
            isMono
          />
          <Button
            weight="quiet"
            aria-label={`Remove field ${index + 1}`}
            onPress={() => onChange(rows.filter((one) => one.row !== row.row))}
          >
            <X size={14} aria-hidden="true" />
          </Button>
        </div>
      ))}
      <div>
        <Button weight="quiet" onPress={add} isDisabled={rows.length >= ROWS_MAX}>
          <Plus size={14} aria-hidden="true" />
          Add a field
        </Button>
      </div>
    </fieldset>
  );
};
