import { describe, expect, it } from '@jest/globals';
import { due as dueAsked } from '@xianjie/calendar';
import { addDays, type LocalDate } from '@xianjie/identifiers';
import fc from 'fast-check';
import { official, pliant, rule } from './deadlines-rig.suite.js';
import { dueOf, endsOf, type Move, standing } from './ledger.js';
import { startOfDay } from './moments.js';

const move = (kind: Move['kind'], at: string, details: Move['details'] = {}): Move => ({
  kind,
  at: new Date(at.includes(':') ? at : `${at}T00:00:00+08:00`),
  details,
});
const alarmOn = (limit: string, ...moves: Move[]) => {
  const due = dueOf(official, pliant(limit), standing(pliant(limit), moves));
  return due?.kind === 'day' ? due.alarmOn : due;
};

describe('where a ledger leaves a clock', () => {
  const start = move('STARTED', '2026-03-02');

  it.each([
    [[start], '2026-03-09'],
    [[start, move('RECOMPUTED', '2026-03-03'), move('ALARM', '2026-03-04', { alarm: 'HALF' })], '2026-03-09'],
    [[start, move('SUSPENDED', '2026-03-04')], null],
    [[start, move('SUSPENDED', '2026-03-04'), move('RESUMED', '2026-03-11')], '2026-03-16'],
    [
      [start, move('EXTENDED', '2026-03-04', { extension: 'A', to: [{ kind: 'CALENDAR', n: 10 }] })],
      '2026-03-12',
    ],
    [[start, move('EXTENDED', '2026-03-04', { extension: 'A', until: '2026-03-21' })], '2026-03-21'],
  ])('ledger %#', (moves, expected) => {
    expect(alarmOn('5 WORKDAYS', ...moves)).toBe(expected);
  });

  it('has a start', () => {
    expect(() => standing(rule('3 DAYS'), [])).toThrow('The ledger of a clock TEST_LIMIT has no start');
    expect(() => standing(rule('3 DAYS'), [move('STOPPED', '2026-03-02')])).toThrow('has no start');
  });

  it('tells the state, the extensions taken and when the last act took effect', () => {
    const taken = move('EXTENDED', '2026-03-04', { extension: 'TO_10', to: [{ kind: 'CALENDAR', n: 10 }] });
    const suspended = move('SUSPENDED', '2026-03-05');
    const alarm = move('ALARM', '2026-03-08', { alarm: 'DUE' });
    expect(standing(pliant('5 WORKDAYS'), [start, taken, suspended, alarm])).toEqual({
      state: 'SUSPENDED',
      startedAt: start.at,
      suspendedAt: suspended.at,
      stoppedAt: null,
      limit: [{ kind: 'CALENDAR', n: 10 }],
      pauses: [],
      extensions: ['TO_10'],
      lastAt: suspended.at,
    });
    expect(standing(pliant('5 WORKDAYS'), [start, suspended, move('STOPPED', '2026-03-09')])).toMatchObject({
      state: 'STOPPED',
      suspendedAt: null,
      stoppedAt: move('STOPPED', '2026-03-09').at,
    });
  });
});

/** Pauses of some days each, with some running days between them, as moves of the ledger. */
const ledger = fc
  .record({
    start: fc.nat(3000).map((days) => addDays('2016-01-04' as LocalDate, days)),
    steps: fc.array(fc.tuple(fc.nat(3), fc.nat(20)), { maxLength: 4 }),
  })
  .map(({ start, steps }) => {
    let day = start;
    const pauses = steps.map(([run, pause]) => {
      const from = addDays(day, run);
      day = addDays(from, pause);
      return { from, to: day };
    });
    const moves = pauses.flatMap(({ from, to }) => [move('SUSPENDED', from), move('RESUMED', to)]);
    return { start, pauses, moves: [move('STARTED', start), ...moves] };
  });

describe('the end follows from the ledger', () => {
  it('by calendar days it is the limit and the pauses', () => {
    fc.assert(
      fc.property(ledger, fc.integer({ min: 13, max: 60 }), ({ start, pauses, moves }, n) => {
        const limit = rule(`${n} CALENDAR`, { readings: ['RAW'] });
        const due = dueOf(official, limit, standing(limit, moves));
        const paused = pauses.reduce(
          (days, { from, to }) => days + (Date.parse(to) - Date.parse(from)) / 86_400_000,
          0,
        );
        return due?.kind === 'day' && due.alarmOn === addDays(start, n + paused);
      }),
      { numRuns: 10_000 },
    );
  });

  it('by working days, the days that ran are those of the limit', () => {
    fc.assert(
      fc.property(ledger, fc.integer({ min: 13, max: 40 }), ({ start, pauses, moves }, n) => {
        const limit = rule(`${n} WORKDAYS`);
        const due = dueOf(official, limit, standing(limit, moves));
        if (due?.kind !== 'day') return false;
        const paused = pauses.reduce((days, { from, to }) => days + official.workdaysBetween(from, to), 0);
        return official.workdaysBetween(start, due.alarmOn) === n + paused;
      }),
      { numRuns: 10_000 },
    );
  });

  it('without pauses it is what the calendar answers, and lateness begins the day after the later reading', () => {
    fc.assert(
      fc.property(
        fc.nat(3000).map((days) => addDays('2016-01-04' as LocalDate, days)),
        fc.constantFrom('DAYS', 'CALENDAR', 'WORKDAYS', 'MONTHS'),
        fc.integer({ min: 1, max: 12 }),
        (start, kind, n) => {
          const limit = rule(`${n} ${kind}`);
          const due = dueOf(official, limit, standing(limit, [move('STARTED', start)]));
          const readings = limit.readings.filter((reading) => reading !== 'HOURS');
          expect(due).toEqual(dueAsked(official, start, limit.period, { readings }));
          if (due?.kind !== 'day') return false;
          const { dueAt, lateAt } = endsOf(due);
          return (
            dueAt.getTime() === startOfDay(addDays(due.alarmOn, 1)).getTime() &&
            lateAt.getTime() === startOfDay(addDays(due.lateAfter, 1)).getTime()
          );
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
