import { describe, expect, it } from '@jest/globals';
import { changesAround, pendingInvalidity, periodAt, toneOf } from './periods.js';

const periods = [
  { from: '2015-03-10', until: '2016-01-05', status: 'PENDING' },
  { from: '2016-01-06', until: '2025-03-09', status: 'IN_FORCE' },
  { from: '2025-03-10', until: null, status: 'EXPIRED' },
];

describe('periodAt', () => {
  it.each([
    ['2015-03-09', undefined],
    ['2015-03-10', 'PENDING'],
    ['2016-01-05', 'PENDING'],
    ['2016-01-06', 'IN_FORCE'],
    ['2099-01-01', 'EXPIRED'],
  ])('%s is in %s', (day, status) => expect(periodAt(periods, day)?.status).toBe(status));
});

describe('changesAround', () => {
  it('names the change before and the one after', () => {
    expect(changesAround(periods, '2020-01-01')).toEqual({ before: '2016-01-06', after: '2025-03-10' });
    expect(changesAround(periods, '2016-01-06')).toEqual({ before: '2015-03-10', after: '2025-03-10' });
    expect(changesAround(periods, '2015-01-01')).toEqual({ before: undefined, after: '2015-03-10' });
    expect(changesAround(periods, '2030-01-01').after).toBeUndefined();
  });
});

describe('toneOf', () => {
  it('keeps red for lateness', () => {
    const statuses = ['IN_FORCE', 'PENDING', 'NOT_FILED', 'INVALID', 'EXPIRED'];
    expect(statuses.map(toneOf)).toEqual(['done', 'under-way', 'waiting', 'near', 'waiting']);
  });
});

describe('pendingInvalidity', () => {
  const event = (kind: string, effectiveOn: string, counts = true) => ({ kind, effectiveOn, counts });

  it('runs from the request until an outcome', () => {
    const filed = event('INVALIDITY_FILED', '2026-01-01');
    const accepted = event('INVALIDITY_ACCEPTED', '2026-02-01');
    expect(pendingInvalidity([])).toBeUndefined();
    expect(pendingInvalidity([filed])).toBe('2026-01-01');
    expect(pendingInvalidity([filed, accepted])).toBe('2026-02-01');
    expect(pendingInvalidity([filed, event('MAINTAINED', '2026-08-01')])).toBeUndefined();
    expect(pendingInvalidity([event('INVALIDITY_FILED', '2026-01-01', false)])).toBeUndefined();
  });
});
