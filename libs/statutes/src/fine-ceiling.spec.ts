import { describe, expect, it } from '@jest/globals';
import { StatuteBook } from './book.js';
import { fineCeiling } from './fine-ceiling.js';
import { type FineFacts, fenOfYuan, Statutes, yuanOfFen } from './index.js';
import { ruleTable } from './rule.js';
import { fineCeilings, type FineParams } from './tables/fines.js';

const law = Statutes.inForce();
const maxFine = (actEndDate: string, gain: number | null, decidedOn?: string) =>
  yuanOfFen(
    law.fineCeiling({ actEndDate, illegalGain: gain === null ? null : fenOfYuan(gain), decidedOn }).result
      .maxFine,
  );

describe('fineCeiling', () => {
  it.each([
    ['2009-10-01', null, 200_000],
    ['2009-10-01', 0, 200_000],
    ['2021-05-31', 0.01, 0.04],
    ['2021-05-31', 1, 4],
    ['2021-05-31', 50_000, 200_000],
    ['2021-05-31', 50_000.01, 200_000.04],
    ['2021-05-31', 62_500, 250_000],
    ['2021-05-31', 10_000_000, 40_000_000],
    ['2021-06-01', null, 250_000],
    ['2021-06-01', 0, 250_000],
    ['2021-06-01', 0.01, 250_000],
    ['2021-06-01', 49_999.99, 250_000],
    ['2021-06-01', 50_000, 250_000],
    ['2021-06-01', 50_000.01, 250_000.05],
    ['2021-06-01', 10_000_000, 50_000_000],
  ])('of an act that ended %s with a gain of %p is %p', (actEndDate, gain, expected) => {
    expect(maxFine(actEndDate, gain)).toBe(expected);
  });

  it('has no rule before the law of 2008', () => {
    expect(() => maxFine('2009-09-30', 0)).toThrow(expect.objectContaining({ code: 'statutes.no-rule' }));
  });

  it('keeps the older law, which is milder for every gain, and says so', () => {
    const answer = law.fineCeiling({ actEndDate: '2021-05-31', illegalGain: 1n, decidedOn: '2026-01-01' });
    expect(answer).toMatchObject({
      result: { maxFine: 4n },
      rule: { key: 'COUNTERFEIT_FINE', validFrom: '2009-10-01', validTo: '2021-05-31' },
      basis: '专利法（2008）第63条',
      certainty: 'VERIFIED_SECONDARY',
      why: { zh: '违法所得4倍以下；没有违法所得的，200,000元以下' },
    });
  });

  it.each([
    [{ actEndDate: '2021-06-31', illegalGain: 0n }, 'actEndDate'],
    [{ actEndDate: '2021-06-01', illegalGain: 0n, decidedOn: '2021-06-31' }, 'decidedOn'],
    [{ actEndDate: '2021-06-01', illegalGain: -1n }, 'illegalGain'],
  ] as const)('refuses %p by name', (facts: FineFacts, field) => {
    expect(() => law.fineCeiling(facts)).toThrow(
      expect.objectContaining({ kind: 'invalid', issues: [expect.objectContaining({ field })] }),
    );
  });
});

/** A law whose newer line is milder above a gain of 100 yuan, and equal at it. */
describe('a newer law that is milder', () => {
  const row = (validFrom: string, validTo: string | null, params: FineParams) => ({
    ...{ validFrom, validTo, params, basis: `法${validFrom}`, certainty: 'VERIFIED' as const },
    ...{ zh: '{timesGain}倍', en: '{timesGain} times' },
  });
  const { subject, chosenBy, figures } = fineCeilings;
  const table = ruleTable<FineParams>({ subject, chosenBy, figures })({
    COUNTERFEIT_FINE: [
      row('2009-10-01', '2021-05-31', { timesGain: 4, withoutGain: 40_000n, smallGain: 0n }),
      row('2021-06-01', null, { timesGain: 3, withoutGain: 40_000n, smallGain: 10_000n }),
    ],
  });
  const ask = (gain: bigint, decidedOn?: string) =>
    fineCeiling(new StatuteBook([]), { actEndDate: '2020-01-01', illegalGain: gain, decidedOn }, table);

  it('applies to an older act', () => {
    expect(ask(20_000n)).toMatchObject({
      result: { maxFine: 60_000n },
      rule: { key: 'COUNTERFEIT_FINE', validFrom: '2021-06-01' },
      rules: [{ key: 'COUNTERFEIT_FINE' }, { key: 'MILDER_ADMIN' }],
    });
    expect(ask(20_000n).why.en).toMatch(/^A penalty follows the law of the act.*; 3 times$/);
  });

  it('does not where it is just as strict', () => {
    expect(ask(10_000n).rule.validFrom).toBe('2009-10-01');
  });

  it.each([
    ['2021-07-14', '2009-10-01'],
    ['2021-07-15', '2021-06-01'],
  ])('applies to decisions from the day on that it says so: %s', (decidedOn, validFrom) => {
    expect(ask(20_000n, decidedOn).rule.validFrom).toBe(validFrom);
  });

  it('does not apply to a decision before it', () => {
    expect(ask(20_000n, '2021-05-31').result.maxFine).toBe(80_000n);
  });

  it('is not an older one: a decision dated before the act changes nothing', () => {
    const stricter = ruleTable<FineParams>({ subject, chosenBy, figures })({
      COUNTERFEIT_FINE: [
        row('2009-10-01', '2022-12-31', { timesGain: 4, withoutGain: 0n, smallGain: 0n }),
        row('2023-01-01', null, { timesGain: 9, withoutGain: 0n, smallGain: 0n }),
      ],
    });
    const act = { actEndDate: '2023-01-01', illegalGain: 100n, decidedOn: '2022-01-01' };
    expect(fineCeiling(new StatuteBook([]), act, stricter).result.maxFine).toBe(900n);
  });
});
