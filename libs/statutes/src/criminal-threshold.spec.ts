import { describe, expect, it } from '@jest/globals';
import { counterfeitActs, type CounterfeitFacts, fenOfYuan, type Ground, Statutes } from './index.js';

const law = Statutes.inForce();
const yuan = fenOfYuan;

/** An act under the figures of 2004, and the one change the test is about. */
const facts = (change: Partial<CounterfeitFacts> = {}): CounterfeitFacts => ({
  actEndDate: '2024-06-01',
  ...change,
});
const groundsOf = (change: Partial<CounterfeitFacts>, statutes = law) =>
  statutes.criminalThreshold(facts(change)).result.grounds;

type Name = 'turnover' | 'gain' | 'directLoss';

/** [day, what is established, the other conditions, figure in yuan, ground] */
const FIGURES: readonly (readonly [string, Name, Partial<CounterfeitFacts>, number, Ground])[] = [
  ['2004-12-22', 'turnover', {}, 200_000, 'AMOUNT'],
  ['2004-12-22', 'gain', {}, 100_000, 'AMOUNT'],
  ['2004-12-22', 'directLoss', {}, 500_000, 'DIRECT_LOSS'],
  ['2004-12-22', 'turnover', { patents: 2 }, 100_000, 'TWO_OR_MORE_PATENTS'],
  ['2004-12-22', 'gain', { patents: 2 }, 50_000, 'TWO_OR_MORE_PATENTS'],
  ['2025-04-25', 'turnover', {}, 200_000, 'AMOUNT'],
  ['2025-04-25', 'gain', {}, 100_000, 'AMOUNT'],
  ['2025-04-25', 'directLoss', {}, 500_000, 'DIRECT_LOSS'],
  ['2025-04-25', 'turnover', { patents: 3 }, 100_000, 'TWO_OR_MORE_PATENTS'],
  ['2025-04-26', 'turnover', {}, 200_000, 'AMOUNT'],
  ['2025-04-26', 'gain', {}, 100_000, 'AMOUNT'],
  ['2025-04-26', 'directLoss', {}, 300_000, 'DIRECT_LOSS'],
  ['2025-04-26', 'turnover', { patents: 2 }, 100_000, 'TWO_OR_MORE_PATENTS'],
  ['2025-04-26', 'gain', { patents: 2 }, 50_000, 'TWO_OR_MORE_PATENTS'],
  ['2025-04-26', 'turnover', { priorSanctionWithin2y: true }, 100_000, 'REPEAT_WITHIN_TWO_YEARS'],
  ['2025-04-26', 'gain', { priorSanctionWithin2y: true }, 50_000, 'REPEAT_WITHIN_TWO_YEARS'],
  ['2007-04-04', 'turnover', { subject: 'unit' }, 600_000, 'AMOUNT'],
  ['2007-04-04', 'gain', { subject: 'unit' }, 300_000, 'AMOUNT'],
  ['2007-04-04', 'directLoss', { subject: 'unit' }, 1_500_000, 'DIRECT_LOSS'],
  ['2007-04-04', 'turnover', { subject: 'unit', patents: 2 }, 300_000, 'TWO_OR_MORE_PATENTS'],
  ['2007-04-04', 'gain', { subject: 'unit', patents: 2 }, 150_000, 'TWO_OR_MORE_PATENTS'],
  ['2007-04-04', 'turnover', { subject: 'natural' }, 200_000, 'AMOUNT'],
  ['2007-04-05', 'turnover', { subject: 'unit' }, 200_000, 'AMOUNT'],
  ['2007-04-05', 'gain', { subject: 'unit' }, 100_000, 'AMOUNT'],
  ['2026-01-01', 'directLoss', { subject: 'unit' }, 300_000, 'DIRECT_LOSS'],
  ['2024-06-01', 'turnover', { actType: 'FORGED_DOCUMENT' }, 200_000, 'AMOUNT'],
];

