import { clockTable } from './clock-table.js';

/** Infringement disputes, evaluation reports, invalidation. */
export const disputeClocks = clockTable({
  zh: '侵权纠纷、评价报告与无效宣告的期限',
  en: 'Limits of disputes, reports and invalidation',
})({
  INFRINGEMENT_FILING_5WD: [
    {
      validFrom: '2015-07-01',
      validTo: '2025-01-31',
      params: {
        period: { kind: 'WORKDAYS', n: 5 },
        responsible: 'ADMIN',
        startsWith: { zh: '收到处理请求书', en: 'the request is received' },
        endsWith: { zh: '立案并通知请求人', en: 'the case is opened' },
      },
      basis: '专利行政执法办法（国家知识产权局令第71号）',
      certainty: 'RECALLED',
      zh: '侵权纠纷处理请求符合条件的，{period}内立案',
      en: 'A request in an infringement dispute is taken up within {period}',
    },
  ],
  INFRINGEMENT_RULING_3M: [
    {
      validFrom: '2011-02-01',
      validTo: '2015-06-30',
      params: {
        period: { kind: 'MONTHS', n: 4 },
        responsible: 'ADMIN',
        startsWith: { zh: '立案', en: 'the case is opened' },
        endsWith: { zh: '结案', en: 'the ruling' },
        suspendedWhile: {
          zh: '被请求人请求宣告无效并被受理后申请中止，且理由并非明显不能成立（实施细则2010第82条）',
          en: 'after CNIPA accepts an invalidity request, at the respondent’s request, unless plainly untenable (Implementing Rules 2010 art. 82)',
        },
      },
      basis: '专利行政执法办法（国家知识产权局令第60号）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '侵权纠纷自立案之日起{period}内结案',
      en: 'An infringement dispute is closed within {period}',
    },
    {
      validFrom: '2015-07-01',
      validTo: '2025-01-31',
      params: {
        period: { kind: 'MONTHS', n: 3 },
        responsible: 'ADMIN',
        startsWith: { zh: '立案', en: 'the case is opened' },
        endsWith: { zh: '结案', en: 'the ruling' },
        suspendedWhile: {
          zh: '被请求人请求宣告无效并被受理后申请中止，且理由并非明显不能成立（实施细则2010第82条、2023第98条）',
          en: 'after CNIPA accepts an invalidity request, at the respondent’s request, unless plainly untenable (Implementing Rules 2010 art. 82, 2023 art. 98)',
        },
      },
      basis: '专利行政执法办法（国家知识产权局令第71号）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '侵权纠纷自立案之日起{period}内结案',
      en: 'An infringement dispute is closed within {period}',
    },
    {
      validFrom: '2025-02-01',
      validTo: null,
      params: {
        period: { kind: 'MONTHS', n: 3 },
        responsible: 'ADMIN',
        startsWith: { zh: '立案', en: 'the case is opened' },
        endsWith: { zh: '作出裁决', en: 'the ruling' },
        suspendedWhile: {
          zh: '被请求人请求宣告无效并被受理后申请中止，且理由并非明显不能成立（实施细则2023第98条）',
          en: 'after CNIPA accepts an invalidity request, at the respondent’s request, unless plainly untenable (Implementing Rules 2023 art. 98)',
        },
      },
      basis: '专利纠纷行政裁决和调解办法',
      certainty: 'VERIFIED_SECONDARY',
      zh: '侵权纠纷行政裁决一般在{period}内办结',
      en: 'An infringement dispute is normally ruled on within {period}',
    },
  ],
  RULING_COURT_15D: [
    {
      validFrom: '2021-06-01',
      validTo: null,
      params: {
        period: { kind: 'CALENDAR', n: 15 },
        responsible: 'PARTY',
        startsWith: { zh: '收到责令停止侵权的处理通知', en: 'the ruling is received' },
        endsWith: { zh: '向人民法院起诉', en: 'the action in court' },
      },
      basis: '专利法（2020）第65条',
      certainty: 'VERIFIED',
      zh: '当事人不服的，自收到处理通知之日起{period}内起诉；期满不起诉又不停止的，可申请强制执行',
      en: 'A ruling is challenged in court within {period} of receipt; then it can be enforced',
    },
  ],
  MAJOR_DISPUTE_COPY_5WD: [
    {
      validFrom: '2021-06-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 5 },
        responsible: 'CNIPA',
        startsWith: { zh: '立案', en: 'the case is opened' },
        endsWith: { zh: '请求书副本送达被请求人', en: 'the copy reaches the respondent' },
      },
      basis: '重大专利侵权纠纷行政裁决办法',
      certainty: 'VERIFIED_SECONDARY',
      zh: '国家知识产权局在{period}内将请求书副本送达被请求人',
      en: 'CNIPA sends the respondent a copy within {period}',
    },
  ],
  MAJOR_DISPUTE_REPLY_15D: [
    {
      validFrom: '2021-06-01',
      validTo: null,
      params: {
        period: { kind: 'DAYS', n: 15 },
        responsible: 'PARTY',
        startsWith: { zh: '被请求人收到副本', en: 'the copy is received' },
        endsWith: { zh: '提交答辩书', en: 'the reply' },
      },
      basis: '重大专利侵权纠纷行政裁决办法',
      certainty: 'VERIFIED_SECONDARY',
      zh: '被请求人自收到之日起{period}内答辩',
      en: 'The respondent replies within {period}',
    },
  ],
  MAJOR_DISPUTE_FORWARD_5WD: [
    {
      validFrom: '2021-06-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 5 },
        responsible: 'CNIPA',
        startsWith: { zh: '收到答辩书', en: 'the reply is received' },
        endsWith: { zh: '答辩书副本送达请求人', en: 'its copy reaches the requester' },
      },
      basis: '重大专利侵权纠纷行政裁决办法',
      certainty: 'VERIFIED_SECONDARY',
      zh: '国家知识产权局在{period}内将答辩书副本转送请求人',
      en: 'CNIPA forwards the reply within {period}',
    },
  ],
  EVALUATION_REPORT_2M: [
    {
      validFrom: '2010-02-01',
      validTo: '2024-01-19',
      params: {
        period: { kind: 'MONTHS', n: 2 },
        responsible: 'CNIPA',
        startsWith: { zh: '收到专利权评价报告请求书', en: 'the request is received' },
        endsWith: { zh: '作出专利权评价报告', en: 'the report' },
      },
      basis: '专利法实施细则（2010）第56条、第57条',
      certainty: 'VERIFIED',
      zh: '实用新型、外观设计专利权评价报告自收到请求书后{period}内作出',
      en: 'The evaluation report of a utility model or design is made within {period} of the request',
    },
    {
      validFrom: '2024-01-20',
      validTo: null,
      params: {
        period: { kind: 'MONTHS', n: 2 },
        responsible: 'CNIPA',
        startsWith: {
          zh: '收到专利权评价报告请求书；办理授权登记手续时请求的，自公告授权之日',
          en: 'the request is received; if asked at grant formalities, the grant notice',
        },
        endsWith: { zh: '作出专利权评价报告', en: 'the report' },
      },
      basis: '专利法实施细则（2023）第62条、第63条',
      certainty: 'VERIFIED',
      zh: '实用新型、外观设计专利权评价报告在{period}内作出；每项专利权一份，任何人可以查阅',
      en: 'The evaluation report of a utility model or design is made within {period}; one per right, open to all',
    },
  ],
  INVALIDATION_SUPPLEMENT_1M: [
    {
      validFrom: '2010-02-01',
      validTo: '2024-01-19',
      params: {
        period: { kind: 'MONTHS', n: 1 },
        responsible: 'PARTY',
        startsWith: { zh: '提出无效宣告请求', en: 'the request for invalidation' },
        endsWith: { zh: '增加理由或者补充证据', en: 'further reasons or evidence' },
      },
      basis: '专利法实施细则（2010）第67条',
      certainty: 'RECALLED',
      zh: '请求人自提出无效宣告请求之日起{period}内增加理由或者补充证据',
      en: 'Reasons and evidence are added within {period} of the request',
    },
    {
      validFrom: '2024-01-20',
      validTo: null,
      params: {
        period: { kind: 'MONTHS', n: 1 },
        responsible: 'PARTY',
        startsWith: { zh: '提出无效宣告请求', en: 'the request for invalidation' },
        endsWith: { zh: '增加理由或者补充证据', en: 'further reasons or evidence' },
      },
      basis: '专利法实施细则（2023）第69条至第76条',
      certainty: 'VERIFIED',
      zh: '请求人自提出无效宣告请求之日起{period}内增加理由或者补充证据',
      en: 'Reasons and evidence are added within {period} of the request',
    },
  ],
  INVALIDATION_COURT_3M: [
    {
      validFrom: '2009-10-01',
      validTo: null,
      params: {
        period: { kind: 'MONTHS', n: 3 },
        responsible: 'PARTY',
        startsWith: { zh: '收到无效宣告决定通知', en: 'the decision is received' },
        endsWith: { zh: '向人民法院起诉', en: 'the action in court' },
      },
      basis: '专利法第46条',
      certainty: 'VERIFIED',
      zh: '对宣告专利权无效或者维持专利权的决定不服的，自收到通知之日起{period}内起诉',
      en: 'A decision on invalidity is challenged in court within {period} of its receipt',
    },
  ],
});
