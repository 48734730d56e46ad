import { describe, expect, it } from '@jest/globals';
import { figuresOf, withAltered } from './figure.js';

describe('figuresOf', () => {
  it.each([
    ['const a = 5;', ['5'], [['6', '4']]],
    ['const a = 0;', ['0'], [['1']]],
    ['const a = 1_000;', ['1_000'], [['1001', '999']]],
    ['const a = 0.5;', ['0.5'], [['0.55', '0.45']]],
    ['const a = 10n;', ['10n'], [['11n', '9n']]],
    ['const a = 0n;', ['0n'], [['1n']]],
    ["const a = '2024-12-31';", ["'2024-12-31'"], [["'2025-01-01'", "'2024-12-30'"]]],
    ["const a = '2026-02-30x', b = 'x';", [], []],
    ['type A = 1 | 2; let a: 3;', [], []],
    [
      'const a = { 7: b[8] };',
      ['7', '8'],
      [
        ['8', '6'],
        ['9', '7'],
      ],
    ],
  ])('finds in %j the figures %j', (code, originals, altered) => {
    const figures = figuresOf(code);
    expect(figures.map(({ original }) => original)).toEqual(originals);
    expect(figures.map((figure) => figure.altered)).toEqual(altered);
  });

  it('names the line, and alters nothing but the figure', () => {
    const code = 'const a = 1;\nconst b = [2, 3];\n';
    const [, , last] = figuresOf(code);
    expect(last?.line).toBe(2);
    expect(last && withAltered(code, last, '4')).toBe('const a = 1;\nconst b = [2, 4];\n');
  });
});
