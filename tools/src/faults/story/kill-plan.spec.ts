import { describe, expect, it } from '@jest/globals';
import { planKills, tellKills } from './kill-plan.js';

const VICTIMS = ['PostgreSQL', 'lead-reporting', 'case-transfer'];

describe('a plan of kills', () => {
  it('is the same for the same seed', () => {
    expect(planKills(7, 200, VICTIMS)).toEqual(planKills(7, 200, VICTIMS));
    expect(planKills(7, 200, VICTIMS)).not.toEqual(planKills(8, 200, VICTIMS));
  });

  it('strikes within the story, every process and every act in the long run', () => {
    const all = Array.from({ length: 400 }, (_, seed) => planKills(seed, 20, VICTIMS)).flat();
    expect(new Set(all.map(({ victim }) => victim))).toEqual(new Set(VICTIMS));
    expect(new Set(all.map(({ act }) => act)).size).toBe(20);
    expect(Math.min(...all.map(({ act }) => act))).toBe(1);
    expect(Math.max(...all.map(({ act }) => act))).toBe(20);
  });

  it('is told in a line', () => {
    const kills = [{ act: 3, afterMs: 40, victim: 'PostgreSQL' }];
    expect(tellKills(kills, 9)).toBe('PostgreSQL at act 3/9 +40 ms');
  });
});
