// What it may be that no delivery was verified: by what is seen, the likeliest first.

import { describe, expect, it } from 'vitest';
import type { ProfileStatus } from '../../ipc/bindings/ProfileStatus';
import { aProfile, aRefusedRow, aRow } from '../../testing/fixtures';
import { aBadge, failing, reachable, seenSince } from '../../testing/wayIn';
import { mayBe } from './mayBe';

const profile = (changed: Partial<ProfileStatus> = {}) => {
  const quiet = aProfile({ environment: 'live', wayIn: reachable() });
  return { ...quiet, receiver: { ...quiet.receiver, refused: 0 }, ...changed };
};
const ids = (...asked: Parameters<typeof mayBe>) => mayBe(...asked).map(({ id }) => id);

describe('while no delivery was verified', () => {
  it('nothing seen over a proven way in points to the platform alone', () => {
    expect(new Set(ids(profile(), []))).toEqual(new Set(['nothing_seen']));
  });

  it('a way in that is not proven comes first, with its reason', () => {
    const found = mayBe(profile({ wayIn: failing('port_held', 'The port is held.') }), []);
    expect(found[0]?.id).toBe('not_proven');
    expect(found[0]?.words).toContain('failing');
    expect(found[0]?.words).toContain('The port is held.');
  });

  it('no way in at all leads to setting one up', () => {
    const [first] = mayBe(profile({ wayIn: aBadge() }), []);
    expect(first?.way?.place).toEqual({ at: 'way-in', view: 'set-up' });
  });

  it('a missing secret, a wrong one, a field set and other 401s are told apart', () => {
    expect(ids(profile({ key: 'none' }), [aRow(1)])).toEqual(['no_secret']);
    expect(ids(profile(), [aRefusedRow(1)])).toEqual(['wrong_secret']);
    const fieldSet = aRow(1, { mark: 'refused', verdict: 'field_set_not_approved' });
    expect(ids(profile(), [fieldSet])).toEqual(['field_set']);
    const json = aRow(1, { mark: 'refused', verdict: 'refused_json' });
    expect(ids(profile(), [json])).toEqual(['refused']);
  });

  it('what was counted since the set-up is believed, and not older rows', () => {
    const seen = seenSince({ fieldSet: 2 });
    expect(ids(profile(), [aRefusedRow(1)], seen)).toEqual(['field_set']);
    expect(ids(profile(), [aRefusedRow(1)], seenSince({ turnedAway: 4 }))).toEqual(['refused']);
  });

  it('what knocked at another path is said before it is called nothing', () => {
    const { receiver } = profile();
    const knocked = profile({ receiver: { ...receiver, wrongPath: 3 } });
    const [first, second] = mayBe(knocked, []);
    expect(first?.id).toBe('wrong_path');
    expect(first?.words).toMatch(/^3 came to another path/);
    expect(second?.id).toBe('nothing_seen');
    expect(ids(profile(), [aRow(1)])).toEqual([]);
  });

  it('a receiver that takes nothing is said before all else', () => {
    const { receiver } = profile();
    const off = { ...receiver, state: 'off', detail: 'Read only.' } as const;
    expect(ids(profile({ receiver: off, wayIn: aBadge() }), [])[0]).toBe('not_listening');
  });
});
