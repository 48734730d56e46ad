import { z } from 'zod';
import { AmountSchema, yuan } from '../money.js';
import { ruleTable } from '../rule.js';

/** When "serious circumstances" are met: any one of the amounts, if the other conditions hold. Amounts in fen. */
export interface ThresholdParams {
  readonly turnover: bigint | null;
  readonly gain: bigint | null;
  readonly directLoss: bigint | null;
  readonly minPatents: number;
  /** Only within two years after a criminal or administrative sanction for patent infringement. */
  readonly afterSanction: boolean;
}

/** Each ground of art. 216 is a key of its own; "以上" includes the figure (刑法第99条). */
export const criminalThresholds = ruleTable<ThresholdParams>({
  subject: {
    zh: '假冒专利罪的追诉标准（刑法第216条）',
    en: 'Thresholds of counterfeiting a patent (Criminal Law art. 216)',
  },
  chosenBy: { zh: '行为终了日', en: 'the day the act ended' },
  figures: z.strictObject({ turnover: AmountSchema, gain: AmountSchema, directLoss: AmountSchema }).partial(),
})({
  CRIME216_AMOUNT: [
    {
      validFrom: '2004-12-22',
      validTo: '2025-04-25',
      params: {
        turnover: yuan(200_000),
        gain: yuan(100_000),
        directLoss: null,
        minPatents: 0,
        afterSanction: false,
      },
      basis: '法释〔2004〕19号第4条第1项',
      certainty: 'VERIFIED',
      zh: '非法经营数额{turnover}以上或者违法所得数额{gain}以上',
      en: 'Illegal turnover of at least {turnover} or illegal gain of at least {gain}',
    },
    {
      validFrom: '2025-04-26',
      validTo: null,
      params: {
        turnover: yuan(200_000),
        gain: yuan(100_000),
        directLoss: null,
        minPatents: 0,
        afterSanction: false,
      },
      basis: '法释〔2025〕5号第10条',
      certainty: 'RECALLED',
      zh: '非法经营数额{turnover}以上或者违法所得数额{gain}以上',
      en: 'Illegal turnover of at least {turnover} or illegal gain of at least {gain}',
    },
  ],
  CRIME216_DIRECT_LOSS: [
    {
      validFrom: '2004-12-22',
      validTo: '2025-04-25',
      params: {
        turnover: null,
        gain: null,
        directLoss: yuan(500_000),
        minPatents: 0,
        afterSanction: false,
      },
      basis: '法释〔2004〕19号第4条第2项',
      certainty: 'VERIFIED',
      zh: '给专利权人造成直接经济损失{directLoss}以上',
      en: 'Direct loss of the patentee of at least {directLoss}',
    },
    {
      validFrom: '2025-04-26',
      validTo: null,
      params: {
        turnover: null,
        gain: null,
        directLoss: yuan(300_000),
        minPatents: 0,
        afterSanction: false,
      },
      basis: '法释〔2025〕5号第10条',
      certainty: 'VERIFIED_SECONDARY',
      zh: '给专利权人造成直接经济损失{directLoss}以上',
      en: 'Direct loss of the patentee of at least {directLoss}',
    },
  ],
  CRIME216_TWO_OR_MORE_PATENTS: [
    {
      validFrom: '2004-12-22',
      validTo: '2025-04-25',
      params: {
        turnover: yuan(100_000),
        gain: yuan(50_000),
        directLoss: null,
        minPatents: 2,
        afterSanction: false,
      },
      basis: '法释〔2004〕19号第4条第3项',
      certainty: 'VERIFIED',
      zh: '假冒{minPatents}项以上他人专利，非法经营数额{turnover}以上或者违法所得数额{gain}以上',
      en: 'At least {minPatents} patents of others, with a turnover of at least {turnover} or a gain of at least {gain}',
    },
    {
      validFrom: '2025-04-26',
      validTo: null,
      params: {
        turnover: yuan(100_000),
        gain: yuan(50_000),
        directLoss: null,
        minPatents: 2,
        afterSanction: false,
      },
      basis: '法释〔2025〕5号第10条',
      certainty: 'RECALLED',
      zh: '假冒{minPatents}项以上他人专利，非法经营数额{turnover}以上或者违法所得数额{gain}以上',
      en: 'At least {minPatents} patents of others, with a turnover of at least {turnover} or a gain of at least {gain}',
    },
  ],
  CRIME216_REPEAT_WITHIN_TWO_YEARS: [
    {
      validFrom: '2025-04-26',
      validTo: null,
      params: {
        turnover: yuan(100_000),
        gain: yuan(50_000),
        directLoss: null,
        minPatents: 0,
        afterSanction: true,
      },
      basis: '法释〔2025〕5号第10条',
      certainty: 'RECALLED',
      zh: '二年内因侵犯专利受过刑事处罚或者行政处罚后再次实施，非法经营数额{turnover}以上或者违法所得数额{gain}以上',
      en: 'Again within two years of a criminal or administrative sanction for patent infringement, with a turnover of at least {turnover} or a gain of at least {gain}',
    },
  ],
});

