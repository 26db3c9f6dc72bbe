// The fields of a way in. A field says what is wrong with it once it was typed in or sent.

import type { ReactNode } from 'react';
import type { CommandError } from '../../ipc/bindings/CommandError';
import type { WayInProvider } from '../../ipc/bindings/WayInProvider';
import { Field } from '../../parts/Field';
import { FIELDS, looksSecret, type SetupField, type Typed, wrongIn } from './setup';
import styles from './wayIn.module.css';

type Words = { label: string; help: ReactNode; placeholder?: string; rows?: number };

const WORDS: Record<SetupField, Words> = {
  host: {
    label: 'Host',
    help: 'Its name or address, as ssh takes it.',
    placeholder: 'hooks.example.com',
  },
  port: { label: 'Port of its sshd', help: 'Usually 22.' },
  user: {
    label: 'User on the host',
    help: 'One that has nothing else to do there is best.',
    placeholder: 'webhooks',
  },
  listenPort: {
    label: 'Port that is forwarded',
    help: 'On the host’s own 127.0.0.1 alone: the HTTPS front there passes deliveries on to it.',
  },
  publicUrl: {
    label: 'Public URL',
    help: 'Where the HTTPS front is reached, without the secret path.',
    placeholder: 'https://hooks.example.com',
  },
  domain: {
    label: 'Domain',
    help:
      'One that is reserved in your ngrok account. Empty: the account’s own, or a random ' +
      'one that changes, and with it the URL in the platform.',
    placeholder: 'acme.ngrok.app',
  },
  argv: {
    label: 'Program and arguments',
    help:
      'One on a line; no shell reads them. {address} and {port} become those of this ' +
      'console. Every user of this machine can read them: no secret may stand here. Let ' +
      'the program read its secret from a file.',
    rows: 6,
  },
  urlPattern: {
    label: 'Pattern of its URL',
    help: 'A regular expression that finds the https:// address in what the program prints.',
  },
};

const OPTIONAL_URL = 'Only if the program does not print it. It comes before the pattern.';

type Props = {
  provider: WayInProvider;
  typed: Typed;
  /** Fields that were typed in; once it was sent, all of them. */
  touched: readonly SetupField[];
  error: CommandError | null;
  isDisabled: boolean;
  onType: (field: SetupField, value: string) => void;
};

export const SetupFields = (props: Props) => {
  const { provider, typed, touched, error, isDisabled, onType } = props;
  return (
    <>
      {FIELDS[provider].map((field) => {
        const { label, help, placeholder, rows } = WORDS[field];
        const own = touched.includes(field) ? wrongIn(provider, field, typed) : null;
        const isSpare = field === 'publicUrl' && provider === 'command';
        return (
          <Field
            key={field}
            name={field}
            label={label}
            value={typed[field]}
            onChange={(value) => onType(field, value)}
            {...(placeholder ? { placeholder } : {})}
            {...(rows ? { rows } : {})}
            isMono
            isDisabled={isDisabled}
            help={isSpare ? OPTIONAL_URL : help}
            error={own ?? (error?.field === field ? error.message : null)}
          />
        );
      })}
      {provider === 'command' ? (
        <p role="status" className={styles.look}>
          {looksSecret(typed.argv)
            ? '▲ An argument looks like a secret. Whoever works on this machine can read it.'
            : ''}
        </p>
      ) : null}
    </>
  );
};
