// Where deliveries are taken on this machine, and how to keep it the same at each start.

import { useAct } from '../../ipc/act';
import type { ProfileSettings } from '../../ipc/bindings/ProfileSettings';
import { ActButton } from '../ActButton';
import { ActFailed } from '../ActFailed';
import { Copy } from '../Copy';
import { Fact, Facts } from '../Facts';
import { SecretAddress } from '../SecretAddress';

/** "127.0.0.1:40217" of the whole address; empty if it is none. */
const hostOf = (url: string): string => URL.parse(url)?.host ?? '';
const pathOf = (url: string): string => URL.parse(url)?.pathname ?? '';

export const LocalAddress = ({ settings, url }: { settings: ProfileSettings; url: string }) => {
  const change = useAct('change_profile', ['profile_settings']);
  const { name, title, answer200WhenStored } = settings;
  const host = hostOf(url);
  return (
    <>
      <Facts>
        <Fact name="Whole address">
          <SecretAddress url={url} />
        </Fact>
        <Fact name="Host and port">
          <code>{host}</code> <Copy text={host} what="host and port" />
          {settings.listen === '' ? ', another port at each start' : ', the same at each start'}
        </Fact>
        <Fact name="Secret path">
          <code>{pathOf(url).replace(/^(\/hooks\/.{4}).+$/, '$1…')}</code>{' '}
          <Copy text={pathOf(url)} what="the secret path" />
        </Fact>
      </Facts>
      <ActFailed error={change.error} />
      {settings.listen === '' ? (
        <div>
          <ActButton
            isDisabled={change.isPending}
            onPress={() =>
              change.mutate({
                profile: name,
                title,
                listen: host,
                answer200WhenStored,
                renewPath: false,
              })
            }
          >
            Keep {host} at each start
          </ActButton>
        </div>
      ) : null}
    </>
  );
};
