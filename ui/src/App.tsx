// What the window shows: the two doors until a profile is open, then its screens.

import { Frame } from './frame/Frame';
import { useAsk } from './ipc/ask';
import type { ProfileStatus } from './ipc/bindings/ProfileStatus';
import { useStale } from './ipc/stale';
import { useNavigation } from './navigation/Navigation';
import { toHash } from './navigation/place';
import { ErrorBoundary } from './parts/ErrorBoundary';
import { Failed, Loading } from './parts/State';
import { Audit } from './screens/audit/Audit';
import { Delivery } from './screens/delivery/Delivery';
import { Settings } from './screens/settings/Settings';
import { Start } from './screens/start/Start';
import { Timeline } from './screens/timeline/Timeline';

/** Notices bring changes at once; this only mends a lost one. */
const STATUS_EVERY_MS = 5_000;

const Screen = ({ profile }: { profile: ProfileStatus }) => {
  const { place } = useNavigation();
  switch (place.at) {
    case 'timeline':
    case 'deliveries':
      return <Timeline key={toHash(place)} profile={profile.name} place={place} />;
    case 'delivery':
      return <Delivery key={place.sequence} profile={profile.name} sequence={place.sequence} />;
    case 'audit':
      return <Audit profile={profile} />;
    case 'settings':
      return <Settings />;
  }
};

export const App = () => {
  useStale();
  const { place } = useNavigation();
  const status = useAsk('console_status', {}, { everyMs: STATUS_EVERY_MS });
  if (status.data?.open) {
    const { open } = status.data;
    return (
      <Frame profile={open} version={status.data.version}>
        <ErrorBoundary resetOn={toHash(place)}>
          <Screen profile={open} />
        </ErrorBoundary>
      </Frame>
    );
  }
  if (status.data) {
    return <Start status={status.data} />;
  }
  if (status.error) {
    return (
      <Failed
        title="The console did not answer"
        error={status.error}
        onAgain={() => void status.refetch()}
      />
    );
  }
  return <Loading what="the console’s state" />;
};
