import { describe, expect, it } from '@jest/globals';
import { checkCreditCode } from '@xianjie/identifiers';
import { checked, filledIn, pathOf } from './field-rules.js';

describe('a field of a form', () => {
  it('is refused with the words of the service', async () => {
    const { validator } = checked(checkCreditCode, 'zh');
    await expect(validator({}, '91330100799655058X')).rejects.toThrow(/统一社会信用代码/);
    await expect(validator({}, '')).resolves.toBeUndefined();
  });

  it.each([
    ['actOn', ['actOn']],
    ['party.creditCode', ['party', 'creditCode']],
    ['officers[0].name', ['officers', 0, 'name']],
  ])('%s of a problem is found in the form', (field, path) => expect(pathOf(field)).toEqual(path));

  it('that was left empty is left out', () => {
    expect(
      filledIn({ a: ' x ', b: '', c: null, d: { e: '' }, f: [{ g: 'y', h: '' }, { g: '' }], i: 0, j: false }),
    ).toEqual({ a: 'x', f: [{ g: 'y' }], i: 0, j: false });
  });
});
