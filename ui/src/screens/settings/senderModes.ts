// What the simulator's sender can be told to send, and what to expect of it.

import type { Mark } from '../../ipc/bindings/Mark';
import type { SenderMode } from '../../ipc/bindings/SenderMode';

export type ModeWords = { name: string; does: string; expect: string; mark: Mark };

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
  slow: {
    name: 'Slow',
    does: 'A body that comes in small pieces.',
    expect: 'once the last piece is there',
    mark: 'hash_matches',
  },
  ambiguous: {
    name: 'Ambiguous',
    does: 'A good hash over a text that splits in more than one way.',
    expect: 'never counted as verified',
    mark: 'received',
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
  truncated_body: {
    name: 'Truncated body',
    does: 'A body that ends too early.',
    expect: 'no whole JSON',
    mark: 'refused',
  },
  empty_list: {
    name: 'Empty list',
    does: 'A hash that covers no field at all.',
    expect: 'the list of fields is none',
    mark: 'refused',
  },
  other_field_list: {
    name: 'Other field list',
    does: 'Signed well, over a list that nobody approved.',
    expect: 'a card asks to approve or reject',
    mark: 'refused',
  },
  secret_alone: {
    name: 'Hash of the secret',
    does: 'The hash of the bare secret, which would fit every body.',
    expect: 'with a card: rotate the secret',
    mark: 'refused',
  },
  same_signature_other_body: {
    name: 'Other body',
    does: 'An earlier signature under another amount.',
    expect: 'with a card: both bodies side by side',
    mark: 'hash_matches',
  },
};
