import { describe, expect, it } from '@jest/globals';
import { addDays, addYears, type LocalDate } from '@xianjie/identifiers';
import fc from 'fast-check';
import {
  endOfTerm,
  type LegalEvent,
  type LegalEventKind,
  type PatentHistory,
  statusOn,
} from './patent-status.js';

const day = (text: string) => text as LocalDate;

function event(kind: LegalEventKind, effectiveOn: string, more: Partial<LegalEvent> = {}): LegalEvent {
  return {
    number: `${kind}-${effectiveOn}`,
    kind,
    effectiveOn: day(effectiveOn),
    publishedOn: day(effectiveOn),
    ...more,
  };
}

const granted = event('GRANTED', '2017-05-03');

function patent(events: readonly LegalEvent[] = [granted], more: Partial<PatentHistory> = {}): PatentHistory {
  return { type: 'INVENTION', filedOn: day('2015-03-10'), legalEvents: events, ...more };
}

const on = (events: readonly LegalEvent[], asOf: string, more: Partial<PatentHistory> = {}) =>
  statusOn(patent(events, more), day(asOf));

describe('statusOn', () => {
  it.each([
    ['2015-03-09', 'NOT_FILED', null],
    ['2015-03-10', 'PENDING', '2015-03-10'],
    ['2017-05-02', 'PENDING', '2015-03-10'],
    ['2017-05-03', 'IN_FORCE', '2017-05-03'],
    ['2035-03-09', 'IN_FORCE', '2017-05-03'],
    ['2035-03-10', 'EXPIRED', '2035-03-10'],
  ])('on %s is %s since %s', (asOf, status, since) => {
    expect(on([granted], asOf)).toMatchObject({ status, since });
  });

  it('ends with an unpaid fee from the day it was due, however late that was published', () => {
    const lapse = event('LAPSED_FEE', '2020-03-10', { publishedOn: day('2021-03-02') });
    expect(on([granted, lapse], '2020-03-09').status).toBe('IN_FORCE');
    expect(on([granted, lapse], '2020-03-10')).toMatchObject({
      status: 'LAPSED_FEE',
      since: '2020-03-10',
      restsOn: [granted, lapse],
      basis: ['专利法 2020 art 44(1)'],
    });
  });

  it('ends with a surrender', () => {
    expect(on([granted, event('SURRENDERED', '2020-01-01')], '2024-01-01').status).toBe('SURRENDERED');
  });

  it('goes on where it was restored, the time between included, and says so', () => {
    const events = [granted, event('LAPSED_FEE', '2020-03-10'), event('RESTORED', '2020-09-01')];
    expect(on(events, '2020-05-01')).toMatchObject({
      status: 'IN_FORCE',
      notes: ['RESTORED_LATER'],
      restsOn: events,
    });
    expect(on(events, '2021-01-01')).toMatchObject({ status: 'IN_FORCE', notes: [] });
  });

  it('lapses again after it was restored', () => {
    const events = [
      granted,
      event('LAPSED_FEE', '2020-03-10'),
      event('RESTORED', '2020-09-01'),
      event('LAPSED_FEE', '2022-03-10'),
    ];
    expect(on(events, '2022-03-09').status).toBe('IN_FORCE');
    expect(on(events, '2022-03-10')).toMatchObject({ status: 'LAPSED_FEE', since: '2022-03-10' });
  });

  it('never was a patent where it was declared invalid, whenever that was', () => {
    const invalid = event('INVALID_FULL', '2025-08-01');
    expect(on([granted, invalid], '2018-01-01')).toMatchObject({
      status: 'INVALID',
      since: '2017-05-03',
      basis: ['专利法 2020 art 47'],
    });
    expect(on([granted, invalid], '2016-01-01').status).toBe('PENDING');
    expect(on([granted, event('LAPSED_FEE', '2020-03-10'), invalid], '2022-01-01').status).toBe('INVALID');
  });

  it('stays in force where only some claims fell', () => {
    expect(on([granted, event('INVALID_PART', '2025-08-01')], '2018-01-01')).toMatchObject({
      status: 'IN_FORCE',
      notes: ['PARTLY_INVALID'],
    });
  });

  it('tells of an invalidation that was pending on the day', () => {
    const events = [granted, event('INVALIDITY_ACCEPTED', '2020-01-01'), event('MAINTAINED', '2020-07-01')];
    expect(on(events, '2020-06-30').notes).toEqual(['INVALIDITY_PENDING']);
    expect(on(events, '2020-07-01').notes).toEqual([]);
  });

  it('tells of suspended procedures', () => {
    const events = [
      granted,
      event('PROCEDURE_SUSPENDED', '2020-01-01'),
      event('PROCEDURE_RESUMED', '2021-01-01'),
    ];
    expect(on(events, '2020-06-01').notes).toEqual(['PROCEDURE_SUSPENDED']);
    expect(on(events, '2021-06-01').notes).toEqual([]);
  });

  it('is refused where the application ended, unless it was revived', () => {
    const rejected = event('REJECTED', '2016-06-01');
    expect(on([rejected], '2016-05-31').status).toBe('PENDING');
    expect(on([rejected], '2016-06-01')).toMatchObject({ status: 'REFUSED', since: '2016-06-01' });
    expect(on([rejected, event('REVIVED', '2016-09-01')], '2016-10-01').status).toBe('PENDING');
  });

  it('leaves out what was entered wrongly', () => {
    const wrong = event('LAPSED_FEE', '2020-03-10');
    const events = [granted, wrong, event('CORRECTED', '2021-01-01', { corrects: wrong.number })];
    expect(on(events, '2020-06-01')).toMatchObject({ status: 'IN_FORCE', restsOn: [granted] });
  });

  it('takes an end in the register after the term for the term itself', () => {
    expect(on([granted, event('EXPIRED', '2035-04-01')], '2035-05-01')).toMatchObject({
      status: 'EXPIRED',
      since: '2035-03-10',
    });
  });
});

