import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alternate, median, medianOf, quantile, ratioOf, type Round } from './rounds.js';

const round = (side: string, value: number, change: Partial<Round> = {}): Round => ({
  side,
  value,
  unit: '/s',
  ...change,
});

describe('quantile', () => {
  it.each([
    [[3], 0.5, 3],
    [[1, 2], 0.5, 1.5],
    [[3, 1, 2], 0.5, 2],
    [[40, 10, 30, 20], 0.5, 25],
    [[1, 2, 3, 4, 5], 0, 1],
    [[1, 2, 3, 4, 5], 1, 5],
    [[10, 20], 0.99, 19.9],
    [[100, 9, 20], 0.5, 20], // as numbers, not as text
  ])('of %j at %d is %d', (values, share, expected) => {
    expect(quantile(values, share)).toBeCloseTo(expected, 10);
  });

  it('of nothing is no number', () => {
    expect(quantile([], 0.5)).toBeNaN();
    expect(median([])).toBeNaN();
  });

  it('lies between the least and the greatest, and never falls as the share rises', () => {
    const values = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, share, share, (all, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(quantile(all, low)).toBeGreaterThanOrEqual(Math.min(...all));
        expect(quantile(all, high)).toBeLessThanOrEqual(Math.max(...all));
        expect(quantile(all, low)).toBeLessThanOrEqual(quantile(all, high) + 1e-6);
      }),
    );
  });

  it('leaves what it is given as it is', () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('medianOf', () => {
  const rounds = [
    round('ours', 10, { details: { p99: 1 } }),
    round('rival', 1),
    round('ours', 1000, { void: '1 doubled' }),
    round('ours', 30, { details: { p99: 3 } }),
    round('ours', 20, { details: { p99: 8 } }),
  ];

  it('leaves out the other sides and the rounds that do not count', () => {
    expect(medianOf(rounds, 'ours')).toBe(20);
  });

  it('of a detail takes the detail', () => {
    expect(medianOf(rounds, 'ours', 'p99')).toBe(3);
  });

  it('is no number where no round counts', () => {
    expect(medianOf([round('ours', 1, { void: 'lost' })], 'ours')).toBeNaN();
    expect(ratioOf(rounds, 'ours', 'nobody')).toBeNaN();
  });

  it('makes the ratio of ours to the rival', () => {
    expect(ratioOf(rounds, 'ours', 'rival')).toBe(20);
  });
});

describe('alternate', () => {
  it('gives each side every place in turn, and tells of each round', async () => {
    const sides = ['a', 'b', 'c'].map((side) => async () => round(side, 1));
    const told: string[] = [];
    const done = await alternate(3, sides, ({ side }) => void told.push(side));
    expect(told.join('')).toBe('abcbcacab');
    expect(done.map(({ side }) => side)).toEqual(told);
  });
});
