import { describe, expect, it } from '@jest/globals';
import { type Days, daysOf, partsOf } from './bars.js';

const days = (change: Partial<Days> = {}): Days => ({
  startsOn: '2026-10-12',
  shownFrom: '2026-11-02',
  repairableFrom: '2027-01-12',
  longestUntil: '2027-10-12',
  removedOn: null,
  ...change,
});
const said = (of: Days, today: string) =>
  partsOf(of, today).map(({ kind, from, to }) => `${kind} ${from} ${to}`);

describe('partsOf', () => {
  it('tells what was shown, the minimum, and when a repair may end it', () => {
    expect(said(days(), '2026-12-01')).toEqual([
      'shown 2026-11-02 2026-12-01',
      'minimum 2026-12-01 2027-01-12',
      'ahead 2027-01-12 2027-10-12',
    ]);
    expect(said(days(), '2027-03-01')).toEqual([
      'shown 2026-11-02 2027-03-01',
      'ahead 2027-03-01 2027-10-12',
    ]);
    expect(said(days(), '2028-01-01')).toEqual(['shown 2026-11-02 2027-10-12']);
  });

  it('tells what an early end saved', () => {
    expect(said(days({ removedOn: '2027-02-01' }), '2027-03-01')).toEqual([
      'shown 2026-11-02 2027-02-01',
      'spared 2027-02-01 2027-10-12',
    ]);
  });

  it('plans what is not shown yet, where its days are known', () => {
    expect(said(days({ shownFrom: null }), '2026-10-20')).toEqual(['planned 2026-10-12 2027-10-12']);
    expect(said(days({ shownFrom: null, startsOn: null, longestUntil: null }), '2026-10-20')).toEqual([]);
  });

  it('has no end before the last day where nothing may end it early', () => {
    expect(said(days({ repairableFrom: null }), '2026-12-01')).toEqual([
      'shown 2026-11-02 2026-12-01',
      'minimum 2026-12-01 2027-10-12',
    ]);
  });

  it('leaves no day between two parts', () => {
    const parts = partsOf(days({ removedOn: '2027-06-01' }), '2026-12-01');
    parts.slice(1).forEach(({ from }, index) => expect(from).toBe(parts[index]!.to));
  });
});

describe('daysOf', () => {
  it('holds what is known', () => {
    expect(daysOf(days({ startsOn: null }))).toHaveLength(3);
  });
});
