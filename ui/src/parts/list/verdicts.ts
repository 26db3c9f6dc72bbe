// The verdicts' codes in words, in the order of trust.

import type { TimelineRow } from '../../ipc/bindings/TimelineRow';

export type VerdictGroup = { label: string; mark: 'hash_matches' | 'received' | 'refused' } & {
  verdicts: readonly (readonly [code: string, words: string])[];
};

export const VERDICT_GROUPS: readonly VerdictGroup[] = [
  {
    label: 'Verified',
    mark: 'hash_matches',
    verdicts: [
      ['verified', 'Verified, first time'],
      ['verified_repeat', 'Verified, repeat'],
      ['verified_other_body', 'Verified, same signature with another body'],
    ],
  },
  {
    label: 'Held',
    mark: 'received',
    verdicts: [
      ['ambiguous', 'Can be read in more than one way'],
      ['field_set_not_approved', 'List of fields not approved'],
      ['not_checked', 'Not checked: no secret at hand'],
    ],
  },
  {
    label: 'Refused',
    mark: 'refused',
    verdicts: [
      ['refused_hash', 'Hash matches no secret'],
      ['refused_secret_alone', 'Hash of the bare secret'],
      ['refused_empty', 'Nothing was signed'],
      ['refused_field_list', 'List of fields can’t be used'],
      ['refused_headers', 'Headers missing or doubled'],
      ['refused_types', 'A listed field is missing or unfit'],
      ['refused_json', 'Body can’t be read in one way'],
    ],
  },
];

const WORDS = new Map(VERDICT_GROUPS.flatMap((group) => group.verdicts));

/** A code of a later version is shown as it is. */
export const verdictWords = (code: string): string => WORDS.get(code) ?? code;

/** Whether a hash vouches for what a delivery covers; a read that followed takes nothing of it. */
export const isVouchedFor = ({ kind, mark }: Pick<TimelineRow, 'kind' | 'mark'>): boolean =>
  kind === 'delivery' &&
  (mark === 'hash_matches' || mark === 'confirmed' || mark === 'contradicted');
