// The profile's tag, and behind it every profile: what it is, whether it receives, what waits.

import { Check, ChevronDown, Plus } from 'lucide-react';
import { useId } from 'react';
import {
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  VisuallyHidden,
} from 'react-aria-components';
import { counted } from '../format/count';
import { age } from '../format/time';
import type { ProfileStatus } from '../ipc/bindings/ProfileStatus';
import type { ProfileView } from '../ipc/bindings/ProfileView';
import { useNavigation } from '../navigation/Navigation';
import { Lamp } from '../parts/Lamp';
import { useNow } from '../parts/useNow';
import { WAY_IN_STATES } from '../parts/wayIn/states';
import { EnvironmentTag } from './EnvironmentTag';
import { ENVIRONMENTS } from './environments';
import styles from './ProfileSwitcher.module.css';
import { PROFILE_STATES } from './profileWords';

const ADD = '+';

type ItemProps = { profile: ProfileView; isShown: boolean; now: Date };

const Item = ({ profile, isShown, now }: ItemProps) => {
  const { word, light } = PROFILE_STATES[profile.state];
  const last = profile.lastDelivery ? `last ${age(profile.lastDelivery, now)}` : 'no delivery yet';
  const way = WAY_IN_STATES[profile.wayIn];
  const needsLook = way.light === 'bad' || profile.wayIn === 'stale';
  return (
    <MenuItem className={styles.item} id={profile.name} textValue={profile.title}>
      <span className={styles.mark}>
        <EnvironmentTag environment={profile.environment} />
      </span>
      <span className={styles.title}>{profile.title}</span>
      <span className={styles.check}>
        {isShown ? <Check size={14} aria-label="on the screen" /> : null}
      </span>
      <span className={styles.state} title={profile.detail}>
        <Lamp light={light} /> {word} · {last}
        {needsLook ? <span className={styles.wayIn}>▲ way in {way.word}</span> : null}
        {profile.cards > 0 ? (
          <span className={styles.waiting}>{counted(profile.cards, 'card', 'cards')} waiting</span>
        ) : null}
      </span>
    </MenuItem>
  );
};

type Props = {
  open: ProfileStatus;
  profiles: ProfileView[];
  onShow: (profile: string) => void;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

export const ProfileSwitcher = ({ open, profiles, onShow, isOpen, onOpenChange }: Props) => {
  const { go } = useNavigation();
  const now = useNow(5000);
  const meaningId = useId();
  const { meaning } = ENVIRONMENTS[open.environment];
  const elsewhere = profiles
    .filter((profile) => profile.name !== open.name)
    .reduce((sum, profile) => sum + profile.cards, 0);
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <Button
        className={styles.tag}
        data-environment={open.environment}
        data-testid="profile-tag"
        aria-describedby={meaningId}
      >
        <EnvironmentTag environment={open.environment} />
        <span className={styles.name}>{open.title}</span>
        {elsewhere > 0 ? (
          <span className={styles.elsewhere} title="Cards that wait in other profiles">
            {counted(elsewhere, 'card', 'cards')} elsewhere
          </span>
        ) : null}
        <ChevronDown size={14} aria-hidden="true" />
      </Button>
      <VisuallyHidden id={meaningId}>Profile. {meaning}</VisuallyHidden>
      <Popover className={styles.popover} placement="bottom start" offset={4}>
        <Menu
          className={styles.menu}
          aria-label="Profiles"
          onAction={(key) => (key === ADD ? go({ at: 'connect' }) : onShow(String(key)))}
        >
          <MenuSection aria-label="Profiles" items={profiles} dependencies={[now, open.name]}>
            {(profile) => (
              <Item
                key={profile.name}
                profile={profile}
                isShown={profile.name === open.name}
                now={now}
              />
            )}
          </MenuSection>
          <Separator className={styles.line} />
          <MenuItem className={styles.add} id={ADD} textValue="Add a profile">
            <Plus size={14} aria-hidden="true" />
            <span>Add a profile…</span>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
};
