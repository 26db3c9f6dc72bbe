// Narrows the list to a span of time: one that moves with the clock, or between two instants.

import { type DateValue, getLocalTimeZone, parseAbsolute, toZoned } from '@internationalized/date';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { Span } from '../../navigation/narrowed';
import { Button } from '../../parts/Button';
import { Choices } from '../../parts/Choices';
import { DateTimeField } from '../../parts/DateTimeField';
import { FilterChip } from '../../parts/FilterChip';
import { spanWords } from './filter';
import styles from './form.module.css';

const MOVING = ['today', '24h', '7d'] as const;

const shown = (at: string | null): DateValue | null =>
  at ? parseAbsolute(at, getLocalTimeZone()) : null;

const instant = (at: DateValue | null): string | null =>
  at ? toZoned(at, getLocalTimeZone()).toDate().toISOString() : null;

const Between = ({ span, onDone }: { span: Span | null; onDone: (to: Span) => void }) => {
  const ends = span !== null && typeof span === 'object' ? span : { since: null, until: null };
  const [since, setSince] = useState<DateValue | null>(shown(ends.since));
  const [until, setUntil] = useState<DateValue | null>(shown(ends.until));
  const isBackwards = since !== null && until !== null && since.compare(until) >= 0;
  return (
    <Form
      className={`${styles.form} ${styles.divided}`}
      onSubmit={(event) => {
        event.preventDefault();
        if ((since || until) && !isBackwards) {
          onDone({ since: instant(since), until: instant(until) });
        }
      }}
    >
      <DateTimeField label="From" value={since} onChange={setSince} />
      <DateTimeField
        label="To, not included"
        value={until}
        onChange={setUntil}
        error={isBackwards ? 'The span ends before it begins' : null}
      />
      <Button type="submit" weight="primary" isDisabled={isBackwards || !(since || until)}>
        Show this span
      </Button>
    </Form>
  );
};

type Props = { label?: string; span: Span | null; onSpan: (span: Span | null) => void };

export const SpanFilter = ({ label = 'Received', span, onSpan }: Props) => (
  <FilterChip label={label} value={spanWords(span)} onClear={() => onSpan(null)}>
    {(close) => {
      const choose = (to: Span | null) => {
        onSpan(to);
        close();
      };
      return (
        <>
          <Choices
            label="Span"
            isSingle
            groups={[
              { label: null, choices: MOVING.map((id) => ({ id, label: spanWords(id) ?? '' })) },
            ]}
            chosen={typeof span === 'string' ? [span] : []}
            onChoose={([id]) => choose(MOVING.find((one) => one === id) ?? null)}
          />
          <Between span={span} onDone={choose} />
        </>
      );
    }}
  </FilterChip>
);
