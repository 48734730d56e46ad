import { describe, expect, it } from '@jest/globals';
import { addDays, timeScale } from './time-scale.js';

describe('timeScale', () => {
  it('holds every day, with room at both ends', () => {
    const scale = timeScale(['2026-10-12', '2027-10-12', '2026-11-02']);
    expect([scale.from, scale.to]).toEqual(['2026-10-01', '2027-10-23']);
    expect(scale.at('2026-10-12')).toBeCloseTo(2.84, 1);
    expect(scale.at('2020-01-01')).toBe(0);
    expect(scale.at('2040-01-01')).toBe(100);
    expect(scale.width('2027-10-12', '2026-10-12')).toBe(0);
  });

  it('marks months or years, never more than can be read', () => {
    expect(timeScale(['2026-10-12', '2027-10-12']).ticks.map(({ label }) => label)).toEqual([
      '2026-10',
      '2027-01',
      '2027-04',
      '2027-07',
      '2027-10',
    ]);
    const life = timeScale(['2010-03-10', '2030-03-10']).ticks;
    expect(life.length).toBeLessThan(13);
    expect(life.map(({ label }) => label)).toEqual(['2010', '2015', '2020', '2025', '2030']);
  });

  it('stands on a single day', () => {
    const { from, to, at } = timeScale(['2026-11-02']);
    expect([from, to, at('2026-11-02')]).toEqual(['2026-10-26', '2026-11-09', 50]);
  });
});

describe('addDays', () => {
  it('goes over months and years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });
});
