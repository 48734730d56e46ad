import { runInThisContext } from 'node:vm';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { LocalDate } from '@xianjie/identifiers';
import { Calendar, dueDates, provisionalDue } from './index.js';

/** The zone of this process: jest hands out a copy of `process.env`, the real one decides. */
const realEnvironment = runInThisContext('process.env') as Record<string, string | undefined>;
const before = realEnvironment['TZ'];
const moveTo = (zone: string | undefined) => {
  if (zone === undefined) delete realEnvironment['TZ'];
  else realEnvironment['TZ'] = zone;
};

afterAll(() => moveTo(before));

describe.each([
  ['UTC', 0],
  ['Asia/Shanghai', -480],
  ['America/Los_Angeles', 420],
  ['Pacific/Kiritimati', -840],
  ['America/Sao_Paulo', 180],
])('on a host in %s', (zone, minutesToUtc) => {
  it('every limit is counted in China', () => {
    moveTo(zone);
    const calendar = Calendar.official();
    expect(new Date('2026-07-01T00:00:00Z').getTimezoneOffset()).toBe(minutesToUtc);
    expect(dueDates(calendar, '2026-03-04', { kind: 'DAYS', n: 3 })).toEqual({
      CALENDAR_ROLL: '2026-03-09',
      WORKDAYS: '2026-03-09',
    });
    expect(dueDates(calendar, '2026-03-04T16:00:00Z', { kind: 'WORKDAYS', n: 1 })).toEqual({
      WORKDAYS: '2026-03-06',
    });
    expect(dueDates(calendar, '2025-12-31', { kind: 'MONTHS', n: 2 })).toMatchObject({ raw: '2026-02-28' });
    expect(dueDates(calendar, '2026-03-07T20:00:00Z', { kind: 'HOURS', n: 24 })).toEqual({
      due: '2026-03-09T04:00:00+08:00',
    });
    expect(provisionalDue(calendar, '2026-12-30', { kind: 'DAYS', n: 3 })).toMatchObject({
      alarmOn: '2027-01-02',
      lateAfter: '2027-01-04',
    });
    expect(calendar.missingSoon('2026-11-01' as LocalDate)).toBeUndefined();
    expect(calendar.missingSoon('2026-11-02' as LocalDate)).toBe(2027);
  });
});
