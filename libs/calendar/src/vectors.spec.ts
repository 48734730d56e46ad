import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { addDays, type LocalDate } from '@xianjie/identifiers';
import { Calendar, dueDates, type Period } from './index.js';

const read = <T>(file: string): T =>
  JSON.parse(readFileSync(new URL(`./vectors/${file}`, import.meta.url), 'utf8')) as T;

interface Case extends Period {
  readonly id: string;
  readonly start: string;
  readonly expected: object;
  readonly note: string;
}

const deadlines = read<{ meta: { outOfRange: { date: LocalDate } }; cases: Case[]; hours: Case[] }>(
  'deadlines.json',
);
const days = read<{
  meta: { probesKnownBadInOneLibrary: Record<LocalDate, boolean> };
  weekdayHolidays: Record<string, LocalDate[]>;
  makeUpWorkdays: Record<string, LocalDate[]>;
  workdaysPerYear: Record<string, number>;
}>('calendar.json');
const calendar = Calendar.official();

describe('the limits of the vectors', () => {
  it.each([...deadlines.cases, ...deadlines.hours].map((each) => [`${each.id} ${each.note}`, each] as const))(
    '%s',
    (_name, { start, kind, n, expected }) => {
      expect(dueDates(calendar, start, { kind, n })).toEqual(expected);
    },
  );

  it('refuse a day that is not loaded instead of calling it a working day', () => {
    const { date } = deadlines.meta.outOfRange;
    expect(() => calendar.isWorkday(date)).toThrow(expect.objectContaining({ code: 'calendar.not-loaded' }));
  });
});

describe('the days of the vectors', () => {
  it.each(Object.entries(days.workdaysPerYear))('has in %s as many working days as listed', (year, count) => {
    expect(
      calendar.workdaysBetween(addDays(`${year}-01-01` as LocalDate, -1), `${year}-12-31` as LocalDate),
    ).toBe(count);
  });

  it.each(Object.keys(days.workdaysPerYear))('knows each day of %s', (year) => {
    for (let day = `${year}-01-01` as LocalDate; day.startsWith(year); day = addDays(day, 1)) {
      const weekend = [0, 6].includes(new Date(day).getUTCDay());
      const listed = weekend
        ? days.makeUpWorkdays[year]?.includes(day)
        : !days.weekdayHolidays[year]?.includes(day);
      expect([day, calendar.isWorkday(day)]).toEqual([day, listed]);
    }
  });

  it.each(Object.entries(days.meta.probesKnownBadInOneLibrary))(
    'has %s right, which another library has wrong',
    (date, workday) => {
      expect(calendar.isWorkday(date as LocalDate)).toBe(workday);
    },
  );
});
