import { describe, expect, it } from '@jest/globals';
import { type ClockKey, clockKeys, clockRule, runSequence, transferTransitions } from './index.js';

const errorOf = (key: string, startDate: string) => {
  try {
    clockRule(key as ClockKey, startDate);
  } catch (error) {
    return error as { code: string; message: string; zh: string };
  }
  throw new Error('was answered');
};

/** Every limit but the one that ended: disputes are filed by other rules since 2025-02-01. */
const current = clockKeys.filter((key) => key !== 'INFRINGEMENT_FILING_5WD');

describe('clockRule', () => {
  it('tells all there is to know of a limit', () => {
    expect(clockRule('POLICE_FILING_3D', '2026-03-04')).toEqual({
      key: 'POLICE_FILING_3D',
      validFrom: '2001-07-09',
      validTo: null,
      period: { kind: 'DAYS', n: 3 },
      readings: ['CALENDAR_ROLL', 'WORKDAYS'],
      responsible: 'POLICE',
      startsWith: { zh: '接受移送案件', en: 'the case is received' },
      endsWith: { zh: '作出立案或不予立案的决定', en: 'the decision to file or not' },
      events: {
        start: ['RECEIPT_SIGNED'],
        stop: ['FILED', 'NOT_FILED', 'FORWARDED', 'NOT_POLICE_COMPETENCE'],
      },
      suspendedWhile: null,
      mayBeSuspended: false,
      extensions: [
        expect.objectContaining({ key: 'POLICE_EXTENDED_10D', to: [{ kind: 'CALENDAR', n: 10 }] }),
        expect.objectContaining({ key: 'POLICE_EXTENDED_30D', to: [{ kind: 'CALENDAR', n: 30 }] }),
        {
          key: 'POLICE_EXTENDED_60D',
          to: [{ kind: 'CALENDAR', n: 60 }],
          approvedBy: { zh: '上一级公安机关负责人', en: 'head of the police organ one level up' },
          basis: '公通字〔2017〕25号第16条',
          certainty: 'VERIFIED_SECONDARY',
          overridden: false,
        },
      ],
      says: {
        zh: '公安机关自接受移送案件之日起3日内决定立案或不予立案，并书面通知移送机关',
        en: 'The police decide on filing within 3 days of receipt and tell the agency in writing',
      },
      basis: '国务院令第310号第8条',
      certainty: 'VERIFIED',
      advice: false,
      overridden: false,
      rules: [
        {
          ...{ key: 'POLICE_FILING_3D', validFrom: '2001-07-09', validTo: null },
          ...{ basis: '国务院令第310号第8条', certainty: 'VERIFIED', overridden: false },
        },
      ],
    });
  });

  it.each([
    ['2017-12-31', []],
    ['2018-01-01', ['POLICE_EXTENDED_10D', 'POLICE_EXTENDED_30D', 'POLICE_EXTENDED_60D']],
  ])('of a receipt on %s knows the extensions of that day', (day, keys) => {
    expect(clockRule('POLICE_FILING_3D', day).extensions.map(({ key }) => key)).toEqual(keys);
  });

  it.each([
    ['2011-02-01', 4, 5],
    ['2015-06-30', 4, 5],
    ['2015-07-01', 3, 4],
    ['2025-01-31', 3, 4],
    ['2025-02-01', 3, 5],
  ])('of a dispute opened on %s is %p months, %p at most', (day, months, extended) => {
    const { period, extensions, mayBeSuspended } = clockRule('INFRINGEMENT_RULING_3M', day);
    expect(period).toEqual({ kind: 'MONTHS', n: months });
    expect(extensions.map(({ to }) => to)).toEqual([[{ kind: 'MONTHS', n: extended }]]);
    expect(mayBeSuspended).toBe(true);
  });

  it.each([
    ['2025-12-24', 15],
    ['2025-12-25', 7],
  ])('of a repair accepted on %s is %p working days', (day, n) => {
    expect(clockRule('SAMR_REPAIR_DECISION', day).period).toEqual({ kind: 'WORKDAYS', n });
  });

  it.each([
    ['TRANSFER_24H', ['HOURS']],
    ['TRANSFER_APPROVAL_3D', ['CALENDAR_ROLL', 'WORKDAYS']],
    ['PROC_FILING_15D', ['CALENDAR_ROLL']],
    ['SAMR_PUBLISH_20WD', ['WORKDAYS']],
    ['EVALUATION_REPORT_2M', ['CALENDAR_ROLL']],
    ['SEIZURE_30D', ['RAW']],
    ['SEIZURE_EXTENDED_60D', ['RAW']],
  ] as const)('%s is read as %p', (key, readings) => {
    expect(clockRule(key, '2026-01-20').readings).toEqual(readings);
  });

  it('may be suspended only where the statute says when', () => {
    const suspendable = current.filter((key) => clockRule(key, '2026-01-20').mayBeSuspended);
    expect(suspendable).toEqual([
      'PROC_REVIEW_10WD',
      'INFRINGEMENT_RULING_3M',
      'INFRINGEMENT_RULING_EXTENDED',
    ]);
    expect(clockRule('PROC_REVIEW_10WD', '2026-01-20')).toMatchObject({
      suspendedWhile: { en: expect.stringMatching('while police seek review') },
      events: { suspend: ['REVIEW_SUSPENDED'], resume: ['REVIEW_RESUMED'] },
    });
  });

  it('of an extension is the limit it extends, longer', () => {
    expect(clockRule('POLICE_EXTENDED_30D', '2026-03-02')).toMatchObject({
      key: 'POLICE_EXTENDED_30D',
      validFrom: '2018-01-01',
      period: { kind: 'CALENDAR', n: 30 },
      readings: ['CALENDAR_ROLL'],
      responsible: 'POLICE',
      startsWith: { en: 'the case is received' },
      extensions: [],
      says: { en: 'A grave, complex or cross-regional case: up to 30 days' },
      basis: '公通字〔2017〕25号第16条',
      certainty: 'VERIFIED_SECONDARY',
    });
  });

  it('may end with two periods, or as who approves says', () => {
    expect(clockRule('COUNTERFEIT_CASE_1M', '2025-01-31').extensions[0]?.to).toEqual([
      { kind: 'MONTHS', n: 1 },
      { kind: 'CALENDAR', n: 15 },
    ]);
    expect(clockRule('PROC_REVIEW_10WD', '2026-01-20').extensions[0]).toMatchObject({
      to: null,
      approvedBy: { zh: '检察长' },
    });
  });

  it('is advice where it is recalled', () => {
    expect(clockRule('REVERSE_REPLY_2M', '2026-01-20')).toMatchObject({
      certainty: 'RECALLED',
      advice: true,
    });
  });

  it.each([
    'COUNTERFEIT_CASE_EXTENDED_15D',
    'PROC_REVIEW_EXTENDED',
    'NO_CLOCK',
    'toString',
    'CRIME216_AMOUNT',
  ])('knows no clock %s', (key) => {
    expect(errorOf(key, '2026-01-20')).toMatchObject({
      kind: 'invalid',
      code: 'statutes.unknown-clock',
      message: `There is no clock ${key}`,
      zh: `没有期限 ${key}`,
    });
    expect(clockKeys).not.toContain(key);
  });

  it.each([
    ['TRANSFER_24H', '2001-07-08', 'statutes.no-rule'],
    ['POLICE_EXTENDED_10D', '2017-12-31', 'statutes.no-rule'],
    ['TRANSFER_24H', '2026-02-29', 'local-date.no-such-day'],
  ])('of %s on %s is refused: %s', (key, day, code) => {
    expect(errorOf(key, day)).toMatchObject({ kind: 'invalid', code });
  });

  it('names the day that is none', () => {
    expect(errorOf('TRANSFER_24H', '2026-02-29')).toMatchObject({ issues: [{ field: 'startDate' }] });
  });

  it('is known for every key, once', () => {
    expect(new Set(clockKeys).size).toBe(clockKeys.length);
    for (const key of current) expect(clockRule(key, '2026-03-04').key).toBe(key);
    expect(clockRule('INFRINGEMENT_FILING_5WD', '2025-01-31').period).toEqual({ kind: 'WORKDAYS', n: 5 });
    expect(errorOf('INFRINGEMENT_FILING_5WD', '2025-02-01').code).toBe('statutes.no-rule');
  });
});

