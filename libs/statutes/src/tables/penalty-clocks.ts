import { clockTable } from './clock-table.js';

/** Administrative penalties: from the lead to the decision, with what may be seized meanwhile. */
export const penaltyClocks = clockTable({ zh: '行政处罚程序的期限', en: 'Limits of penalty procedure' })({
  LEAD_CHECK_15WD: [
    {
      validFrom: '2021-07-15',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 15 },
        responsible: 'ADMIN',
        startsWith: { zh: '发现线索或收到材料', en: 'the lead is found or received' },
        endsWith: { zh: '决定是否立案', en: 'the decision whether to open a case' },
      },
      basis: '市场监督管理行政处罚程序规定',
      certainty: 'RECALLED',
      dateRecalled: true,
      zh: '自发现线索或者收到材料之日起{period}内予以核查，决定是否立案',
      en: 'A lead is checked, and a case opened or not, within {period}',
    },
  ],
  COUNTERFEIT_FILING_5WD: [
    {
      validFrom: '2015-07-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 5 },
        responsible: 'ADMIN',
        startsWith: { zh: '发现涉嫌假冒专利行为', en: "the agency's own finding" },
        endsWith: { zh: '立案', en: 'the case is opened' },
      },
      basis: '专利行政执法办法（国家知识产权局令第71号）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '自发现涉嫌假冒专利行为之日起{period}内立案，指定两名以上执法人员',
      en: 'A counterfeiting case is opened within {period} of the finding, with at least two officers',
    },
  ],
  COUNTERFEIT_FILING_REPORT_10WD: [
    {
      validFrom: '2015-07-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 10 },
        responsible: 'ADMIN',
        startsWith: { zh: '收到举报', en: 'the report is received' },
        endsWith: { zh: '立案', en: 'the case is opened' },
      },
      basis: '专利行政执法办法（国家知识产权局令第71号）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '自收到举报之日起{period}内立案，指定两名以上执法人员',
      en: 'A reported counterfeiting case is opened within {period}, with at least two officers',
    },
  ],
  COUNTERFEIT_CASE_1M: [
    {
      validFrom: '2015-07-01',
      validTo: null,
      params: {
        period: { kind: 'MONTHS', n: 1 },
        responsible: 'ADMIN',
        startsWith: { zh: '立案', en: 'the case is opened' },
        endsWith: { zh: '结案', en: 'the case is closed' },
      },
      basis: '专利行政执法办法（国家知识产权局令第71号）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '查处假冒专利案件，自立案之日起{period}内结案',
      en: 'A counterfeiting case is closed within {period}',
    },
  ],
  ADMIN_PENALTY_90D: [
    {
      validFrom: '2021-07-15',
      validTo: null,
      params: {
        period: { kind: 'CALENDAR', n: 90 },
        responsible: 'ADMIN',
        startsWith: { zh: '行政处罚案件立案', en: 'the penalty case is opened' },
        endsWith: { zh: '作出行政处罚决定', en: 'the decision' },
      },
      basis: '行政处罚法第60条',
      certainty: 'VERIFIED',
      zh: '自行政处罚案件立案之日起{period}内作出决定；法律、法规、规章另有规定的，从其规定',
      en: 'The decision is taken within {period} of the opening, unless another rule says otherwise',
    },
  ],
  HEARING_REQUEST_5WD: [
    {
      validFrom: '2021-07-15',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 5 },
        responsible: 'PARTY',
        startsWith: { zh: '行政机关告知', en: 'the party is told' },
        endsWith: { zh: '提出听证申请', en: 'the request for a hearing' },
      },
      basis: '行政处罚法第64条、第85条',
      certainty: 'VERIFIED',
      zh: '当事人要求听证的，在行政机关告知后{period}内提出',
      en: 'A hearing is requested within {period} of being told',
    },
  ],
  EVIDENCE_PRESERVED_7WD: [
    {
      validFrom: '2021-07-15',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 7 },
        responsible: 'ADMIN',
        startsWith: { zh: '先行登记保存', en: 'the evidence is preserved' },
        endsWith: { zh: '作出处理决定', en: 'the decision about it' },
      },
      basis: '行政处罚法第56条、第85条',
      certainty: 'VERIFIED',
      zh: '先行登记保存的证据在{period}内作出处理决定',
      en: 'Preserved items are decided upon within {period}',
    },
  ],
  SEIZURE_30D: [
    {
      validFrom: '2012-01-01',
      validTo: null,
      params: {
        period: { kind: 'CALENDAR', n: 30 },
        responsible: 'ADMIN',
        startsWith: { zh: '实施查封、扣押', en: 'the seizure' },
        endsWith: { zh: '作出处理决定或解除', en: 'the decision, or release' },
        neverRoll: true,
      },
      basis: '行政强制法第25条',
      certainty: 'VERIFIED',
      dateRecalled: true,
      zh: '查封、扣押的期限不得超过{period}；以不顺延的日期为安全期限',
      en: 'Seizure lasts at most {period}; the day that is not moved over rest days is the safe limit',
    },
  ],
});
