// What a hash of the bare secret means, and the way to a new secret.

import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../../parts/Button';
import { Part } from './Part';

export const SecretAlone = () => {
  const { go } = useNavigation();
  return (
    <>
      <Part title="What it means">
        <p>
          The hash that came is that of the webhook secret with nothing before it. It is the same
          for every body, so whoever has seen it once can put it on any delivery that signs nothing.
          This console refuses all of those; another receiver of yours may not.
        </p>
      </Part>
      <Part title="What to do">
        <ol>
          <li>Open the delivery and see who could have sent it: its headers and its body.</li>
          <li>
            Look for it in the platform under API › API Webhook Logs. If it is not there, it did not
            come from Cedar.
          </li>
          <li>
            Make a new secret under API › API Security and rotate to it here; deliveries under the
            old one still match while both are kept.
          </li>
        </ol>
        <div>
          <Button onPress={() => go({ at: 'settings', section: 'secrets' })}>
            Rotate the webhook secret
          </Button>
        </div>
      </Part>
    </>
  );
};
