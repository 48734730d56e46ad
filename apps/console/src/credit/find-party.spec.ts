import { describe, expect, it } from '@jest/globals';
import { isTooShort, partyQuery } from './find-party.js';

describe('partyQuery', () => {
  it.each([
    ['91330106MA2YYTX068', { creditCode: '91330106MA2YYTX068' }],
    [' 91330106ma2yytx068 ', { creditCode: '91330106MA2YYTX068' }],
    ['杭市知罚决〔2026〕12号', { decisionNo: '杭市知罚决〔2026〕12号' }],
    ['某某有限公司', { name: '某某有限公司' }],
    ['', {}],
    [undefined, {}],
  ])('takes %j for %j', (text, query) => expect(partyQuery(text)).toEqual(query));

  it('wants two characters of a name', () => {
    expect([isTooShort('某'), isTooShort('某某'), isTooShort('')]).toEqual([true, false, false]);
  });
});
