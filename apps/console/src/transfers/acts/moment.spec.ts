import { describe, expect, it } from '@jest/globals';
import { faultOf, isDayWithin, minuteOf, momentIn, momentNow } from './moment.js';

/** 15:06:20.500 in China. */
const now = Date.parse('2026-11-23T07:06:20.500Z');
const inThisMinute = '2026-11-23T07:06:12.345Z';
const before = '2026-11-23T06:58:41.007Z';

describe('a moment that an officer enters', () => {
  it('is now to the millisecond', () => {
    expect(momentNow({ now })).toBe('2026-11-23T07:06:20.500Z');
    expect(momentIn('2026-11-23T15:06', { now, after: inThisMinute })).toBe('2026-11-23T07:06:20.500Z');
  });

  it('is not before what it follows, where the clocks differ a little', () => {
    const after = '2026-11-23T07:06:21.000Z';
    expect([momentNow({ now, after }), momentIn('2026-11-23T15:06', { now, after })]).toEqual([after, after]);
    expect(faultOf(after, { now, after })).toBeUndefined();
  });

  it('falls on the step before where it names the same minute', () => {
    const at = momentIn('2026-11-23T14:58', { now, after: before });
    expect([at, faultOf(at, { now, after: before })]).toEqual([before, undefined]);
  });

  it('begins with any other minute, in China', () => {
    expect(momentIn('2026-11-23T15:00', { now, after: before })).toBe('2026-11-23T15:00:00+08:00');
    expect(momentIn('2026-11-23T14:57', { now })).toBe('2026-11-23T14:57:00+08:00');
    expect(minuteOf('2026-11-23T16:30:00Z')).toBe('2026-11-24T00:30');
  });

  it.each([
    ['2026-11-23T14:57:59+08:00', 'before'],
    [before, undefined],
    ['2026-11-23T15:00:00+08:00', undefined],
    ['2026-11-23T15:06:21+08:00', undefined],
    ['2026-11-23T15:07:00+08:00', 'future'],
  ])('at %s: %s', (at, fault) => expect(faultOf(at, { now, after: before })).toBe(fault));
});

describe('days that can be chosen', () => {
  it.each([
    ['2026-11-22', false],
    ['2026-11-23', true],
    ['2026-11-24', false],
  ])('%s: %s', (day, open) => expect(isDayWithin(day, { now, after: before })).toBe(open));

  it('begin nowhere where it follows nothing', () => expect(isDayWithin('1999-01-01', { now })).toBe(true));
});
