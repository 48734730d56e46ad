import { describe, expect, it } from '@jest/globals';
import { checkPeriod, LONGEST, type PeriodKind } from './index.js';
import { parseInstant } from './instant.js';

describe('the longest period', () => {
  it.each<[PeriodKind, number]>([
    ['DAYS', 36_525],
    ['CALENDAR', 36_525],
    ['WORKDAYS', 26_000],
    ['MONTHS', 1_200],
    ['HOURS', 876_600],
  ])('of %s is %i', (kind, n) => {
    expect(LONGEST[kind]).toBe(n);
    expect(checkPeriod({ kind, n })).toEqual({ kind, n });
    expect(() => checkPeriod({ kind, n: n + 1 })).toThrow(
      expect.objectContaining({ code: 'period.invalid' }),
    );
  });
});

describe('the largest offset', () => {
  it('of a moment is less than a day', () => {
    const noon = Date.parse('2026-03-06T12:00:00Z') / 1000;
    expect(parseInstant('2026-03-06T12:00:00+23:59').seconds).toBe(noon - (23 * 60 + 59) * 60);
    expect(parseInstant('2026-03-06T12:00:00-23:59').seconds).toBe(noon + (23 * 60 + 59) * 60);
    for (const offset of ['+24:00', '-24:00', '+00:60'])
      expect(() => parseInstant(`2026-03-06T12:00:00${offset}`)).toThrow(
        expect.objectContaining({ code: 'instant.form' }),
      );
  });
});
