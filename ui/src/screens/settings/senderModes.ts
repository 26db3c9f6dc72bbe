// What the simulator's sender can be told to send, and what to expect of it.

import type { Mark } from '../../ipc/bindings/Mark';
import type { SenderMode } from '../../ipc/bindings/SenderMode';

/** Without a mark nothing is kept, so that no row comes of it. */
type ModeWords = { name: string; does: string; expect: string; mark: Mark | null };

export const SENDER_MODES: Record<SenderMode, ModeWords> = {
  plain: {
    name: 'Plain',
    does: 'An event as the platform sends it.',
    expect: 'id and status are covered',
    mark: 'hash_matches',
  },
  duplicate: {
    name: 'Duplicate',
    does: 'The same delivery twice.',
    expect: 'the second is called a repeat',
    mark: 'hash_matches',
  },
  replay: {
    name: 'Replay',
    does: 'An earlier delivery once more.',
    expect: 'called a repeat of the earlier one',
    mark: 'hash_matches',
  },
  reorder: {
    name: 'Reordered',
    does: 'Two events of one object, the later one first.',
    expect: 'both, in the order they came',
    mark: 'hash_matches',
  },
  delay: {
    name: 'Delayed',
    does: 'An event that comes late.',
    expect: 'some seconds from now',
    mark: 'hash_matches',
  },
  upper_case_hash: {
    name: 'Upper-case hash',
    does: 'The hash in capital letters.',
    expect: 'the case of a hash means nothing',
    mark: 'hash_matches',
  },
  slow_sender: {
    name: 'Slow',
    does: 'A body that comes slowly, but within the limit.',
    expect: 'once the last piece is there',
    mark: 'hash_matches',
  },
  same_signature_other_body: {
    name: 'Other body',
    does: 'An earlier signature with another amount.',
    expect: 'with a card: both bodies side by side',
    mark: 'hash_matches',
  },
  ambiguous: {
    name: 'Ambiguous',
    does: 'A good hash over a text that splits in more than one way.',
    expect: 'never counted as verified',
    mark: 'received',
  },
  other_field_list: {
    name: 'Other field list',
    does: 'Signed well, over a list that nobody approved.',
    expect: 'a card asks to approve or reject',
    mark: 'refused',
  },
  junk_field: {
    name: 'Junk field',
    does: 'A captured text in a field of its own, and that field alone listed.',
    expect: 'a list that can’t be approved',
    mark: 'refused',
  },
  truncated_body: {
    name: 'Truncated body',
    does: 'A body whose JSON ends too early.',
    expect: 'no whole JSON',
    mark: 'refused',
  },
  missing_field: {
    name: 'Missing field',
    does: 'A listed field that the body does not have.',
    expect: 'nothing to hash for it',
    mark: 'refused',
  },
  unsigned: {
    name: 'Unsigned',
    does: 'No security headers.',
    expect: 'nothing to check',
    mark: 'refused',
  },
  wrong_key: {
    name: 'Wrong key',
    does: 'Signed with a secret that is not the profile’s.',
    expect: 'the hash is another one',
    mark: 'refused',
  },
  tampered_body: {
    name: 'Tampered body',
    does: 'A covered field altered after signing.',
    expect: 'the hash is another one',
    mark: 'refused',
  },
  empty_list: {
    name: 'Empty list',
    does: 'A hash that covers no field at all.',
    expect: 'the list of fields is none',
    mark: 'refused',
  },
  empty_values: {
    name: 'Empty values',
    does: 'Listed values that are empty.',
    expect: 'the secret would stand alone',
    mark: 'refused',
  },
  secret_alone: {
    name: 'Hash of the secret',
    does: 'An empty list with the hash of the bare secret.',
    expect: 'with a card: rotate the secret',
    mark: 'refused',
  },
  too_slow_sender: {
    name: 'Too slow',
    does: 'A body that takes longer than the limit.',
    expect: 'answered 408, nothing is kept',
    mark: null,
  },
  cut_off: {
    name: 'Cut off',
    does: 'A connection that breaks in the middle of the body.',
    expect: 'no answer, nothing is kept',
    mark: null,
  },
};
