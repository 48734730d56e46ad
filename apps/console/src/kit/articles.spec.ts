import { describe, expect, it } from '@jest/globals';
import { articleText } from './articles.js';

describe('articleText', () => {
  it.each([
    ['专利法 2020 arts 39, 40, 42', '专利法（2020）第39条、第40条、第42条'],
    ['专利法 2020 art 47', '专利法（2020）第47条'],
    ['专利法 2020 art 44(1)', '专利法（2020）第44条第1项'],
    ['实施细则 art 5', '实施细则第5条'],
    ['行政处罚法第48条', '行政处罚法第48条'],
    ['国家市场监督管理总局令第45号', '国家市场监督管理总局令第45号'],
  ])('says %s as %s', (basis, zh) => {
    expect(articleText(basis, 'zh')).toBe(zh);
    expect(articleText(basis, 'en')).toBe(basis);
  });
});
