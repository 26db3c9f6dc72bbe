// The fourth step: the exact URL, and where in the Partners Platform it is entered.

import { Button } from '../../parts/Button';
import { PlatformUrl } from './PlatformUrl';
import styles from './wayIn.module.css';

type Props = {
  url: string;
  /** Whether the URL may be another one at the next start. */
  isFleeting: boolean;
  onDone: () => void;
};

export const TellPlatform = ({ url, isFleeting, onDone }: Props) => (
  <>
    <ol className={styles.list}>
      <li>In the Partners Platform open API › API Webhooks.</li>
      <li>Choose all four events.</li>
      <li>Enter exactly this URL, path and all, and save:</li>
    </ol>
    <PlatformUrl url={url} />
    <p className={styles.faint}>
      The path is secret: whoever knows it can send here, though nothing without the right hash
      counts. A URL without it is answered 404 and leaves no trace.
    </p>
    {isFleeting ? (
      <p className={styles.look}>
        ▲ No domain is reserved: the URL may be another one at the next start, and must be entered
        there again.
      </p>
    ) : null}
    <div>
      <Button weight="primary" onPress={onDone}>
        It is saved there: wait for a delivery
      </Button>
    </div>
  </>
);
