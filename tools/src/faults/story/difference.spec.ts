import { describe, expect, it } from '@jest/globals';
import { daysBetween } from './days.js';
import { differenceOf } from './difference.js';

describe('the difference of two pictures', () => {
  it('is none where they are the same, in whatever order', () => {
    expect(differenceOf(['a', 'b', 'b'], ['b', 'a', 'b'])).toEqual([]);
  });

  it('tells what is missing, what is too much, and what is there twice', () => {
    expect(differenceOf(['a', 'b'], ['b', 'b', 'c'])).toEqual(['- a', '+ b', '+ c']);
  });
});

it('days are counted in China', () => {
  expect(daysBetween('2026-12-27', '2026-12-29')).toBe(2);
  expect(daysBetween('2026-12-27', '2026-12-27T15:59:59.000Z')).toBe(0);
  expect(daysBetween('2026-12-27', '2026-12-27T16:00:00.000Z')).toBe(1);
});
