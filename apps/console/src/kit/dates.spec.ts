import { describe, expect, it } from '@jest/globals';
import { daysBetween, dayOf, dayText, momentText, relativeText } from './dates.js';

describe('dates', () => {
  it('are those of China, whatever the zone of the machine', () => {
    expect(dayOf('2026-11-22T17:00:00Z')).toBe('2026-11-23');
    expect(momentText('2026-11-23T07:06:00Z', 'zh')).toBe('2026年11月23日 15:06');
  });

  it('are written as offices write them', () => {
    expect(dayText('2026-01-05', 'zh')).toBe('2026年1月5日');
    expect(dayText('2026-01-05', 'en')).toBe('5 Jan 2026');
  });

  it.each([
    ['2026-11-23T01:00:00Z', '今天 09:00'],
    ['2026-11-22T15:59:00Z', '昨天 23:59'],
    ['2026-11-20', '3天前'],
    ['2026-11-16', '2026年11月16日'],
    ['2026-11-25', '2026年11月25日'],
  ])('of %s is %s, seen from 23 November', (at, text) => {
    expect(relativeText(at, Date.parse('2026-11-23T12:00:00Z'), 'zh')).toBe(text);
  });

  it('are counted from day to day', () => {
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
  });
});
