// The way in is proven at another URL than the platform's: the new one to copy, and a word that it
// is set there.

import { TriangleAlert } from 'lucide-react';
import { useAct } from '../../ipc/act';
import type { WayInView } from '../../ipc/bindings/WayInView';
import { ActButton } from '../../parts/ActButton';
import { ActFailed } from '../../parts/ActFailed';
import { PlatformUrl } from './PlatformUrl';
import notice from './ReasonNotice.module.css';
import styles from './wayIn.module.css';

/** Says that the platform has a URL; each gap that it ends is told anew. */
export const useUrlIsSet = () => useAct('confirm_platform_url', ['get_way_in', 'list_gaps']);

type Props = { profile: string; view: WayInView };

/** Nothing while the platform is known to have the URL of the way in. */
export const NewUrl = ({ profile, view }: Props) => {
  const confirm = useUrlIsSet();
  const { badge, platformUrl } = view;
  if (badge.state !== 'reachable_elsewhere') {
    return null;
  }
  return (
    <section
      className={notice.reason}
      data-tone="look"
      data-reason="new_url"
      aria-label="The URL has changed"
    >
      <TriangleAlert size={16} aria-hidden="true" />
      <div className={styles.words}>
        <p className={notice.detail}>The platform may still send to the URL before.</p>
        <p>
          It is not known here what the platform has. Compare it under API › API Webhooks, and enter
          this URL there if another one stands there.
        </p>
        {platformUrl ? <PlatformUrl url={platformUrl} /> : null}
        <ActFailed error={confirm.error} />
        <div>
          <ActButton
            weight="primary"
            isDisabled={platformUrl === null || confirm.isPending}
            onPress={() => confirm.mutate({ profile, url: platformUrl ?? '' })}
          >
            {confirm.isPending ? 'Writing it down…' : 'It is set on the platform'}
          </ActButton>
        </div>
        <p className={notice.soft}>
          A verified delivery that comes in here settles it too. What was missed until then is
          looked for.
        </p>
      </div>
    </section>
  );
};
