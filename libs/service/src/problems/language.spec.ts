import { describe, expect, it } from '@jest/globals';
import { languageOf } from './language.js';

describe('languageOf', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['zh', 'zh-CN'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['en-US,en;q=0.9,zh;q=0.8', 'en'],
    ['fr, zh;q=0.2', 'zh-CN'],
    ['zh;q=0, en', 'en'],
    ['en;q=0.5, zh-Hant;q=0.6', 'zh-CN'],
    ['*', 'en'],
    ['fr', 'en'],
    ['zhx', 'en'],
    [';;;,,q=1', 'en'],
    ['zh'.repeat(600), 'en'],
  ] as const)('reads %p as %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