describe.each(FIGURES)('on %s, %s with %p', (actEndDate, name, besides, figure, ground) => {
  const at = (fen: bigint) => groundsOf({ actEndDate, ...besides, [name]: fen });

  it('is not met a fen below the figure', () => {
    expect(at(yuan(figure) - 1n)).toEqual([]);
  });

  it('is met at the figure and above it', () => {
    expect(at(yuan(figure))).toEqual([ground]);
    expect(at(yuan(figure) + 1n)).toEqual([ground]);
  });
});

describe('grounds', () => {
  const everything = {
    turnover: yuan(1_000_000),
    gain: yuan(1_000_000),
    directLoss: yuan(1_000_000),
    patents: 2,
    priorSanctionWithin2y: true,
  };

  it('are all that hold, in their order', () => {
    expect(groundsOf({ ...everything, actEndDate: '2026-01-01' })).toEqual([
      'AMOUNT',
      'DIRECT_LOSS',
      'TWO_OR_MORE_PATENTS',
      'REPEAT_WITHIN_TWO_YEARS',
    ]);
  });

  it('of an older act know no repetition', () => {
    expect(groundsOf(everything)).toEqual(['AMOUNT', 'DIRECT_LOSS', 'TWO_OR_MORE_PATENTS']);
  });

  it('need a second patent for the lower figures', () => {
    expect(groundsOf({ turnover: yuan(150_000), patents: 1 })).toEqual([]);
    expect(groundsOf({ turnover: yuan(150_000) })).toEqual([]);
    expect(groundsOf({ turnover: yuan(150_000), patents: 0 })).toEqual([]);
  });

  it('need the sanction for a repetition', () => {
    const act = { actEndDate: '2026-01-01', turnover: yuan(150_000) };
    expect(groundsOf({ ...act, priorSanctionWithin2y: false })).toEqual([]);
    expect(groundsOf(act)).toEqual([]);
  });

  it('need an amount', () => {
    expect(groundsOf({ patents: 9, priorSanctionWithin2y: true })).toEqual([]);
  });
});

describe('acts', () => {
  it.each([
    ['OTHERS_NUMBER', true],
    ['FORGED_DOCUMENT', true],
    ['FAKE_NONEXISTENT_NUMBER', false],
    ['OWN_PATENT_AFTER_EXPIRY', false],
  ] as const)('%s can be the crime: %p, on either side of 2025-04-26', (actType, meets) => {
    for (const actEndDate of ['2025-04-25', '2025-04-26']) {
      const { result } = law.criminalThreshold(facts({ actEndDate, actType, turnover: yuan(9_000_000) }));
      expect(result).toEqual({ meets, grounds: meets ? ['AMOUNT'] : [] });
    }
  });

  it('that are administrative only say so', () => {
    const answer = law.criminalThreshold(
      facts({ actType: 'FAKE_NONEXISTENT_NUMBER', turnover: yuan(9_000_000) }),
    );
    expect(answer).toMatchObject({
      rule: { key: 'CRIME216_ACTS', validFrom: '2004-12-22', validTo: '2025-04-25' },
      certainty: 'VERIFIED',
      advice: false,
      why: { zh: '仅为行政违法的假冒专利：不涉及他人专利' },
    });
  });

  it('before the interpretation of 2004 have no rule', () => {
    expect(() => law.criminalThreshold(facts({ actEndDate: '2004-12-21' }))).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'statutes.no-rule',
        message: 'No rule CRIME216_AMOUNT is known for 2004-12-21, only from 2004-12-22',
        zh: '2004-12-21 没有可适用的规则 CRIME216_AMOUNT，只有自 2004-12-22 起的规则',
      }),
    );
  });
});

