// What it may be that no delivery was verified yet, the likeliest first: out of what is seen here.

import { count } from '../../format/count';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import type { WayInSeen } from '../../ipc/bindings/WayInSeen';
import type { Place } from '../../navigation/place';
import { WAY_IN_STATES } from '../../parts/wayIn/states';

export type MayBe = {
  id:
    | 'not_listening'
    | 'not_proven'
    | 'new_url'
    | 'no_secret'
    | 'wrong_secret'
    | 'field_set'
    | 'refused'
    | 'unavailable'
    | 'wrong_path'
    | 'nothing_seen';
  words: string;
  /** Where it can be looked at or mended. */
  way?: { label: string; place: Place };
};

const WRONG_HASH = 'refused_hash';
const FIELD_SET = 'field_set_not_approved';
/** Without the platform's saved URL there is nothing to see: these are told one after the other. */
const NOTHING_SEEN = [
  'The URL in the platform lacks the secret path, or was not saved. A delivery elsewhere ' +
    'is answered 404 and leaves no entry here.',
  'No event was chosen under API › API Webhooks, so none is sent.',
  'Nothing has changed at Cedar since: send a test event under API › API Webhook Logs. ' +
    'That log also shows what was sent and how it was answered.',
] as const;

const ofWayIn = ({ wayIn }: ProfileStatus): MayBe[] => {
  const { state, reason } = wayIn;
  if (state === 'reachable' || state === 'not_needed') {
    return [];
  }
  if (state === 'reachable_elsewhere') {
    return [
      {
        id: 'new_url',
        words: 'The URL has changed: the platform may still send to the one before.',
        way: { label: 'Open the way in', place: { at: 'way-in', view: 'state' } },
      },
    ];
  }
  const why = reason ? ` ${reason.detail}` : '';
  const place: Place = { at: 'way-in', view: state === 'not_set_up' ? 'set-up' : 'state' };
  return [
    {
      id: 'not_proven',
      words:
        state === 'not_set_up'
          ? 'No way in is set up here. If a tunnel of your own leads here, it must keep ' +
            'the path as it is.'
          : `The way in is not proven (${WAY_IN_STATES[state].word}): a delivery may not ` +
            `arrive.${why}`,
      way: { label: state === 'not_set_up' ? 'Set one up' : 'Open the way in', place },
    },
  ];
};

const ofKey = ({ key }: ProfileStatus): MayBe[] =>
  key === 'none' || key === 'unreadable'
    ? [
        {
          id: 'no_secret',
          words:
            key === 'none'
              ? 'There is no webhook secret: what comes is kept, not checked, and answered 503.'
              : 'The webhook secret can’t be read from the keyring: what comes is kept, ' +
                'not checked, and answered 503.',
          way: { label: 'Open the secrets', place: { at: 'settings', section: 'secrets' } },
        },
      ]
    : [];

/** What was seen of deliveries that are not verified. */
type Evidence = { wrongHash: number; fieldSet: number; refused: number; unavailable: number };

/** What was counted since the way in was set up; without one, what stands in the newest rows. */
const evidence = (
  { receiver }: ProfileStatus,
  rows: readonly TimelineRow[],
  seen: WayInSeen | null,
): Evidence => {
  if (seen) {
    const { wrongHash, fieldSet, malformed, turnedAway, notChecked } = seen;
    return { wrongHash, fieldSet, refused: malformed + turnedAway, unavailable: notChecked };
  }
  const count = (fits: (verdict: string) => boolean) =>
    rows.filter(({ mark, verdict }) => mark === 'refused' && fits(verdict ?? '')).length;
  const wrongHash = count((verdict) => verdict === WRONG_HASH);
  const fieldSet = count((verdict) => verdict === FIELD_SET);
  const others = count((verdict) => verdict !== WRONG_HASH && verdict !== FIELD_SET);
  const isUnexplained = wrongHash + fieldSet + others === 0;
  return {
    wrongHash,
    fieldSet,
    refused: isUnexplained ? receiver.refused : others,
    unavailable: receiver.unavailable,
  };
};

const ofEvidence = ({ wrongHash, fieldSet, refused }: Evidence): MayBe[] => [
  ...(wrongHash > 0
    ? [
        {
          id: 'wrong_secret',
          words:
            `${count(wrongHash)} came with another hash and were answered 401: the secret ` +
            'here is most likely not the one under API › API Security in the platform.',
          way: { label: 'Open the secrets', place: { at: 'settings', section: 'secrets' } },
        } as const,
      ]
    : []),
  ...(fieldSet > 0
    ? [
        {
          id: 'field_set',
          words:
            `${count(fieldSet)} came with a good hash over a list of fields that is not ` +
            'approved yet: a card asks for that.',
          way: { label: 'Open the cards', place: { at: 'cards', card: null } },
        } as const,
      ]
    : []),
  ...(refused > 0
    ? [
        {
          id: 'refused',
          words:
            `${count(refused)} refused for another reason and answered 401. What Cedar ` +
            'does on a 401 is not documented: it may stop sending.',
          way: { label: 'See what was refused', place: { at: 'deliveries', show: 'refused' } },
        } as const,
      ]
    : []),
];

export const mayBe = (
  profile: ProfileStatus,
  rows: readonly TimelineRow[],
  seen: WayInSeen | null = null,
): MayBe[] => {
  const { receiver } = profile;
  const ofKeys = ofKey(profile);
  const found = evidence(profile, rows, seen);
  return [
    ...(receiver.state === 'listening'
      ? []
      : [{ id: 'not_listening', words: `Nothing can be taken now. ${receiver.detail}` } as const]),
    ...ofWayIn(profile),
    ...ofKeys,
    ...ofEvidence(found),
    ...(found.unavailable > 0 && ofKeys.length === 0
      ? [
          {
            id: 'unavailable',
            words: `${count(found.unavailable)} answered 503: they could not be checked or stored.`,
          } as const,
        ]
      : []),
    ...(receiver.wrongPath > 0
      ? [
          {
            id: 'wrong_path',
            words:
              `${count(receiver.wrongPath)} came to another path since the program began and ` +
              'were answered 404. Anybody can knock so; if it was Cedar, the URL in the platform ' +
              'is not the one of this console.',
          } as const,
        ]
      : []),
    ...(rows.length === 0
      ? NOTHING_SEEN.map((words) => ({ id: 'nothing_seen', words }) as const)
      : []),
  ];
};
