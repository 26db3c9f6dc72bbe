// One of the two credentials: a field that can be written and not read, and a hint on its shape.

import { type RefObject, useId } from 'react';
import { type Part, type Shape, shapeWords } from './credentialShape';
import styles from './server.module.css';

type Props = {
  part: Part;
  fieldRef: RefObject<HTMLInputElement | null>;
  shape: Shape;
  isDisabled: boolean;
  isReadOnly: boolean;
  onInput: () => void;
};

const LABELS: Record<Part, string> = { key: 'API key', secret: 'API secret' };
const HEADERS: Record<Part, string> = { key: 'x-api-key', secret: 'x-api-secret' };

export const CredentialField = (props: Props) => {
  const { part, shape } = props;
  const id = useId();
  return (
    <div className={styles.secret}>
      <label htmlFor={id}>
        {LABELS[part]} <code>{HEADERS[part]}</code>
      </label>
      <input
        ref={props.fieldRef}
        id={id}
        type="password"
        data-testid={`api-${part}`}
        autoComplete="off"
        spellCheck={false}
        disabled={props.isDisabled}
        readOnly={props.isReadOnly}
        onInput={props.onInput}
        aria-describedby={`${id}-shape`}
      />
      <p id={`${id}-shape`} className={styles.faint} data-shape={shape} aria-live="polite">
        {shapeWords(part, shape)}
      </p>
    </div>
  );
};
