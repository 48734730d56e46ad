import { describe, expect, it } from '@jest/globals';
import { backlogOf, delays, perSecond, spanOf, type Commits } from './commits.js';

/** One every `everyMs` from `from` on, named 0, 1, 2 … */
const steady = (count: number, everyMs: number, from = 0): Commits =>
  new Map(Array.from({ length: count }, (_, nth) => [String(nth), from + nth * everyMs]));

describe('spanOf', () => {
  it('leaves the warm-up out, and ends with the last cause', () => {
    expect(spanOf(steady(11, 100, 5000), 300)).toEqual({ from: 5300, to: 6000 });
  });
});

describe('delays', () => {
  it('are those of causes within the span whose effect is there', () => {
    const causes = new Map([
      ['early', 0],
      ['one', 10],
      ['two', 20],
      ['unanswered', 25],
      ['late', 30],
    ]);
    const effects = new Map([
      ['early', 5],
      ['one', 13],
      ['two', 100],
      ['late', 31],
    ]);
    expect(delays(causes, effects, { from: 10, to: 30 })).toEqual([3, 80]);
  });
});

describe('perSecond', () => {
  it('counts what was committed within the span', () => {
    expect(perSecond(steady(1000, 1), { from: 250, to: 750 })).toBe(1000);
  });
});

describe('backlogOf', () => {
  const causes = steady(2000, 1);
  const span = { from: 100, to: 1999 };

  it('is flat where effects keep up', () => {
    const { highest, growth } = backlogOf(causes, steady(2000, 1, 50), span);
    expect(highest).toBe(50);
    expect(Math.abs(growth)).toBeLessThan(1);
  });

  it('grows by what effects fall short of', () => {
    const { highest, growth } = backlogOf(causes, steady(1000, 2), span);
    expect(growth).toBeCloseTo(500, -1);
    expect(highest).toBe(1000);
  });

  it('shrinks where effects catch up', () => {
    expect(backlogOf(steady(1000, 2), steady(1000, 1, 1000), { from: 1000, to: 1998 }).growth).toBeLessThan(
      -400,
    );
  });
});
