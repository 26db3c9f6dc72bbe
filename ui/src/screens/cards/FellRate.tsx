// A fall of the match rate: the last days, and where to look.

import { useAsk } from '../../ipc/ask';
import { useNavigation } from '../../navigation/Navigation';
import { NOT_NARROWED } from '../../navigation/narrowed';
import { Button } from '../../parts/Button';
import { MatchRate } from '../../parts/MatchRate';
import { Failed, Loading } from '../../parts/State';
import { Part } from './Part';

const Days = ({ profile }: { profile: string }) => {
  const known = useAsk('list_events', { profile });
  if (known.data) {
    return <MatchRate days={known.data.days} />;
  }
  return known.error ? (
    <Failed
      title="The days could not be read"
      error={known.error}
      onAgain={() => void known.refetch()}
    />
  ) : (
    <Loading what="the days" />
  );
};

export const FellRate = ({ profile }: { profile: string }) => {
  const { go } = useNavigation();
  return (
    <>
      <Part title="The last days">
        <Days profile={profile} />
      </Part>
      <Part title="What it can mean">
        <ul>
          <li>The secret was rotated in the platform and not here.</li>
          <li>The sender writes its bodies in another way than before.</li>
          <li>Somebody who knows the receiver’s path sends forgeries; nothing is lost by that.</li>
        </ul>
        <div>
          <Button
            onPress={() =>
              go({ at: 'deliveries', show: 'refused', narrowed: { ...NOT_NARROWED, span: '24h' } })
            }
          >
            Show the quarantine of the last 24 hours
          </Button>
        </div>
      </Part>
    </>
  );
};