export interface UnitParams {
  readonly factor: number;
}

export const unitFactors = ruleTable<UnitParams>({
  subject: { zh: '单位犯罪的标准倍数', en: 'Multiple of the figures for a unit' },
  chosenBy: { zh: '行为终了日', en: 'the day the act ended' },
  figures: z.strictObject({ factor: z.int().min(1) }),
})({
  CRIME216_UNIT_FACTOR: [
    {
      validFrom: '2004-12-22',
      validTo: '2007-04-04',
      params: { factor: 3 },
      basis: '法释〔2004〕19号第15条',
      certainty: 'VERIFIED',
      zh: '单位犯罪按个人犯罪标准的{factor}倍定罪',
      en: 'For a unit, {factor} times the figures of a natural person',
    },
    {
      validFrom: '2007-04-05',
      validTo: '2025-04-25',
      params: { factor: 1 },
      basis: '法释〔2007〕6号第6条',
      certainty: 'VERIFIED',
      zh: '单位犯罪与个人犯罪标准相同（{factor}倍）',
      en: 'For a unit, the figures of a natural person (times {factor})',
    },
    {
      validFrom: '2025-04-26',
      validTo: null,
      params: { factor: 1 },
      basis: '法释〔2025〕5号',
      certainty: 'RECALLED',
      zh: '单位犯罪与个人犯罪标准相同（{factor}倍）',
      en: 'For a unit, the figures of a natural person (times {factor})',
    },
  ],
});

/** What the party did with the patent mark. */
export const counterfeitActs = [
  'OTHERS_NUMBER',
  'FAKE_NONEXISTENT_NUMBER',
  'OWN_PATENT_AFTER_EXPIRY',
  'FORGED_DOCUMENT',
] as const;

export type CounterfeitAct = (typeof counterfeitActs)[number];

export interface CriminalActParams {
  readonly criminal: readonly CounterfeitAct[];
}

export const criminalActs = ruleTable<CriminalActParams>({
  subject: { zh: '构成假冒他人专利的行为', en: 'Acts that counterfeit the patent of another' },
  chosenBy: { zh: '行为终了日', en: 'the day the act ended' },
  figures: z.strictObject({ criminal: z.array(z.enum(counterfeitActs)).min(1) }),
})({
  CRIME216_ACTS: [
    {
      validFrom: '2004-12-22',
      validTo: '2025-04-25',
      params: { criminal: ['OTHERS_NUMBER', 'FORGED_DOCUMENT'] },
      basis: '法释〔2004〕19号第10条',
      certainty: 'VERIFIED',
      zh: '在产品、包装、广告、合同中使用他人专利号，或者伪造变造他人专利证书、专利文件、申请文件；编造的号码、本人已失效的专利只构成行政违法',
      en: "Another's number on product or pack, in advertising or contracts, or another's certificate, patent or application papers forged; an invented number or one's own dead patent is administrative only",
    },
    {
      validFrom: '2025-04-26',
      validTo: null,
      params: { criminal: ['OTHERS_NUMBER', 'FORGED_DOCUMENT'] },
      basis: '法释〔2025〕5号第10条',
      certainty: 'RECALLED',
      zh: '列举较短，与此前相近：使用他人专利号，伪造变造他人专利证书、文件；编造的号码、本人已失效的专利只构成行政违法',
      en: "A shorter list, alike: another's number used, another's papers forged; an invented number or one's own dead patent is administrative only",
    },
  ],
});
