// What may be told of a secret: whether it is there, its id, since when, how strong.

import type { SecretView } from '../ipc/bindings/SecretView';
import { Fact, Facts } from './Facts';
import { Lamp } from './Lamp';
import styles from './SecretFacts.module.css';
import { SECRET_STATES } from './secretWords';
import { Time } from './Time';

const unused = ({ isLastUsedKnown }: SecretView): string =>
  isLastUsedKnown ? 'no delivery bears it' : 'not known: not all entries were looked at yet';

export const SecretFacts = ({ secret }: { secret: SecretView }) => {
  const { word, light } = SECRET_STATES[secret.state];
  const { strength } = secret;
  return (
    <div className={styles.secret} data-testid={`secret-${secret.kind}`}>
      <p className={styles.state}>
        <Lamp light={light} /> <strong>{word}</strong>
      </p>
      {secret.state === 'absent' ? null : (
        <>
          <p className={styles.detail}>{secret.detail}</p>
          <Facts>
            {secret.keyId ? (
              <Fact name="Key id">
                <code>{secret.keyId}</code> as verdicts name it
              </Fact>
            ) : null}
            {secret.since ? (
              <Fact name="Set">
                <Time at={secret.since} form="full" />
              </Fact>
            ) : null}
            {strength ? (
              <Fact name="Strength">
                {strength.isWeak ? '▲ weak, ' : ''}
                {strength.bits} bits at most, {strength.wanted} are wanted
              </Fact>
            ) : null}
            {secret.kind === 'webhook_previous' ? (
              <Fact name="Last used">
                {secret.lastUsed ? <Time at={secret.lastUsed} form="full" /> : unused(secret)}
              </Fact>
            ) : null}
          </Facts>
        </>
      )}
    </div>
  );
};
