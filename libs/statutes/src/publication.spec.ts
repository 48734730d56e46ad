import { describe, expect, it } from '@jest/globals';
import { type CreditSystem, publicationDays, type PublishedPenalty, Statutes } from './index.js';

const law = Statutes.inForce();
const ask = (system: CreditSystem, penalty: PublishedPenalty, decisionDate: string) =>
  law.publication({ system, penalty, decisionDate });
const errorOf = (...question: Parameters<typeof ask>) => {
  try {
    ask(...question);
  } catch (error) {
    return error as { code: string; message: string; zh: string };
  }
  throw new Error('was answered');
};

const REGIMES = {
  ORDER_45: [
    'SAMR',
    '2021-09-01',
    '2025-12-24',
    ['WARNING_ONLY', 'LOWER_FINE_ONLY', 'FINE', 'SUSPENSION_OF_BUSINESS'],
  ],
  SAMR_2025: ['SAMR', '2025-12-25', '2099-12-31', ['MINOR', 'GENERAL', 'SERIOUS']],
  ORDER_58: [
    'CREDIT_CHINA',
    '2023-05-01',
    '2026-03-31',
    ['SIMPLE_PROCEDURE', 'FINE_GENERAL', 'FINE_FOOD_DRUG_SAFETY'],
  ],
  ORDER_36: ['CREDIT_CHINA', '2026-04-01', '2099-12-31', ['MINOR', 'GENERAL', 'SERIOUS']],
} as const;

describe.each(Object.entries(REGIMES))('%s', (_name, [system, first, last, penalties]) => {
  it.each(penalties)(`knows %s from ${first} to ${last}`, (penalty) => {
    for (const day of [first, last]) expect(() => ask(system, penalty, day)).not.toThrow();
  });
});

