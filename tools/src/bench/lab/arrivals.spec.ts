import { describe, expect, it } from '@jest/globals';
import { longestGap } from './arrivals.js';

describe('longestGap', () => {
  it.each([
    ['is the longest time between neighbours', [0, 10, 25, 30], 0, 100, 15],
    ['counts one that begins within the span and ends after it', [0, 10, 500], 5, 20, 490],
    ['leaves out what begins before or after', [0, 90, 95, 200], 80, 95, 5],
    ['is none where nothing begins within the span', [0, 10], 50, 60, 0],
    ['is endless where nothing came', [], 0, 10, Number.POSITIVE_INFINITY],
    ['is endless where nothing came again', [5], 0, 10, Number.POSITIVE_INFINITY],
  ])('%s', (_name, times, from, to, expected) => {
    expect(longestGap(times, from, to)).toBe(expected);
  });
});
