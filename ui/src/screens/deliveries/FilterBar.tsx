// By what the list is narrowed: a chip for each filter, and one way to take them all off.

import { useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useAsk } from '../../ipc/ask';
import { useKeys } from '../../keyboard/useKeys';
import { type Narrowed, NOT_NARROWED } from '../../navigation/narrowed';
import { Button } from '../../parts/Button';
import { Choices } from '../../parts/Choices';
import { FilterChip } from '../../parts/FilterChip';
import { VERDICT_GROUPS } from '../../parts/list/verdicts';
import { Mark } from '../../parts/Mark';
import styles from './FilterBar.module.css';
import { eventsWords, eventWords, narrowings, verdictsWords } from './filter';
import { SpanFilter } from './SpanFilter';
import { SubjectFilter } from './SubjectFilter';

const VERDICTS = VERDICT_GROUPS.map(({ label, mark, verdicts }) => ({
  label,
  choices: verdicts.map(([id, words]) => ({
    id,
    label: words,
    icon: <Mark mark={mark} word="" />,
  })),
}));

type Props = {
  profile: string;
  narrowed: Narrowed;
  onNarrow: (to: Narrowed) => void;
};

export const FilterBar = ({ profile, narrowed, onNarrow }: Props) => {
  const [isTyping, setIsTyping] = useState(false);
  useKeys('list', { 'filter.focus': () => setIsTyping(true) });
  const known = useAsk('list_events', { profile });
  const { verdicts, events, subject, span, alarmsOnly } = narrowed;
  const narrow = (by: Partial<Narrowed>) => onNarrow({ ...narrowed, ...by });
  // An event that is chosen can be taken off even if the list of them can't be read.
  const names = new Set([...(known.data?.events ?? []).map(({ name }) => name), ...events]);
  names.delete('none');
  return (
    <fieldset className={styles.bar} aria-label="Filters">
      <FilterChip
        label="Verdict"
        value={verdictsWords(verdicts)}
        onClear={() => narrow({ verdicts: [] })}
      >
        {() => (
          <Choices
            label="Verdicts"
            groups={VERDICTS}
            chosen={verdicts}
            onChoose={(to) => narrow({ verdicts: to })}
          />
        )}
      </FilterChip>
      <FilterChip label="Event" value={eventsWords(events)} onClear={() => narrow({ events: [] })}>
        {() => (
          <Choices
            label="Events"
            groups={[
              {
                label: null,
                choices: [...names, 'none'].map((id) => ({ id, label: eventWords(id) })),
              },
            ]}
            chosen={events}
            onChoose={(to) => narrow({ events: to })}
          />
        )}
      </FilterChip>
      <SubjectFilter
        subject={subject}
        onSubject={(to) => narrow({ subject: to })}
        isOpen={isTyping}
        onOpenChange={setIsTyping}
      />
      <SpanFilter span={span} onSpan={(to) => narrow({ span: to })} />
      <ToggleButton
        className={styles.toggle}
        isSelected={alarmsOnly}
        onChange={(to) => narrow({ alarmsOnly: to })}
      >
        Alarms only
      </ToggleButton>
      {narrowings(narrowed).length > 0 ? (
        <Button weight="quiet" onPress={() => onNarrow(NOT_NARROWED)}>
          Clear all
        </Button>
      ) : null}
    </fieldset>
  );
};
