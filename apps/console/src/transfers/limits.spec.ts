import { describe, expect, it } from '@jest/globals';
import { awaitedOf, countOf, endOf, momentOf } from './limits.js';

const limit = {
  key: 'POLICE_FILING_3D',
  state: 'RUNNING',
  startedAt: '2026-03-02T01:00:00Z',
  dueBy: '2026-03-05',
  lateAfter: '2026-03-06',
  provisional: false,
} as const;

describe('a limit', () => {
  it('of days ends with its last day in China, one of hours at its moment', () => {
    expect(endOf(limit)).toMatchObject({
      dueAt: '2026-03-05T16:00:00.000Z',
      lateAt: '2026-03-06T16:00:00.000Z',
    });
    expect(momentOf('2026-03-05T02:00:00Z')).toBe('2026-03-05T02:00:00Z');
    expect(momentOf(null)).toBeNull();
  });

  it('tells whether it runs', () => {
    expect(endOf({ ...limit, state: 'SUSPENDED' })).toMatchObject({ suspended: true, stopped: false });
    expect(endOf({ ...limit, state: 'STOPPED' })).toMatchObject({ suspended: false, stopped: true });
  });

  it('says how it is counted and what ends it, by the law of the day it began', () => {
    expect(countOf(limit, 'zh')).toBe('自然日预警、工作日为限');
    expect(countOf({ ...limit, key: 'TRANSFER_24H' }, 'zh')).toBe('按小时计，不顺延');
    expect(awaitedOf(limit, 'zh')).toBe('作出立案或不予立案的决定');
    expect(awaitedOf({ ...limit, key: 'RECEIPT_24H' }, 'en')).toBe('the receipt');
  });

  it('that this law does not know is told by its key', () => {
    expect([countOf({ ...limit, key: 'X' }, 'zh'), awaitedOf({ ...limit, key: 'X' }, 'zh')]).toEqual([
      null,
      'X',
    ]);
  });
});
