// What the window shows: the doors until a profile is open, the set-up, or a profile's screens.

import { useEffect, useRef } from 'react';
import { Frame } from './frame/Frame';
import { LockScreen } from './frame/LockScreen';
import { usePresence } from './frame/usePresence';
import type { ProfileStatus } from './ipc/bindings/ProfileStatus';
import { useStale } from './ipc/stale';
import { useStatus } from './ipc/useStatus';
import { useNavigation } from './navigation/Navigation';
import { toHash } from './navigation/place';
import { ErrorBoundary } from './parts/ErrorBoundary';
import { Failed, Loading } from './parts/State';
import { Account } from './screens/account/Account';
import { AccountForm } from './screens/account/AccountForm';
import { Accounts } from './screens/accounts/Accounts';
import { Action } from './screens/action/Action';
import { Audit } from './screens/audit/Audit';
import { Board } from './screens/board/Board';
import { Cards } from './screens/cards/Cards';
import { Deliveries } from './screens/deliveries/Deliveries';
import { Delivery } from './screens/delivery/Delivery';
import { Desk } from './screens/desk/Desk';
import { Merchant } from './screens/merchant/Merchant';
import { MerchantForm } from './screens/merchant/MerchantForm';
import { Merchants } from './screens/merchants/Merchants';
import { TransactionForm } from './screens/newTransaction/TransactionForm';
import { Observation } from './screens/observation/Observation';
import { Onboarding } from './screens/onboarding/Onboarding';
import { ProfileGone } from './screens/profileEnd/ProfileGone';
import { Settings } from './screens/settings/Settings';
import { Connect } from './screens/start/Connect';
import { readDraft } from './screens/start/draft';
import { Start } from './screens/start/Start';
import { Timeline } from './screens/timeline/Timeline';
import { Transaction } from './screens/transaction/Transaction';
import { Transactions } from './screens/transactions/Transactions';
import { WayIn } from './screens/wayIn/WayIn';

const Screen = ({ profile }: { profile: ProfileStatus }) => {
  const { place, depth } = useNavigation();
  switch (place.at) {
    // A narrower list is the same screen; the way back leads to another one.
    case 'desk':
      return <Desk key={depth} profile={profile.name} />;
    case 'timeline':
      return <Timeline key={depth} profile={profile.name} place={place} />;
    case 'deliveries':
      return <Deliveries key={depth} profile={profile} place={place} />;
    case 'cards':
      return <Cards profile={profile} place={place} />;
    case 'delivery':
      return <Delivery key={place.sequence} profile={profile.name} sequence={place.sequence} />;
    case 'observation':
      return <Observation key={place.sequence} profile={profile.name} sequence={place.sequence} />;
    case 'audit':
      return <Audit profile={profile} />;
    case 'settings':
      return (
        <Settings
          key={profile.name}
          profile={profile}
          section={place.section}
          {...(place.operation ? { operation: place.operation } : {})}
        />
      );
    case 'action':
      return <Action key={place.action} profile={profile.name} action={place.action} />;
    case 'merchant':
      return <Merchant key={place.number} profile={profile} number={place.number} />;
    case 'merchant-form':
      return <MerchantForm key={place.number ?? 'new'} profile={profile} number={place.number} />;
    case 'onboarding':
      return <Onboarding key={place.number} profile={profile} number={place.number} />;
    case 'account':
      return <Account key={place.number} profile={profile} number={place.number} />;
    case 'account-form':
      return (
        <AccountForm
          key={toHash(place)}
          profile={profile}
          number={place.number}
          owner={place.owner}
        />
      );
    case 'transaction-form':
      return <TransactionForm key={toHash(place)} profile={profile} place={place} />;
    case 'merchants':
      return <Merchants key={depth} profile={profile.name} place={place} />;
    case 'transactions':
      return <Transactions key={depth} profile={profile.name} place={place} />;
    case 'transaction':
      return <Transaction key={place.number} profile={profile} number={place.number} />;
    case 'way-in':
      return <WayIn profile={profile} view={place.view} />;
    case 'board':
      return <Board profile={profile.name} />;
    case 'accounts':
      return <Accounts key={depth} profile={profile.name} place={place} />;
    case 'connect':
      return null;
  }
};

/** A set-up that was under way when the program ended goes on where it was. */
const useResumedSetUp = (): void => {
  const { replace } = useNavigation();
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current && readDraft()?.isUnderWay) {
      replace({ at: 'connect' });
    }
    isFirst.current = false;
  }, [replace]);
};

const Window = () => {
  useStale();
  useResumedSetUp();
  const { place } = useNavigation();
  const status = useStatus();
  usePresence(status.data?.lock.state === 'unlocked');
  if (status.data?.lock.state === 'locked') {
    return <LockScreen status={status.data} />;
  }
  if (status.data && place.at === 'connect') {
    return <Connect status={status.data} />;
  }
  if (status.data?.open) {
    const { open } = status.data;
    return (
      <Frame status={status.data} open={open}>
        <ErrorBoundary resetOn={`${open.name} ${toHash(place)}`}>
          <Screen key={open.name} profile={open} />
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

export const App = () => (
  <>
    <Window />
    <ProfileGone />
  </>
);