describe('certainty', () => {
  const certaintyOf = (change: Partial<CounterfeitFacts>) => law.criminalThreshold(facts(change)).certainty;
  const now = { actEndDate: '2026-01-01' };

  it.each([
    ['a loss, met: the figure of the summary', { ...now, directLoss: yuan(300_000) }, 'VERIFIED_SECONDARY'],
    ['a loss, not met', { ...now, directLoss: yuan(299_999) }, 'VERIFIED_SECONDARY'],
    ['a turnover, met', { ...now, turnover: yuan(200_000) }, 'RECALLED'],
    ['a turnover, not met', { ...now, turnover: yuan(199_999) }, 'RECALLED'],
    [
      'met by both: one known ground suffices',
      { ...now, directLoss: yuan(300_000), turnover: yuan(200_000) },
      'VERIFIED_SECONDARY',
    ],
    ['met by neither: all were compared', { ...now, directLoss: yuan(1), turnover: yuan(1) }, 'RECALLED'],
    [
      'met by the loss, not by the turnover',
      { ...now, directLoss: yuan(300_000), turnover: yuan(1) },
      'VERIFIED_SECONDARY',
    ],
    ['nothing established', now, 'RECALLED'],
    ['nothing established in 2024', {}, 'VERIFIED'],
    ['a unit rests on the factor too', { ...now, directLoss: yuan(300_000), subject: 'unit' }, 'RECALLED'],
    ['a unit in 2024', { directLoss: yuan(500_000), subject: 'unit' }, 'VERIFIED'],
    [
      'a forged document rests on the list of acts too',
      { ...now, directLoss: yuan(300_000), actType: 'FORGED_DOCUMENT' },
      'RECALLED',
    ],
    ['a forged document in 2024', { directLoss: yuan(500_000), actType: 'FORGED_DOCUMENT' }, 'VERIFIED'],
    ['a dead patent of its own', { ...now, actType: 'OWN_PATENT_AFTER_EXPIRY' }, 'RECALLED'],
  ] as const)('of %s', (_name, change, certainty) => {
    expect(certaintyOf(change)).toBe(certainty);
  });

  it('shows in the lines that an answer rests on', () => {
    const { rules, basis, advice, overridden, why } = law.criminalThreshold(
      facts({ ...now, turnover: yuan(150_000), subject: 'unit' }),
    );
    expect(rules.map(({ key, certainty }) => `${key} ${certainty}`)).toEqual([
      'CRIME216_AMOUNT RECALLED',
      'CRIME216_UNIT_FACTOR RECALLED',
    ]);
    expect(basis).toBe('法释〔2025〕5号第10条；法释〔2025〕5号');
    expect([advice, overridden]).toEqual([true, false]);
    expect(why).toEqual({
      zh: '未达到追诉标准：非法经营数额200,000元以上或者违法所得数额100,000元以上；单位犯罪与个人犯罪标准相同（1倍）',
      en: 'Not met: Illegal turnover of at least 200,000 yuan or illegal gain of at least 100,000 yuan; For a unit, the figures of a natural person (times 1)',
    });
  });

  it('cites each basis once, and why it is met', () => {
    const { basis, rules, why } = law.criminalThreshold(
      facts({ ...now, turnover: yuan(200_000), patents: 2 }),
    );
    expect(rules.map(({ key }) => key)).toEqual(['CRIME216_AMOUNT', 'CRIME216_TWO_OR_MORE_PATENTS']);
    expect(basis).toBe('法释〔2025〕5号第10条');
    expect(why.zh).toMatch(/^达到追诉标准：非法经营数额/);
    expect(why.en).toMatch(/^Met: Illegal turnover/);
  });
});

