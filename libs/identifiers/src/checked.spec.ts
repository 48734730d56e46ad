import { describe, expect, it } from '@jest/globals';
import { clean, isDigit } from './checked.js';

describe('clean', () => {
  it.each([
    ['！～０９Ａｚ', '!~09AZ'],
    ['\uff00\uff5f', '\uff00\uff5f'],
    ['a z\tb\u00a0c\u3000d\u200be\u200ff\u2060g\ufeffh', 'AZBCDEFGH'],
    ['\u202d123\u202c\u2066x\u2069', '123X'],
    ['\u061c\u180e1', '1'],
    ['‐‑‒–—―−－﹘﹣ー\u00ad', '------------'],
    ['·․‧。・｡．', '.......'],
    ['ßıſéµ', 'ßıſéµ'],
    ['`{az', '`{AZ'],
    ['專利Ω\u{1f600}', '專利Ω\u{1f600}'],
    ['', ''],
  ])('makes %j into %j', (input, expected) => {
    expect(clean(input)).toBe(expected);
  });

  it('reads 256 characters and no more, and nothing but text', () => {
    expect(clean(' '.repeat(256))).toBe('');
    expect(clean('9'.repeat(256))).toHaveLength(256);
    for (const input of [' '.repeat(257), '9'.repeat(257), 9, null, undefined, ['9'], new String('9')])
      expect(clean(input)).toBeUndefined();
  });
});

describe('isDigit', () => {
  it.each(['/', ':', '', '٣', '10', 'a'])('is false for %j', (text) => expect(isDigit(text)).toBe(false));
  it.each(['0', '5', '9'])('is true for %j', (text) => expect(isDigit(text)).toBe(true));
});
