// How an event is switched on in the Partners Platform.

import { ChevronRight } from 'lucide-react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useNavigation } from '../../navigation/Navigation';
import { Link } from '../../parts/Link';
import styles from './Activate.module.css';

type Props = { unseen: string[]; isSimulator: boolean };

export const Activate = ({ unseen, isSimulator }: Props) => {
  const { go } = useNavigation();
  const title =
    unseen.length === 0 ? 'How events are switched on' : `Switch on ${unseen.length} never seen`;
  return (
    <Disclosure className={styles.disclosure}>
      <Heading level={2}>
        <Button slot="trigger" className={styles.trigger}>
          <ChevronRight size={14} aria-hidden="true" />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel className={styles.panel}>
        {isSimulator ? (
          <p>The simulator sends all of them by itself. With your own account:</p>
        ) : null}
        <ol>
          <li>
            In the Partners Platform open <b>API › API Webhooks</b>.
          </li>
          <li>
            Choose {unseen.length === 0 ? 'the events' : null}
            {unseen.map((name, index) => (
              <span key={name}>
                {index > 0 ? ', ' : ''}
                <code>{name}</code>
              </span>
            ))}
            , enter the URL of your way in, and save.
          </li>
          <li>
            Copy the secret from <b>API › API Security</b> to{' '}
            <Link onPress={() => go({ at: 'settings', section: 'secrets' })}>
              this profile’s secrets
            </Link>
            .
          </li>
          <li>
            <b>API › API Webhook Logs</b> shows each delivery with its answer, sends one again, and
            can send a test.
          </li>
        </ol>
      </DisclosurePanel>
    </Disclosure>
  );
};
