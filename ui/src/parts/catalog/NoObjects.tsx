// What stands in the place of rows where there are none: nothing fits, or nothing is known yet.

import { Building2, RotateCw, SearchX } from 'lucide-react';
import { useAct } from '../../ipc/act';
import type { CatalogAge } from '../../ipc/bindings/CatalogAge';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../Button';
import { Empty } from '../State';

type Props = {
  profile: string;
  /** "merchant". */
  what: string;
  age: CatalogAge;
  isNarrowed: boolean;
  onShowAll: () => void;
  /** What a search looks through. */
  searched?: string;
};

const Unfilled = ({ profile, what, age }: Pick<Props, 'profile' | 'what' | 'age'>) => {
  const { go } = useNavigation();
  const refresh = useAct('refresh_catalog', ['catalog_age']);
  if (age.filling) {
    return (
      <Empty icon={Building2} title={`No ${what} yet`}>
        All are being listed from the API now. Rows appear as they come.
      </Empty>
    );
  }
  if (age.filledAt) {
    return (
      <Empty icon={Building2} title={`There is no ${what}`}>
        The API listed none, and no delivery has told of one.
      </Empty>
    );
  }
  const isUnreachable = !age.canRefresh;
  return (
    <Empty
      icon={Building2}
      title={`No ${what} is known yet`}
      action={
        isUnreachable ? (
          <Button onPress={() => go({ at: 'settings', section: 'server' })}>
            Server and credentials
          </Button>
        ) : (
          <Button isDisabled={refresh.isPending} onPress={() => refresh.mutate({ profile })}>
            <RotateCw size={14} aria-hidden="true" />
            List all from the API
          </Button>
        )
      }
    >
      {isUnreachable
        ? 'They come from the API and from deliveries. The API can’t be called yet.'
        : 'They come from the API and from deliveries.'}
    </Empty>
  );
};

const SEARCHED = 'Names, registration numbers and numbers were looked through.';

export const NoObjects = ({ profile, what, age, isNarrowed, onShowAll, searched }: Props) =>
  isNarrowed ? (
    <Empty
      icon={SearchX}
      title={`No ${what} fits`}
      action={<Button onPress={onShowAll}>Show all</Button>}
    >
      {searched ?? SEARCHED}
    </Empty>
  ) : (
    <Unfilled profile={profile} what={what} age={age} />
  );
