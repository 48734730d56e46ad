import { describe, expect, it } from '@jest/globals';
import { findQuery, isTooShort } from './find-text.js';

describe('findQuery', () => {
  it.each([
    ['202010566088.9', { number: '202010566088.9' }],
    ['zl 2020 1056', { number: 'ZL20201056' }],
    ['ＺＬ２０２０', { number: 'ZL2020' }],
    ['晾衣架', { title: '晾衣架' }],
    ['5G 基站', { title: '5G 基站' }],
    ['  ', {}],
    [undefined, {}],
  ])('takes %j for %j', (text, query) => expect(findQuery(text)).toEqual(query));

  it('wants two characters of a title, one of a number', () => {
    expect([isTooShort('架'), isTooShort('衣架'), isTooShort('2')]).toEqual([true, false, false]);
  });
});