describe('publication', () => {
  it.each([
    ['SAMR', 'WARNING_ONLY', '2021-09-01', { publish: false, runsFrom: 'PUBLICATION' }],
    ['SAMR', 'LOWER_FINE_ONLY', '2025-12-24', { publish: true, maxMonths: 3, runsFrom: 'PUBLICATION' }],
    [
      'SAMR',
      'FINE',
      '2022-05-10',
      { publish: true, maxMonths: 36, earlyStopAllowed: true, runsFrom: 'PUBLICATION' },
    ],
    [
      'SAMR',
      'SUSPENSION_OF_BUSINESS',
      '2022-05-10',
      { publish: true, maxMonths: 36, earlyStopAllowed: false, runsFrom: 'PUBLICATION' },
    ],
    ['SAMR', 'MINOR', '2025-12-25', { publish: false, ifPublishedMaxMonths: 3, runsFrom: 'DECISION' }],
    ['SAMR', 'GENERAL', '2025-12-25', { publish: true, minMonths: 3, maxMonths: 12, runsFrom: 'DECISION' }],
    ['SAMR', 'SERIOUS', '2025-12-25', { publish: true, minMonths: 12, maxMonths: 36, runsFrom: 'DECISION' }],
    ['CREDIT_CHINA', 'SIMPLE_PROCEDURE', '2023-05-01', { publish: false, runsFrom: 'DECISION' }],
    [
      'CREDIT_CHINA',
      'FINE_GENERAL',
      '2026-03-31',
      { publish: true, minMonths: 3, maxMonths: 36, runsFrom: 'DECISION' },
    ],
    [
      'CREDIT_CHINA',
      'FINE_FOOD_DRUG_SAFETY',
      '2026-03-31',
      { publish: true, minMonths: 12, maxMonths: 36, runsFrom: 'DECISION' },
    ],
    [
      'CREDIT_CHINA',
      'MINOR',
      '2026-04-01',
      { publish: false, ifPublishedMaxMonths: 3, runsFrom: 'DECISION' },
    ],
    [
      'CREDIT_CHINA',
      'GENERAL',
      '2026-04-01',
      { publish: true, minMonths: 3, maxMonths: 12, runsFrom: 'DECISION' },
    ],
    [
      'CREDIT_CHINA',
      'SERIOUS',
      '2026-04-01',
      { publish: true, minMonths: 12, maxMonths: 36, runsFrom: 'DECISION' },
    ],
  ] as const)('%s shows %s of %s as %p', (system, penalty, day, expected) => {
    expect(ask(system, penalty, day).result).toEqual(expected);
  });

  it('tells the line and what it says', () => {
    expect(ask('CREDIT_CHINA', 'GENERAL', '2026-04-01')).toMatchObject({
      rule: { key: 'CREDIT_CHINA_PUBLICATION_GENERAL', validFrom: '2026-04-01', validTo: null },
      basis: '信用修复管理办法（国家发展改革委令第36号）',
      certainty: 'VERIFIED_SECONDARY',
      why: { zh: '一般（较大数额罚款、没收）：最短3个月，最长12个月，自决定文书作出之日起算' },
    });
  });

  it.each([
    ['SAMR', 'FINE', '2025-12-25', 'MINOR, GENERAL, SERIOUS'],
    ['SAMR', 'MINOR', '2025-12-24', 'WARNING_ONLY, LOWER_FINE_ONLY, FINE, SUSPENSION_OF_BUSINESS'],
    ['SAMR', 'SIMPLE_PROCEDURE', '2022-01-01', 'WARNING_ONLY, LOWER_FINE_ONLY, FINE, SUSPENSION_OF_BUSINESS'],
    ['CREDIT_CHINA', 'FINE_GENERAL', '2026-04-01', 'MINOR, GENERAL, SERIOUS'],
    ['CREDIT_CHINA', 'GENERAL', '2026-03-31', 'SIMPLE_PROCEDURE, FINE_GENERAL, FINE_FOOD_DRUG_SAFETY'],
    ['CREDIT_CHINA', 'FINE', '2024-01-01', 'SIMPLE_PROCEDURE, FINE_GENERAL, FINE_FOOD_DRUG_SAFETY'],
  ] as const)(
    'of %s refuses the word %s on %s, and names those of the day',
    (system, penalty, day, words) => {
      expect(errorOf(system, penalty, day)).toMatchObject({
        kind: 'invalid',
        code: 'statutes.wrong-regime',
        message: `The rules of ${day} do not know ${penalty}, but ${words}`,
        zh: `${day} 的规定没有 ${penalty}，只有 ${words.replaceAll(', ', '、')}`,
      });
    },
  );

  it.each([
    ['SAMR', 'FINE', '2021-08-31'],
    ['CREDIT_CHINA', 'FINE_GENERAL', '2023-04-30'],
    ['CNIPA', 'GENERAL', '2026-04-01'],
  ] as const)('of %s has no rule for %s on %s', (system, penalty, day) => {
    expect(errorOf(system, penalty, day)).toMatchObject({
      kind: 'invalid',
      code: 'statutes.no-rule',
      message: `No rule ${system}_PUBLICATION_… is known for ${day}`,
      zh: `${day} 没有可适用的规则 ${system}_PUBLICATION_…`,
    });
  });

  it.each([
    [{ system: 'BANK' as CreditSystem }, 'statutes.unknown-value', 'system'],
    [{ penalty: 'PRISON' as PublishedPenalty }, 'statutes.unknown-value', 'penalty'],
    [{ decisionDate: '2026' }, 'local-date.form', 'decisionDate'],
  ])('refuses %p', (change, code, field) => {
    const question = { system: 'SAMR', penalty: 'FINE', decisionDate: '2022-01-01', ...change } as const;
    expect(() => law.publication(question)).toThrow(
      expect.objectContaining({ code, issues: [expect.objectContaining({ field })] }),
    );
  });
});

describe('publicationDays', () => {
  it.each([
    ['SAMR', 'WARNING_ONLY', '2022-05-10', { earliestEnd: null, endsOn: null }],
    ['SAMR', 'LOWER_FINE_ONLY', '2022-05-10', { earliestEnd: null, endsOn: '2022-08-10' }],
    ['CREDIT_CHINA', 'GENERAL', '2026-11-30', { earliestEnd: '2027-02-28', endsOn: '2027-11-30' }],
    ['CREDIT_CHINA', 'MINOR', '2026-04-10', { earliestEnd: null, endsOn: '2026-07-10' }],
  ] as const)('of %s %s from %s', (system, penalty, day, expected) => {
    expect(publicationDays(ask(system, penalty, day).result, day)).toEqual(expected);
  });

  it('refuses a start that is no day', () => {
    expect(() => publicationDays({ publish: true, runsFrom: 'DECISION' }, '2026-02-30')).toThrow('startsOn');
  });
});
