import { describe, expect, it } from '@jest/globals';
import { clockKeys, FINAL_TRANSFER_STATES } from '@xianjie/statutes';
import { CLOSED, OPEN, stateOf } from './transfer-paths.js';

describe('the ways of measured transfers', () => {
  it('are ways of the table, and end where they say', () => {
    expect(CLOSED.map(stateOf).every((state) => FINAL_TRANSFER_STATES.includes(state))).toBe(true);
    expect(OPEN.map(stateOf).some((state) => FINAL_TRANSFER_STATES.includes(state))).toBe(false);
  });

  it('have limits of the statutes', () => {
    const limits = [...CLOSED, ...OPEN].flatMap(({ stopped, running }) => [...stopped, running ?? []].flat());
    expect(limits.filter((key) => !(clockKeys as readonly string[]).includes(key))).toEqual([]);
  });
});
