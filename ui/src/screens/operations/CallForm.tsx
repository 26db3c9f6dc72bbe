// Calls an operation that only reads: what to fill in, and how the call went.

import { Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { useAct } from '../../ipc/act';
import type { OperationView } from '../../ipc/bindings/OperationView';
import { useNavigation } from '../../navigation/Navigation';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import { CallResult } from '../../parts/call/CallResult';
import { Field } from '../../parts/Field';
import { readSample, toCall, type Wrong, wrongWith } from './callRequest';
import styles from './Operations.module.css';

const WRITES = {
  changes: 'It changes data: it is called where that is decided, never from here.',
  moves_money: 'It moves money: it is called where that is approved, never from here.',
  reads: 'It can’t be called from here.',
};

type Props = { profile: string; operation: OperationView; isReady: boolean };

export const CallForm = ({ profile, operation, isReady }: Props) => {
  const { go } = useNavigation();
  const [filled, setFilled] = useState(() => readSample(operation));
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const call = useAct('call_operation', ['list_operations', 'list_timeline', 'subject_facts']);
  const result = useRef<HTMLDivElement>(null);
  const { data } = call;
  useEffect(() => {
    if (data) {
      result.current?.scrollIntoView({ block: 'start' });
    }
  }, [data]);
  const { pathParameter, query, body, sample } = operation;
  if (!operation.canCall) {
    return (
      <section className={styles.part} aria-labelledby="call">
        <h3 id="call">Call it</h3>
        <p className={styles.soft}>{WRITES[operation.effect]}</p>
      </section>
    );
  }
  const change = (changed: Partial<typeof filled>) => {
    setWrong(null);
    setFilled({ ...filled, ...changed });
  };
  const told = (field: string) => (call.error?.field === field ? call.error.message : null);
  const wrongAt = (field: Wrong['field']) =>
    wrong?.field === field ? wrong.words : told(field === 'path_value' ? 'pathValue' : field);
  const isOnField = told('pathValue') !== null || told('body') !== null;
  const hasBody = body === 'json' || body === 'optional_json';
  return (
    <section className={styles.part} aria-labelledby="call">
      <h3 id="call">Call it</h3>
      <Form
        className={styles.form}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          const found = wrongWith(operation, filled);
          setWrong(found);
          if (found === null) {
            call.mutate(toCall(profile, operation, filled));
          }
        }}
      >
        {pathParameter === null ? null : (
          <Field
            name="path_value"
            label={`{${pathParameter}}`}
            value={filled.pathValue}
            onChange={(pathValue) => change({ pathValue })}
            placeholder={sample.pathValue ?? ''}
            isMono
            error={wrongAt('path_value')}
          />
        )}
        {query.length > 0 ? (
          <>
            <div className={styles.query}>
              {query.map((name) => (
                <Field
                  key={name}
                  name={name}
                  label={name}
                  value={filled.query[name] ?? ''}
                  onChange={(value) => change({ query: { ...filled.query, [name]: value } })}
                  placeholder={sample.query.find((one) => one.name === name)?.value ?? ''}
                  isMono
                />
              ))}
            </div>
            <p className={styles.faint}>What is left empty is left out.</p>
          </>
        ) : null}
        {hasBody ? (
          <Field
            name="body"
            label="Body"
            value={filled.body}
            onChange={(to) => change({ body: to })}
            rows={6}
            isMono
            error={wrongAt('body')}
            help={body === 'json' ? 'JSON, sent as it stands here.' : 'JSON, or nothing.'}
          />
        ) : null}
        <ActFailed error={isOnField ? null : call.error} />
        <div className={styles.acts}>
          <Button type="submit" weight="primary" isDisabled={!isReady || call.isPending}>
            <Play size={14} aria-hidden="true" />
            {call.isPending ? 'Calling…' : 'Run'}
          </Button>
          <span className={styles.soft}>
            {isReady
              ? 'It reads alone, and leaves an entry in the ledger.'
              : 'Not ready, see above.'}
          </span>
        </div>
      </Form>
      <div aria-live="polite" ref={result} className={styles.result}>
        {data ? (
          <CallResult call={data} onEntry={(sequence) => go({ at: 'observation', sequence })} />
        ) : null}
      </div>
    </section>
  );
};
