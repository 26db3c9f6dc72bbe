// Where and as whom a profile calls: its server, its credentials, and whether that works.

import { EnvironmentTag } from '../../frame/EnvironmentTag';
import { useAsk } from '../../ipc/ask';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { ServerView } from '../../ipc/bindings/ServerView';
import { useStatus } from '../../ipc/useStatus';
import { Asked } from '../../parts/Asked';
import { Copy } from '../../parts/Copy';
import { Fact, Facts } from '../../parts/Facts';
import { Part } from '../../parts/Part';
import { ConnectionTest } from './ConnectionTest';
import { Credentials } from './Credentials';
import { ServerForm } from './ServerForm';
import styles from './server.module.css';

/** Where it can be changed, its field says it. */
const Where = ({ server }: { server: ServerView }) =>
  server.canChange && !server.isLive ? null : (
    <Facts>
      {server.canChange ? null : (
        <Fact name="Base URL">
          {server.baseUrl ? (
            <>
              <code>{server.baseUrl}</code> <Copy text={server.baseUrl} what="the base URL" />
            </>
          ) : (
            'none while the simulator does not run'
          )}
        </Fact>
      )}
      {server.isLive ? (
        <Fact name="Server">
          <EnvironmentTag environment="live" /> the documented live server: real money moves here,
          whatever the profile is called
        </Fact>
      ) : null}
    </Facts>
  );

export const Server = ({ profile }: { profile: ProfileStatus }) => {
  const keyring = useStatus().data?.keyring;
  const { name, environment, api } = profile;
  return (
    <Asked question={useAsk('profile_settings', { profile: name })} what="server and credentials">
      {({ server }) => (
        <>
          <Part
            name="Server"
            about="Every path follows its base URL. Credentials are bound to its scheme, host and
              port: with another one they are asked for anew."
          >
            <Where server={server} />
            {server.canChange ? (
              <ServerForm profile={name} environment={environment} server={server} />
            ) : (
              <p className={styles.soft}>
                It is the simulator’s own, another one each time it is started, and can’t be
                changed.
              </p>
            )}
          </Part>
          <Part
            name="Credentials"
            about="The key and the secret with which Cedar’s API is called (Partners Platform, API ›
              API Security). They are set together, for this server."
          >
            {keyring ? <Credentials profile={name} server={server} keyring={keyring} /> : null}
          </Part>
          <Part name="Connection test">
            <ConnectionTest profile={name} api={api} />
          </Part>
        </>
      )}
    </Asked>
  );
};
