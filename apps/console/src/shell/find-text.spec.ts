import { describe, expect, it } from '@jest/globals';
import { isName, queriesFor } from './find-text.js';

describe('what a list is asked for', () => {
  it.each([
    [' 91330106ma2yytx068 ', [{ creditCode: '91330106MA2YYTX068' }]],
    ['zl202010566088.9', [{ patentNumber: '202010566088.9' }]],
    ['浙知线-1', [{ externalNo: '浙知线-1' }, { name: '浙知线-1' }]],
    ['hz-12', [{ externalNo: 'hz-12' }, { externalNo: 'HZ-12' }, { name: 'hz-12' }]],
    ['20261123', [{ externalNo: '20261123' }]],
    ['长'.repeat(65), [{ name: '长'.repeat(65) }]],
  ])('%j', (text, queries) => expect(queriesFor(text, 'externalNo')).toEqual(queries));
});

it('takes two characters for a name, and digits for none', () => {
  expect(['杭州', '杭', '12-3', 'ab'].map(isName)).toEqual([true, false, false, true]);
});
