// What was changed elsewhere since a person began to change it.

import type { Elsewhere } from './editing';
import styles from './form.module.css';

const Text = ({ text }: { text: string }) => (text === '' ? <i>none</i> : <bdi>{text}</bdi>);

export const ElsewhereList = ({ elsewhere }: { elsewhere: readonly Elsewhere[] }) => (
  <div className={styles.elsewhere}>
    <p>Changed elsewhere since you began:</p>
    <ul>
      {elsewhere.map(({ name, was, now, yours }) => (
        <li key={name}>
          <code>{name}</code> <Text text={was} /> → <Text text={now} />
          {yours === null ? null : (
            <>
              ; you typed <Text text={yours} />, which goes on
            </>
          )}
        </li>
      ))}
    </ul>
  </div>
);