describe('older and newer figures', () => {
  const stricter = { directLoss: yuan(400_000) };

  it('an older act keeps its milder ones', () => {
    expect(groundsOf({ ...stricter, actEndDate: '2025-04-25' })).toEqual([]);
    expect(groundsOf({ ...stricter, actEndDate: '2025-04-26' })).toEqual(['DIRECT_LOSS']);
    expect(groundsOf({ ...stricter, actEndDate: '2025-04-25', decidedOn: '2026-01-01' })).toEqual([]);
  });

  const milder = Statutes.withOverrides([
    {
      key: 'CRIME216_AMOUNT',
      validFrom: '2025-04-26',
      figures: { turnover: '300000元' },
      basis: '法释〔2025〕5号第10条',
      by: '法规处',
      reason: '核对原文',
    },
  ]);
  const act = { turnover: yuan(250_000) };

  it('newer ones that are milder apply to an older act', () => {
    const answer = milder.criminalThreshold(facts(act));
    expect(answer).toMatchObject({
      result: { meets: false, grounds: [] },
      rule: { key: 'CRIME216_AMOUNT', validFrom: '2025-04-26', validTo: null },
      certainty: 'RECALLED',
      overridden: true,
      why: { zh: expect.stringMatching(/^适用处理时较轻的标准：未达到追诉标准：/) },
    });
    expect(answer.why.en).toMatch(/^The milder figures of the day of decision apply: Not met: /);
    expect(answer.rules.map(({ key }) => key)).toEqual(['CRIME216_AMOUNT', 'MILDER_CRIMINAL']);
  });

  it.each([
    ['2025-04-25', ['AMOUNT']],
    ['2025-04-26', []],
  ] as const)('and only from the day they are in force: decided on %s', (decidedOn, grounds) => {
    expect(groundsOf({ ...act, decidedOn }, milder)).toEqual(grounds);
  });

  it('but not where the newer ones are met too', () => {
    expect(groundsOf({ turnover: yuan(300_000) }, milder)).toEqual(['AMOUNT']);
    expect(milder.criminalThreshold(facts({ turnover: yuan(300_000) }))).toMatchObject({
      rule: { validFrom: '2004-12-22' },
      certainty: 'VERIFIED',
      overridden: false,
    });
  });

  it('a decision dated before the end of the act changes nothing', () => {
    const later = { directLoss: yuan(300_000), actEndDate: '2026-01-01' };
    expect(groundsOf({ ...later, decidedOn: '2024-01-01' }, milder)).toEqual(['DIRECT_LOSS']);
  });
});

describe('facts that are none', () => {
  it.each([
    [{ actEndDate: '2024-02-30' }, 'local-date.no-such-day', 'actEndDate'],
    [{ actEndDate: 'yesterday' }, 'local-date.form', 'actEndDate'],
    [{ decidedOn: '2024-13-01' }, 'local-date.no-such-day', 'decidedOn'],
    [{ turnover: -1n }, 'statutes.amount', 'turnover'],
    [{ gain: -1n }, 'statutes.amount', 'gain'],
    [{ directLoss: -1n }, 'statutes.amount', 'directLoss'],
    [{ patents: -1 }, 'statutes.unknown-value', 'patents'],
    [{ patents: 1.5 }, 'statutes.unknown-value', 'patents'],
    [{ subject: 'firm' as 'unit' }, 'statutes.unknown-value', 'subject'],
    [{ actType: 'COPYING' as 'FORGED_DOCUMENT' }, 'statutes.unknown-value', 'actType'],
  ] as const)('%p are refused by name', (change, code, field) => {
    expect(() => law.criminalThreshold(facts(change))).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code,
        issues: [expect.objectContaining({ field, rule: code })],
      }),
    );
  });

  it('are told what they may be', () => {
    expect(() => law.criminalThreshold(facts({ subject: 'firm' as 'unit' }))).toThrow(
      expect.objectContaining({
        message: 'subject is one of natural, unit',
        zh: 'subject 须为 natural、unit 之一',
      }),
    );
    expect(() => law.criminalThreshold(facts({ patents: -1 }))).toThrow(
      expect.objectContaining({
        message: 'patents is a whole number, 0 or more',
        zh: 'patents 须为不小于0的整数',
      }),
    );
    expect(counterfeitActs).toHaveLength(4);
  });
});