describe('clocks of the transfer machine', () => {
  const moved = current.flatMap((key) => {
    const { events } = clockRule(key, '2026-03-04');
    return events ? [[key, events] as const] : [];
  });

  it.each(moved)(
    '%s begins and ends with events that exist',
    (_key, { start, stop, suspend = [], resume = [] }) => {
      const known = new Set<string>(transferTransitions.map(({ event }) => event));
      expect(start.length).toBeGreaterThan(0);
      expect(stop.length).toBeGreaterThan(0);
      expect([...start, ...stop, ...suspend, ...resume].filter((event) => !known.has(event))).toEqual([]);
    },
  );

  it('that a step names are moved by it, or told of it', () => {
    const named = transferTransitions.flatMap(({ event, within }) =>
      within ? [[event, within] as const] : [],
    );
    const stops = new Map(moved.map(([key, { stop }]) => [key as string, new Set<string>(stop)]));
    const loose = named.filter(([event, key]) => stops.has(key) && !stops.get(key)?.has(event));
    expect(loose).toEqual([['REVIEW_EXTENDED', 'POLICE_FILING_3D']]);
  });

  it('begin before the step that ends them in the straight course', () => {
    const events = [
      'CRIME_SUSPECTED',
      'REPORT_SUBMITTED',
      'APPROVED',
      'DELIVERED',
      'RECEIPT_SIGNED',
      'FILED',
    ];
    expect(runSequence(events).accepted).toBe(true);
    for (const key of ['TRANSFER_APPROVAL_3D', 'TRANSFER_24H', 'POLICE_FILING_3D'] as const) {
      const { start = [], stop = [] } = clockRule(key, '2026-03-04').events ?? {};
      expect(events.indexOf(start[0] ?? '')).toBeLessThan(events.indexOf(stop[0] ?? ''));
    }
  });
});
