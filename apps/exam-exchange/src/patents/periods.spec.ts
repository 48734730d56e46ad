import { describe, expect, it } from '@jest/globals';
import { addDays, type LocalDate } from '@xianjie/identifiers';
import { type LegalEvent, type LegalEventKind, type PatentHistory, statusOn } from './patent-status.js';
import { periodsOf } from './periods.js';

const day = (text: string) => text as LocalDate;
const event = (kind: LegalEventKind, on: string): LegalEvent => ({
  number: `${kind}-${on}`,
  kind,
  effectiveOn: day(on),
  publishedOn: day(on),
});
const patent = (...legalEvents: LegalEvent[]): PatentHistory => ({
  type: 'UTILITY_MODEL',
  filedOn: day('2015-03-10'),
  legalEvents,
});
const said = (history: PatentHistory) =>
  periodsOf(history).map(({ from, until, status, notes }) => [from, until, status, ...notes].join(' '));

describe('periodsOf', () => {
  it('tells a life from filing to the end of the term', () => {
    expect(said(patent(event('GRANTED', '2016-01-06')))).toEqual([
      '2015-03-10 2016-01-05 PENDING',
      '2016-01-06 2025-03-09 IN_FORCE',
      '2025-03-10  EXPIRED',
    ]);
  });

  it('keeps a lapse that was undone as a note, and a new period where the answer rests on more', () => {
    const restored = patent(
      event('GRANTED', '2016-01-06'),
      event('LAPSED_FEE', '2020-03-10'),
      event('RESTORED', '2020-09-01'),
    );
    expect(said(restored)).toEqual([
      '2015-03-10 2016-01-05 PENDING',
      '2016-01-06 2020-03-09 IN_FORCE',
      '2020-03-10 2020-08-31 IN_FORCE RESTORED_LATER',
      '2020-09-01 2025-03-09 IN_FORCE',
      '2025-03-10  EXPIRED',
    ]);
  });

  it('answers each day as the rule does', () => {
    const history = patent(
      event('GRANTED', '2016-01-06'),
      event('INVALIDITY_ACCEPTED', '2017-02-01'),
      event('MAINTAINED', '2018-01-15'),
      event('PROCEDURE_SUSPENDED', '2019-01-01'),
      event('PROCEDURE_RESUMED', '2019-06-01'),
      event('LAPSED_FEE', '2021-03-10'),
    );
    const periods = periodsOf(history);
    for (let on = history.filedOn; on < '2026-01-01'; on = addDays(on, 1)) {
      const { from: _from, until: _until, ...answer } = periods.findLast(({ from }) => from <= on)!;
      expect({ on, ...answer }).toEqual({ on, ...statusOn(history, on) });
    }
  });

  it('leaves no day out', () => {
    const periods = periodsOf(patent(event('GRANTED', '2016-01-06'), event('INVALID_FULL', '2019-01-01')));
    expect(periods.map(({ status }) => status)).toEqual(['PENDING', 'INVALID']);
    periods.slice(1).forEach(({ from }, index) => expect(addDays(periods[index]!.until!, 1)).toBe(from));
  });
});
