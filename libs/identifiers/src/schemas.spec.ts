import { describe, expect, it } from '@jest/globals';
import {
  CitizenNumberSchema,
  CreditCodeSchema,
  DocumentNumberSchema,
  IpcSchema,
  LocalDateSchema,
  LocarnoSchema,
  OrganisationCodeSchema,
  PatentNumberSchema,
  PublicationNumberSchema,
} from './index.js';

describe('a schema', () => {
  it.each([
    [CreditCodeSchema, 'GB 32100-2015', ['91330106MA2YYTX068']],
    [OrganisationCodeSchema, 'GB 11714-1997', ['MA2YYTX0-6']],
    [CitizenNumberSchema, 'stored encrypted', undefined],
    [PatentNumberSchema, 'ZC 0006-2003', ['ZL202010566088.9']],
    [PublicationNumberSchema, '公布公告号', ['CN111800000A']],
    [IpcSchema, 'IPC', ['G06F 16/27']],
    [LocarnoSchema, 'Locarno', ['14-03']],
    [DocumentNumberSchema, 'GB/T 9704', ['国知发保字〔2021〕12号']],
    [LocalDateSchema, 'China', ['2026-11-22']],
  ])('tells people what it takes, by an example that it takes: %#', (schema, words, examples) => {
    const { description, examples: shown } = schema.meta() ?? {};
    expect(description).toContain(words);
    expect(shown).toEqual(examples);
    for (const example of examples ?? []) expect(schema.safeParse(example).success).toBe(true);
  });

  it.each([
    [CreditCodeSchema, '91330106ma2yytx068', '91330106MA2YYTX068'],
    [OrganisationCodeSchema, 'ma2yytx06', 'MA2YYTX0-6'],
    [CitizenNumberSchema, '11010519491231002x', '11010519491231002X'],
    [PatentNumberSchema, 'zl2020105660889', '202010566088.9'],
    [PublicationNumberSchema, 'cn111800000a', 'CN111800000A'],
    [IpcSchema, 'g06f16/27', 'G06F 16/27'],
    [LocarnoSchema, '14—03', '14-03'],
    [DocumentNumberSchema, '国知发保字[2021]12号', '国知发保字〔2021〕12号'],
    [LocalDateSchema, '2026年1月5日', '2026-01-05'],
  ])('answers the canonical value: %#', (schema, typed, stored) => {
    expect(schema.parse(typed)).toBe(stored);
  });

  it('answers an issue with the rule and both sentences', () => {
    expect(CreditCodeSchema.safeParse('91330106MA2YYTX069').error?.issues).toEqual([
      expect.objectContaining({
        code: 'custom',
        message: 'The check character (18th) does not fit the others',
        params: { rule: 'credit-code.check-character', zh: '统一社会信用代码校验码（第18位）不符' },
      }),
    ]);
    expect(CreditCodeSchema.safeParse(7).error?.issues).toMatchObject([{ code: 'invalid_type' }]);
  });
});
