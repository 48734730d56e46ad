import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { CalendarYear } from '@xianjie/calendar';
import type { LocalDate } from '@xianjie/identifiers';
import { root } from '../stack/paths.js';
import { readPackage } from './package-days.js';
import { rendered } from './rendered.js';
import { doubts, yearsOf } from './years.js';

const years = yearsOf(readPackage());
const changed = (year: number, change: (year: CalendarYear) => Partial<CalendarYear>): CalendarYear[] =>
  years.map((each) => (each.year === year ? { ...each, ...change(each) } : each));
const without = (dates: readonly LocalDate[], date: string) => dates.filter((each) => each !== date);

describe('the official years', () => {
  it('are what the package says, corrected: run npm run calendar', async () => {
    const file = join(root, 'libs/calendar/src/data/official-years.ts');
    expect(readFileSync(file, 'utf8')).toBe(await rendered(years));
  });

  it('hold December under the notice on the year after', () => {
    const of2007 = years.find(({ year }) => year === 2007);
    expect(of2007?.makeUpWorkdays.slice(0, 2)).toEqual(['2006-12-30', '2006-12-31']);
    expect(years.find(({ year }) => year === 2008)?.weekdayHolidays[0]).toBe('2007-12-31');
  });
});

describe('doubts', () => {
  it('there are none', () => {
    expect(doubts(years)).toEqual([]);
  });

  it.each([
    [
      'a probe is wrong',
      changed(2023, () => ({ weekdayHolidays: ['2023-01-03' as LocalDate] })),
      '2023-01-03 is wrong',
    ],
    [
      'the package lacks a make-up day',
      changed(2006, ({ makeUpWorkdays }) => ({ makeUpWorkdays: without(makeUpWorkdays, '2005-12-31') })),
      '2006 differs by 1 from the days off that the law gives',
    ],
    [
      'a holiday is missing',
      changed(2024, ({ weekdayHolidays }) => ({ weekdayHolidays: without(weekdayHolidays, '2024-10-07') })),
      '2024 differs by -1 from the days off that the law gives',
    ],
    [
      'a weekday is made up for',
      changed(2024, () => ({ makeUpWorkdays: ['2024-10-08' as LocalDate] })),
      '2024-10-08 is made up for and no weekend',
    ],
    ['a year is missing', years.filter(({ year }) => year !== 2015), 'a year is missing before 2016'],
  ])('are told where %s', (_name, doubtful, doubt) => {
    expect(doubts(doubtful)).toContain(doubt);
  });
});