describe('endOfTerm', () => {
  it.each([
    ['INVENTION', '2004-02-29', '2024-02-29'],
    ['PCT_INVENTION', '2005-03-01', '2025-03-01'],
    ['UTILITY_MODEL', '2016-02-29', '2026-02-28'],
    ['PCT_UTILITY_MODEL', '2016-03-01', '2026-03-01'],
    ['DESIGN', '2021-05-31', '2031-05-31'],
    ['DESIGN', '2021-06-01', '2036-06-01'],
  ] as const)('of a %s filed on %s is %s', (type, filedOn, end) => {
    expect(endOfTerm({ type, filedOn: day(filedOn), legalEvents: [] })).toBe(end);
  });

  it('is what the register compensated', () => {
    const compensated = event('TERM_COMPENSATED', '2030-01-01', { endsOn: day('2037-01-05') });
    expect(on([granted, compensated], '2036-12-31')).toMatchObject({
      status: 'IN_FORCE',
      restsOn: [granted, compensated],
    });
    expect(on([granted, compensated], '2037-01-05').status).toBe('EXPIRED');
  });

  it('rests on a recalled rule for designs filed before 2021-06-01, and the answer says so', () => {
    expect(on([granted], '2018-01-01', { type: 'DESIGN' }).certainty).toBe('recalled');
    expect(on([granted], '2018-01-01').certainty).toBe('verified');
  });
});

describe('properties of statusOn', () => {
  const anyDay = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays(day('2003-10-01'), days));
  const anyEvent = fc
    .tuple(
      fc.constantFrom<LegalEventKind>(
        'GRANTED',
        'LAPSED_FEE',
        'SURRENDERED',
        'RESTORED',
        'INVALID_PART',
        'MAINTAINED',
      ),
      anyDay,
    )
    .map(([kind, on]) => event(kind, on));
  const anyPatent = fc
    .tuple(
      fc.constantFrom('INVENTION' as const, 'UTILITY_MODEL' as const, 'DESIGN' as const),
      anyDay,
      fc.array(anyEvent, { maxLength: 8 }),
    )
    .map(([type, filedOn, legalEvents]) => ({ type, filedOn, legalEvents }));

  it('does not depend on the order in which events arrived', () => {
    fc.assert(
      fc.property(anyPatent, anyDay, fc.integer(), (history, asOf, seed) => {
        const shuffled = [...history.legalEvents].sort(
          (a, b) => ((a.number.length * 31 + seed) % 7) - ((b.number.length * 17 + seed) % 7),
        );
        expect(statusOn({ ...history, legalEvents: shuffled }, asOf)).toEqual(statusOn(history, asOf));
      }),
    );
  });

  it('is never in force without a grant, before filing or after the longest term', () => {
    fc.assert(
      fc.property(anyPatent, anyDay, (history, asOf) => {
        const { status, since } = statusOn(history, asOf);
        if (since !== null) expect(since <= asOf).toBe(true);
        if (status !== 'IN_FORCE') return;
        expect(
          history.legalEvents.some(({ kind, effectiveOn }) => kind === 'GRANTED' && effectiveOn <= asOf),
        ).toBe(true);
        expect(asOf >= history.filedOn && asOf < addYears(history.filedOn, 20)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
