import { describe, expect, it } from '@jest/globals';
import { aimText, amount, isReached, tableOf } from './aims.js';
import type { Aim, Figure } from './suite.js';

describe('isReached', () => {
  it.each<[Aim | undefined, number, boolean | undefined]>([
    [{ atLeast: 2 }, 2, true],
    [{ atLeast: 2 }, 1.99, false],
    [{ below: 10 }, 9.99, true],
    [{ below: 10 }, 10, false],
    [{ atMost: 500 }, 500, true],
    [{ atMost: 500 }, 501, false],
    [{ atLeast: 2 }, Number.NaN, false],
    [{ below: 2 }, Number.NaN, false],
    [undefined, 1, undefined],
  ])('%j by %d: %s', (aim, value, expected) => {
    expect(isReached({ value, ...(aim ? { aim } : {}) })).toBe(expected);
  });
});

describe('amount', () => {
  it.each([
    [0.5832, '×', '0.58 ×'],
    [12.345, 'ms', '12.3 ms'],
    [9.876, 'ms', '9.88 ms'],
    [12345.6, '/s', '12,346 /s'],
    [Number.NaN, '/s', '–'],
  ])('%d %s is %s', (value, unit, text) => {
    expect(amount(value, unit)).toBe(text);
  });

  it('is what an aim is written with', () => {
    expect(aimText({ atLeast: 0.55 }, '×')).toBe('≥ 0.55 ×');
    expect(aimText({ below: 30 }, 'ms')).toBe('< 30 ms');
    expect(aimText({ atMost: 500 }, 'events')).toBe('≤ 500 events');
  });
});

describe('tableOf', () => {
  it('puts the aim beside each figure and says whether it was reached', () => {
    const figure: Figure = {
      name: 'ratios.post',
      value: 0.6,
      unit: '×',
      about: 'POST',
      aim: { atLeast: 0.55 },
    };
    const lines = tableOf([figure, { ...figure, name: 'x', value: 0.5 }]).split('\n');
    expect(lines.map((line) => line.split(/\s{2,}/).filter((cell) => cell !== ''))).toEqual([
      ['figure', 'measured', 'aim'],
      ['ratios.post', '0.6 ×', '≥ 0.55 ×', 'reached', 'POST'],
      ['x', '0.5 ×', '≥ 0.55 ×', 'MISSED', 'POST'],
    ]);
  });
});
