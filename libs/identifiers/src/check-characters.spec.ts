import { describe, expect, it } from '@jest/globals';
import { citizenCheck, creditCheck, organisationCheck, patentCheck } from './index.js';

/** The standards' own wording of their weights, against the tables of this library: one digit at each place. */
const oneAt = (place: number, length: number): string => '1'.padStart(place + 1, '0').padEnd(length, '0');
const places = (length: number): number[] => Array.from({ length }, (_, place) => place);

describe('the weight of each place is the one of its standard', () => {
  it.each(places(17))('GB 32100-2015, place %i: 3 to its power, mod 31', (place) => {
    let weight = 1;
    for (let power = 0; power < place; power += 1) weight = (weight * 3) % 31;
    expect(creditCheck(oneAt(place, 17))).toBe('0123456789ABCDEFGHJKLMNPQRTUWXY'.charAt(31 - weight));
  });

  it.each(places(8))('GB 11714-1997, place %i: 2 to the power of what follows, mod 11', (place) => {
    const rest = 11 - (2 ** (8 - place) % 11);
    expect(organisationCheck(oneAt(place, 8))).toBe(rest === 10 ? 'X' : String(rest));
  });

  it.each(places(17))(
    'GB 11643-1999, place %i: 2 to the power of what follows, mod 11 (ISO 7064)',
    (place) => {
      const rest = (12 - (2 ** (17 - place) % 11)) % 11;
      expect(citizenCheck(oneAt(place, 17))).toBe(rest === 10 ? 'X' : String(rest));
    },
  );

  it.each(places(12))('ZC 0006-2003, place %i: 2 to 9, again from 2', (place) => {
    expect(patentCheck(oneAt(place, 12))).toBe(String(2 + (place % 8)));
  });
});

describe('the check characters beyond the digits', () => {
  it.each([
    [creditCheck('0'.repeat(17)), '0'],
    [organisationCheck('00000000'), '0'],
    [organisationCheck('0000000A'), '2'],
    [organisationCheck('Z0000000'), '5'],
    [citizenCheck('0'.repeat(17)), '1'],
    [patentCheck('000000000000'), '0'],
    [patentCheck('50000000'), 'X'],
  ])('%s is %s', (check, expected) => {
    expect(check).toBe(expected);
  });
});
