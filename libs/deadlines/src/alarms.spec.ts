import { describe, expect, it } from '@jest/globals';
import { type Due, provisionalDue } from '@xianjie/calendar';
import fc from 'fast-check';
import { alarmAfter, alarmsOf, firstAlarm } from './alarms.js';
import { official, rule } from './deadlines-rig.suite.js';
import { endsOf } from './ledger.js';
import { momentText } from './moments.js';

const told = (start: string, limit: string): [string, string][] => {
  const { period, readings } = rule(limit);
  const days = readings.filter((reading) => reading !== 'HOURS');
  const due = provisionalDue(official, start, period, { readings: days });
  const from = start.includes(':') ? start : `${start}T00:00:00+08:00`;
  return alarmsOf(new Date(from), due).map(({ kind, at }) => [kind, momentText(at).slice(0, 16)]);
};

describe('the alarms of a clock', () => {
  it.each([
    [
      '2026-09-30', // the earlier reading ends on the 8th, the later one on the 10th
      '3 DAYS',
      [
        ['HALF', '2026-10-04T00:00'],
        ['DAY_BEFORE', '2026-10-07T00:00'],
        ['DUE', '2026-10-08T00:00'],
        ['LATE', '2026-10-11T00:00'],
      ],
    ],
    [
      '2026-03-02T17:30:00+08:00',
      '10 CALENDAR',
      [
        ['HALF', '2026-03-07T00:00'],
        ['DAY_BEFORE', '2026-03-11T00:00'],
        ['DUE', '2026-03-12T00:00'],
        ['LATE', '2026-03-13T00:00'],
      ],
    ],
    [
      '2026-03-02',
      '3 CALENDAR',
      [
        ['HALF', '2026-03-03T00:00'],
        ['DAY_BEFORE', '2026-03-04T00:00'],
        ['DUE', '2026-03-05T00:00'],
        ['LATE', '2026-03-06T00:00'],
      ],
    ],
    [
      '2026-03-02',
      '2 CALENDAR',
      [
        ['DAY_BEFORE', '2026-03-03T00:00'],
        ['DUE', '2026-03-04T00:00'],
        ['LATE', '2026-03-05T00:00'],
      ],
    ],
    [
      '2026-03-02',
      '1 CALENDAR',
      [
        ['DUE', '2026-03-03T00:00'],
        ['LATE', '2026-03-04T00:00'],
      ],
    ],
    [
      '2026-03-06T16:30:00+08:00',
      '24 HOURS',
      [
        ['HALF', '2026-03-07T04:30'],
        ['DUE', '2026-03-07T15:30'],
        ['LATE', '2026-03-07T16:30'],
      ],
    ],
    [
      '2026-03-06T16:30:00+08:00',
      '72 HOURS',
      [
        ['HALF', '2026-03-08T04:30'],
        ['DAY_BEFORE', '2026-03-08T16:30'],
        ['DUE', '2026-03-09T15:30'],
        ['LATE', '2026-03-09T16:30'],
      ],
    ],
    [
      '2026-03-06T16:30:00+08:00',
      '48 HOURS',
      [
        ['DAY_BEFORE', '2026-03-07T16:30'],
        ['DUE', '2026-03-08T15:30'],
        ['LATE', '2026-03-08T16:30'],
      ],
    ],
    [
      '2026-03-06T16:00:00+08:00',
      '1 HOURS',
      [
        ['HALF', '2026-03-06T16:30'],
        ['DUE', '2026-03-06T16:45'],
        ['LATE', '2026-03-06T17:00'],
      ],
    ],
  ])('that began %s for %s', (start, limit, expected) => {
    expect(told(start, limit)).toEqual(expected);
  });

  it('come one after the other, all after the start, the last when it is late', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2016-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }),
        fc.constantFrom('DAYS', 'CALENDAR', 'WORKDAYS', 'MONTHS', 'HOURS'),
        fc.integer({ min: 1, max: 10 }),
        (began, kind, n) => {
          const startedAt = new Date(Math.floor(began.getTime() / 1000) * 1000);
          const { period, readings } = rule(`${n} ${kind}`);
          const days = readings.filter((reading) => reading !== 'HOURS');
          const due = provisionalDue(official, momentText(startedAt), period, { readings: days });
          const alarms = alarmsOf(startedAt, due);
          const times = [startedAt, ...alarms.map(({ at }) => at)];
          const ascending = times.every((time, index) => index === 0 || time > (times[index - 1] as Date));
          const last = alarms.at(-1);
          return ascending && last?.kind === 'LATE' && last.at.getTime() === endsOf(due).lateAt.getTime();
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

describe('the first alarm of a clock that was set', () => {
  const due: Due = { kind: 'day', alarmOn: '2026-03-12', lateAfter: '2026-03-13', provisional: false } as Due;
  const startedAt = new Date('2026-03-02T00:00:00+08:00');
  const alarms = alarmsOf(startedAt, due);

  it.each([
    ['2026-03-02T00:00', 'HALF'],
    ['2026-03-06T23:59', 'HALF'],
    ['2026-03-07T00:00', 'DAY_BEFORE'], // what only warned is not raised after its time
    ['2026-03-11T12:00', 'DUE'],
    ['2026-03-12T12:00', 'DUE'], // it is the last day, entered late
    ['2026-03-13T23:59', 'DUE'],
    ['2026-03-14T00:00', 'LATE'],
    ['2027-01-01T00:00', 'LATE'],
  ])('at %s is %s', (now, kind) => {
    expect(firstAlarm(alarms, new Date(`${now}:00+08:00`), [])?.kind).toBe(kind);
  });

  it('was not raised before for the same moment', () => {
    const raised = alarms.filter(({ kind }) => kind === 'DUE');
    const now = new Date('2026-03-12T12:00:00+08:00');
    expect(firstAlarm(alarms, now, raised)?.kind).toBe('LATE');
    expect(firstAlarm(alarms, now, [{ kind: 'DUE', at: new Date('2026-03-11T00:00:00+08:00') }])?.kind).toBe(
      'DUE',
    );
    expect(firstAlarm(alarms, now, alarms)).toBeUndefined();
  });

  it('is followed by the others, in their order', () => {
    expect(alarms.map((alarm) => alarmAfter(alarms, alarm)?.kind)).toEqual([
      'DAY_BEFORE',
      'DUE',
      'LATE',
      undefined,
    ]);
  });
});
