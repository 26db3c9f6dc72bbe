// A profile: how it is called, where it listens, whether it receives; as a file; its end.

import { EnvironmentTag } from '../../frame/EnvironmentTag';
import { ENVIRONMENTS } from '../../frame/environments';
import { useAsk } from '../../ipc/ask';
import { Asked } from '../../parts/Asked';
import { Copy } from '../../parts/Copy';
import { Fact, Facts } from '../../parts/Facts';
import { SecretAddress } from '../../parts/SecretAddress';
import { DeleteProfile } from './DeleteProfile';
import { Enabled } from './Enabled';
import { ProfileFile } from './ProfileFile';
import { ProfileForm } from './ProfileForm';
import { RenewPath } from './RenewPath';

export const Profile = ({ profile }: { profile: string }) => (
  <Asked question={useAsk('profile_settings', { profile })} what="the profile’s settings">
    {(settings) => (
      <>
        <Facts>
          <Fact name="Environment">
            <EnvironmentTag environment={settings.environment} />{' '}
            {ENVIRONMENTS[settings.environment].meaning}
          </Fact>
          <Fact name="Name">
            <code>{settings.name}</code>
          </Fact>
          <Fact name="Folder">
            <code>{settings.folder}</code> <Copy text={settings.folder} what="the folder" />
          </Fact>
          <Fact name="Listens at">
            {settings.localUrl ? (
              <SecretAddress url={settings.localUrl} />
            ) : (
              'nowhere: it does not receive now'
            )}
          </Fact>
        </Facts>
        <ProfileForm settings={settings} />
        <RenewPath settings={settings} />
        <Enabled settings={settings} />
        <ProfileFile profile={settings.name} />
        <DeleteProfile settings={settings} />
      </>
    )}
  </Asked>
);
