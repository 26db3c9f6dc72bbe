// The fourth step: the exact URL, and where in the Partners Platform it is entered.

import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { useUrlIsSet } from './NewUrl';
import { PlatformUrl } from './PlatformUrl';
import styles from './wayIn.module.css';

type Props = {
  profile: string;
  url: string;
  /** Whether it is known that the platform has it. */
  isSet: boolean;
  /** Whether the URL may be another one at the next start. */
  isFleeting: boolean;
  onDone: () => void;
};

export const TellPlatform = ({ profile, url, isSet, isFleeting, onDone }: Props) => {
  const confirm = useUrlIsSet();
  return (
    <>
      <ol className={styles.list}>
        <li>In the Partners Platform open API › API Webhooks.</li>
        <li>Choose all four events.</li>
        <li>Enter exactly this URL, path and all, and save:</li>
      </ol>
      <PlatformUrl url={url} />
      <p className={styles.faint}>
        The path is secret: whoever knows it can send here, though nothing without the right hash
        counts. A URL without it is answered 404 and leaves no entry.
      </p>
      {isFleeting ? (
        <p className={styles.look}>
          ▲ No domain is reserved: the URL may be another one at the next start, and must be entered
          there again.
        </p>
      ) : null}
      <ActFailed error={confirm.error} />
      <div>
        <ActButton
          weight="primary"
          isDisabled={confirm.isPending}
          onPress={() =>
            isSet ? onDone() : confirm.mutate({ profile, url }, { onSuccess: onDone })
          }
        >
          It is saved there: wait for a delivery
        </ActButton>
      </div>
    </>
  );
};
