import { describe, expect, it } from '@jest/globals';
import { amountText, fenTyped } from './amounts.js';

describe('an amount', () => {
  it.each([
    ['0', '0.00'],
    ['5', '0.05'],
    ['123456789', '1,234,567.89'],
    ['100000', '1,000.00'],
  ])('of %s fen is %s yuan', (fen, text) => expect(amountText(fen)).toBe(text));

  it.each([
    ['20000000', '20.00'],
    ['12345678', '12.345678'],
    ['12345600', '12.3456'],
  ])('of %s fen is %s 万元', (fen, text) => expect(amountText(fen, 'wan')).toBe(text));

  it('is exact beyond what a number holds', () => {
    expect(amountText('9007199254740993')).toBe('90,071,992,547,409.93');
  });

  it.each([
    ['1,234.5', '123450'],
    ['１２．３４', '1234'],
    ['200000', '20000000'],
  ])('typed as %s is %s fen', (text, fen) => expect(fenTyped(text)).toBe(fen));

  it('typed in 万元 keeps its fen', () => expect(fenTyped('20.000001', 'wan')).toBe('20000001'));

  it.each(['', '-1', '1.234', '三万', '1e5'])('is not %p', (text) => expect(fenTyped(text)).toBeUndefined());
});
