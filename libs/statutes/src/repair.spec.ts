import { describe, expect, it } from '@jest/globals';
import { type CreditSystem, type RepairApplication, type RepairClass, Statutes } from './index.js';

const law = Statutes.inForce();

/** An application under Order 36 that succeeds. */
const application = (change: Partial<RepairApplication> = {}): RepairApplication => ({
  system: 'CREDIT_CHINA',
  class: 'GENERAL',
  periodStart: '2026-04-10',
  applyDate: '2026-07-10',
  corrected: true,
  commitment: true,
  ...change,
});
const verdict = (change: Partial<RepairApplication>) => law.repair(application(change)).result.verdict;

describe('repair', () => {
  it.each([
    ['CREDIT_CHINA', 'MINOR', '2026-04-10', '2026-04-10'],
    ['CREDIT_CHINA', 'GENERAL', '2026-04-10', '2026-07-10'],
    ['CREDIT_CHINA', 'GENERAL', '2026-11-30', '2027-02-28'],
    ['CREDIT_CHINA', 'SERIOUS', '2026-04-10', '2027-04-10'],
    ['CREDIT_CHINA', 'GENERAL', '2025-12-31', '2026-03-31'],
    ['CREDIT_CHINA', 'SERIOUS', '2025-03-31', '2026-03-31'],
    ['SAMR', 'MINOR', '2026-01-10', '2026-01-10'],
    ['SAMR', 'GENERAL', '2026-01-10', '2026-04-10'],
    ['SAMR', 'SERIOUS', '2026-01-10', '2027-01-10'],
    ['SAMR', 'MINOR', '2025-09-24', '2025-12-24'],
    ['SAMR', 'GENERAL', '2025-06-24', '2025-12-24'],
    ['SAMR', 'SERIOUS', '2024-12-24', '2025-12-24'],
    ['CNIPA', 'DISHONEST_ACT', '2026-03-10', '2026-09-10'],
    ['CNIPA', 'DISHONEST_ACT', '2026-08-31', '2027-02-28'],
  ] as const)(
    'of %s %s begun on %s may be asked for on %s, not the day before',
    (system, word, periodStart, day) => {
      const change = { system, class: word, periodStart };
      const dayBefore = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
      expect(law.repair(application({ ...change, applyDate: day })).result).toEqual({
        verdict: 'ELIGIBLE',
        earliest: day,
      });
      expect(verdict({ ...change, applyDate: dayBefore })).toBe('TOO_EARLY');
    },
  );

  it('may be asked for on the first day of a rule', () => {
    expect(verdict({ periodStart: '2023-02-01', applyDate: '2023-05-01' })).toBe('ELIGIBLE');
  });

  it.each([
    [{ applyDate: '2026-07-09', corrected: false, commitment: false }, 'TOO_EARLY'],
    [{ corrected: false, commitment: false }, 'NOT_CORRECTED'],
    [{ corrected: false }, 'NOT_CORRECTED'],
    [{ commitment: false }, 'NO_COMMITMENT'],
    [{}, 'ELIGIBLE'],
  ] as const)('looks at the period, then the correction, then the commitment: %p', (change, expected) => {
    expect(verdict(change)).toBe(expected);
  });

  it('of a minor entry asks for the correction too', () => {
    expect(verdict({ class: 'MINOR', applyDate: '2026-04-11', corrected: false })).toBe('NOT_CORRECTED');
    expect(verdict({ class: 'MINOR', applyDate: '2026-04-09' })).toBe('TOO_EARLY');
  });

  it('follows the rules of the day of the application, not of the entry', () => {
    const entry = { system: 'SAMR', class: 'GENERAL', periodStart: '2025-09-25' } as const;
    expect(law.repair(application({ ...entry, applyDate: '2025-12-24' })).result).toEqual({
      verdict: 'TOO_EARLY',
      earliest: '2026-03-25',
    });
    expect(verdict({ ...entry, applyDate: '2025-12-25' })).toBe('ELIGIBLE');
  });

  it.each([
    ['2025-09-11', '2026-09-11', 'TOO_EARLY'],
    ['2025-09-10', '2026-09-10', 'ELIGIBLE'],
    ['2024-01-01', '2026-09-10', 'ELIGIBLE'],
  ] as const)('of a dishonest act after a repair on %s waits until %s', (lastRepair, earliest, expected) => {
    const act = {
      system: 'CNIPA',
      class: 'DISHONEST_ACT',
      periodStart: '2026-03-10',
      applyDate: '2026-09-10',
    } as const;
    expect(law.repair(application({ ...act, lastRepair })).result).toEqual({ verdict: expected, earliest });
  });

  it('knows no gap between repairs where none is known', () => {
    expect(law.repair(application({ lastRepair: '2026-07-11' })).result).toEqual({
      verdict: 'ELIGIBLE',
      earliest: '2026-07-10',
    });
  });

  it('says why', () => {
    const why = (change: Partial<RepairApplication>) => law.repair(application(change)).why;
    expect(why({})).toEqual({
      zh: '符合修复条件（最早 2026-07-10）：一般：满3个月，已纠正、履行义务并公开承诺',
      en: 'May be repaired (from 2026-07-10): General: 3 months, corrected and duties done, public commitment',
    });
    expect(why({ applyDate: '2026-07-09' })).toMatchObject({
      zh: expect.stringMatching(/^未满最短期限/),
      en: expect.stringMatching(/^Too early/),
    });
    expect(why({ corrected: false })).toMatchObject({
      zh: expect.stringMatching(/^未纠正或者未履行义务/),
      en: expect.stringMatching(/^Not corrected/),
    });
    expect(why({ commitment: false })).toMatchObject({
      zh: expect.stringMatching(/^未作信用承诺/),
      en: expect.stringMatching(/^No public commitment/),
    });
  });

  it.each([
    ['CNIPA', 'GENERAL', '2026-07-10', 'statutes.wrong-regime'],
    ['SAMR', 'DISHONEST_ACT', '2026-07-10', 'statutes.wrong-regime'],
    ['CREDIT_CHINA', 'MINOR', '2026-03-31', 'statutes.wrong-regime'],
    ['CREDIT_CHINA', 'GENERAL', '2023-04-30', 'statutes.no-rule'],
    ['SAMR', 'GENERAL', '2021-08-31', 'statutes.no-rule'],
    ['CNIPA', 'DISHONEST_ACT', '2022-01-23', 'statutes.no-rule'],
    ['BANK' as CreditSystem, 'GENERAL', '2026-07-10', 'statutes.unknown-value'],
    ['SAMR', 'GRAVE' as RepairClass, '2026-07-10', 'statutes.unknown-value'],
    ['SAMR', 'GENERAL', '2026-07-32', 'local-date.no-such-day'],
  ] as const)('of %s %s on %s is refused: %s', (system, word, applyDate, code) => {
    const change = { system, class: word, applyDate, periodStart: '2020-01-01' };
    expect(() => verdict(change)).toThrow(expect.objectContaining({ kind: 'invalid', code }));
  });

  it.each([
    [{ system: 'BANK' as CreditSystem }, 'system'],
    [{ class: 'GRAVE' as RepairClass }, 'class'],
    [{ applyDate: '2026-02-29' }, 'applyDate'],
  ])('names the field that is wrong: %p', (change, field) => {
    expect(() => verdict(change)).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ field })] }),
    );
  });

  it.each(['periodStart', 'lastRepair'] as const)('refuses a %s that is no day', (field) => {
    const act = { system: 'CNIPA', class: 'DISHONEST_ACT', periodStart: '2020-01-01' } as const;
    expect(() => verdict({ ...act, [field]: '2026-02-29' })).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ field })] }),
    );
  });
});

it('a recalled minimum that configuration replaced decides, and is marked', () => {
  const statutes = Statutes.withOverrides([
    {
      ...{ key: 'CNIPA_REPAIR_DISHONEST_ACT', validFrom: '2022-01-24' },
      ...{ figures: { minMonths: 4, commitment: false }, basis: '国知发保字〔2022〕8号第十六条' },
      ...{ certainty: 'VERIFIED', by: '法规处', reason: '核对原文' },
    },
  ]);
  const act = { system: 'CNIPA', class: 'DISHONEST_ACT', periodStart: '2026-03-10' } as const;
  expect(statutes.repair(application({ ...act, commitment: false }))).toMatchObject({
    result: { verdict: 'ELIGIBLE', earliest: '2026-07-10' },
    basis: '国知发保字〔2022〕8号第十六条',
    certainty: 'VERIFIED',
    advice: false,
    overridden: true,
  });
});
