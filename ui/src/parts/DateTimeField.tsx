// A day and a time of day, typed part by part or picked from a calendar.

import type { DateValue } from '@internationalized/date';
import { Calendar as CalendarIcon, ChevronLeft, ChevronRight } from 'lucide-react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  FieldError,
  Group,
  Heading,
  I18nProvider,
  Label,
  Popover,
} from 'react-aria-components';
import styles from './DateTimeField.module.css';

type Props = {
  label: string;
  value: DateValue | null;
  onChange: (value: DateValue | null) => void;
  error?: string | null;
};

export const DateTimeField = ({ label, value, onChange, error = null }: Props) => (
  // As format/time writes days: 5 Jan 2026 is 05/01/2026.
  <I18nProvider locale="en-GB">
    <DatePicker
      className={styles.field}
      value={value}
      onChange={onChange}
      granularity="minute"
      hourCycle={24}
      hideTimeZone
      isInvalid={error !== null}
      validationBehavior="aria"
    >
      <Label>{label}</Label>
      <Group className={styles.group}>
        <DateInput className={styles.input}>
          {(segment) => <DateSegment className={styles.segment} segment={segment} />}
        </DateInput>
        <Button className={styles.pick}>
          <CalendarIcon size={14} aria-hidden="true" />
        </Button>
      </Group>
      <FieldError className={styles.wrong}>{error}</FieldError>
      <Popover className={styles.popover} placement="bottom end" offset={4}>
        <Dialog>
          <Calendar>
            <header className={styles.month}>
              <Button slot="previous">
                <ChevronLeft size={14} aria-hidden="true" />
              </Button>
              <Heading />
              <Button slot="next">
                <ChevronRight size={14} aria-hidden="true" />
              </Button>
            </header>
            <CalendarGrid>
              {(date) => <CalendarCell className={styles.day} date={date} />}
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  </I18nProvider>
);
