import { describe, expect, it } from '@jest/globals';
import { addDays, type LocalDate } from '@xianjie/identifiers';
import fc from 'fast-check';
import { addMonths, Calendar, due, dueDates, type Period, periodKinds, provisionalDue } from './index.js';

const RUNS = { numRuns: 10_000 };
const calendar = Calendar.official();
const FIRST = '2004-01-01' as LocalDate;
const DAYS = 7950;

/** A day from 2004 to October 2025: a year later is still within the years loaded. */
const date = fc.nat(DAYS).map((days) => addDays(FIRST, days));
const anyDay = fc.integer({ min: -300_000, max: 360_000 }).map((days) => addDays(FIRST, days));
const count = fc.integer({ min: 1, max: 45 });
const dayPeriod = fc.record({
  kind: fc.constantFrom('DAYS', 'CALENDAR', 'WORKDAYS', 'MONTHS'),
  n: fc.nat(4).map((n) => n + 1),
});
const isPeriod = (period: object) => period as Period;

describe('working days', () => {
  it('between a day and the nth after it are n, and the nth is worked', () => {
    fc.assert(
      fc.property(date, count, (from, n) => {
        const to = calendar.addWorkdays(from, n);
        return calendar.workdaysBetween(from, to) === n && calendar.isWorkday(to);
      }),
      RUNS,
    );
  });

  it('one after the other are as many at once', () => {
    fc.assert(
      fc.property(date, count, count, (from, m, n) => {
        return calendar.addWorkdays(calendar.addWorkdays(from, m), n) === calendar.addWorkdays(from, m + n);
      }),
      RUNS,
    );
  });

  it('between two days are those to a third and from there', () => {
    fc.assert(
      fc.property(date, fc.nat(40), fc.nat(40), (from, m, n) => {
        const [middle, to] = [addDays(from, m), addDays(from, m + n)];
        const parts = calendar.workdaysBetween(from, middle) + calendar.workdaysBetween(middle, to);
        return parts === calendar.workdaysBetween(from, to) && calendar.workdaysBetween(to, from) === -parts;
      }),
      RUNS,
    );
  });

  it('have none between a day off and the next worked one', () => {
    fc.assert(
      fc.property(date, (from) => {
        const next = calendar.nextWorkday(from);
        if (calendar.isWorkday(from)) return next === from;
        return calendar.isWorkday(next) && calendar.workdaysBetween(from, next) === 1;
      }),
      RUNS,
    );
  });
});

describe('months', () => {
  it('lead to the same day-number or the last day, and back', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -600, max: 600 }), (from, months) => {
        const to = addMonths(from, months);
        const back = addMonths(to, -months);
        const isLast = addDays(to, 1).slice(8) === '01';
        return to.slice(8) === from.slice(8)
          ? back === from
          : isLast && to.slice(8) < from.slice(8) && back < from;
      }),
      RUNS,
    );
  });

  it('are never mixed up: the month is the one that was asked for', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -600, max: 600 }), (from, months) => {
        const monthOf = (each: LocalDate) => Number(each.slice(0, 4)) * 12 + Number(each.slice(5, 7));
        return monthOf(addMonths(from, months)) - monthOf(from) === months;
      }),
      RUNS,
    );
  });
});

describe('the end of a limit', () => {
  it('is never earlier for a later start, nor for a longer period', () => {
    fc.assert(
      fc.property(date, fc.nat(40), dayPeriod, (start, wait, period) => {
        const readings = (from: LocalDate, longer: number) =>
          Object.values(dueDates(calendar, from, isPeriod({ ...period, n: period.n + longer }))) as string[];
        const base = readings(start, 0);
        const later = readings(addDays(start, wait), 0);
        const longer = readings(start, 1);
        return base.every((end, index) => end <= (later[index] ?? '') && end <= (longer[index] ?? ''));
      }),
      RUNS,
    );
  });

  it('lies on a working day under the reading that rolls, and never before the unrolled one', () => {
    fc.assert(
      fc.property(date, dayPeriod, (start, period) => {
        const { raw, CALENDAR_ROLL: rolled, WORKDAYS: worked } = dueDates(calendar, start, isPeriod(period));
        const ends = [rolled, worked].filter((end) => end !== undefined);
        return ends.every((end) => calendar.isWorkday(end)) && (!raw || !rolled || raw <= rolled);
      }),
      RUNS,
    );
  });

  it('is warned of on the earliest reading and late after the last', () => {
    fc.assert(
      fc.property(date, dayPeriod, (start, period) => {
        const ends = Object.values(dueDates(calendar, start, isPeriod(period))).sort();
        const answer = due(calendar, start, isPeriod(period));
        return answer.kind === 'day' && answer.alarmOn === ends[0] && answer.lateAfter === ends.at(-1);
      }),
      RUNS,
    );
  });

  it('moves by a pause as far as the pause is long', () => {
    fc.assert(
      fc.property(
        date,
        fc.integer({ min: 1, max: 60 }),
        fc.nat(59),
        fc.nat(60),
        (start, n, after, length) => {
          const from = addDays(start, Math.min(after, n));
          const to = addDays(from, length);
          const days = due(calendar, start, { kind: 'CALENDAR', n }, { pauses: [{ from, to }] });
          const worked = due(calendar, start, { kind: 'WORKDAYS', n }, { pauses: [{ from, to }] });
          if (days.kind !== 'day' || worked.kind !== 'day') return false;
          const left = n - calendar.workdaysBetween(start, from);
          return (
            days.alarmOn === addDays(start, n + length) &&
            (left > 0 ? worked.lateAfter === calendar.addWorkdays(to, left) : worked.lateAfter >= from)
          );
        },
      ),
      RUNS,
    );
  });

  it('of a running clock never depends on the calendar to be had, and is the asked one where it is not provisional', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...periodKinds), count, (start, kind, n) => {
        const from = kind === 'HOURS' ? `${start}T08:00:00+08:00` : start;
        const answer = provisionalDue(calendar, from, { kind, n });
        if (answer.kind === 'moment') return answer.dueAt > from;
        if (answer.provisional) return answer.alarmOn <= answer.lateAfter && answer.alarmOn > start;
        expect(due(calendar, from, { kind, n })).toEqual(answer);
        return true;
      }),
      RUNS,
    );
  });

  it('in hours is that many seconds later, whatever the offset it was written with', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1992-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        count,
        fc.integer({ min: -12 * 60, max: 14 * 60 }),
        (moment, n, offset) => {
          const local = new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, -1);
          const minutes = Math.abs(offset);
          const two = (each: number) => String(each).padStart(2, '0');
          const start = `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
          const end = dueDates(calendar, start, { kind: 'HOURS', n }).due ?? '';
          return end.endsWith('+08:00') && Date.parse(end) - moment.getTime() === n * 3_600_000;
        },
      ),
      RUNS,
    );
  });
});
