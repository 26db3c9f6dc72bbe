// A checklist for when nothing comes after a while, the likeliest reason first.

import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { SecretAddress } from '../../parts/SecretAddress';
import styles from './NothingComes.module.css';
import words from './steps.module.css';

export const NothingComes = ({ profile }: { profile: ProfileStatus }) => (
  <section className={styles.help} aria-label="Nothing comes">
    <h3>Nothing has come yet. What it may be:</h3>
    <ol className={words.list}>
      <li>
        The address in the platform lacks the secret path. A delivery elsewhere is answered 404 and
        leaves no trace here.
      </li>
      <li>
        The tunnel does not run, or leads to another port. It must lead to{' '}
        <SecretAddress url={profile.receiver.localUrl} />
      </li>
      <li>The address in the platform is not https, or was not saved.</li>
      <li>No event was chosen under API › API Webhooks, so none is sent.</li>
      <li>
        The platform’s own log (API › API Webhook Logs) shows what it sent and what was answered.
      </li>
    </ol>
  </section>
);
