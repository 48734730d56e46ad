import { describe, expect, it } from '@jest/globals';
import { provinces } from '@xianjie/divisions';
import { shadeOf, tiles } from './tiles.js';

describe('tiles', () => {
  it('are the 34 units of the register, each with its code and on a place of its own', () => {
    expect(tiles).toHaveLength(34);
    expect(tiles.map(({ code }) => `${code}0000`).sort()).toEqual(
      provinces()
        .map(({ code }) => code)
        .sort(),
    );
    for (const { code, name } of tiles) {
      const register = provinces().find((province) => province.code === `${code}0000`);
      expect(register?.name.startsWith(name.zh)).toBe(true);
    }
    expect(new Set(tiles.map(({ column, row }) => `${column}/${row}`)).size).toBe(34);
  });

  it.each([
    [0, 10, 0],
    [1, 10, 1],
    [10, 10, 5],
    [5, 10, 3],
    [3, 0, 0],
  ])('of %i where the greatest is %i have shade %i', (value, greatest, shade) => {
    expect(shadeOf(value, greatest)).toBe(shade);
  });
});
