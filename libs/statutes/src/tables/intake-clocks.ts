import { clockTable } from './clock-table.js';

/** Complaints, reports and requests for data. */
export const intakeClocks = clockTable({
  zh: '投诉举报与数据共享的期限',
  en: 'Limits of complaints, reports and sharing',
})({
  COMPLAINT_ACCEPT_7WD: [
    {
      validFrom: '2020-01-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 7 },
        responsible: 'ADMIN',
        startsWith: { zh: '收到投诉', en: 'the complaint is received' },
        endsWith: { zh: '告知受理或不予受理', en: 'acceptance or refusal' },
      },
      basis: '市场监督管理投诉举报处理暂行办法第14条',
      certainty: 'VERIFIED',
      zh: '自收到投诉之日起{period}内作出受理或者不予受理的决定，告知投诉人',
      en: 'A complaint is accepted or refused within {period}',
    },
  ],
  MEDIATION_45WD: [
    {
      validFrom: '2020-01-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 45 },
        responsible: 'ADMIN',
        startsWith: { zh: '受理投诉', en: 'the complaint is accepted' },
        endsWith: { zh: '达成调解或终止调解', en: 'a settlement, or the end of mediation' },
      },
      basis: '市场监督管理投诉举报处理暂行办法第21条',
      certainty: 'VERIFIED',
      zh: '自受理投诉之日起{period}内不能达成调解协议的，终止调解',
      en: 'Mediation ends {period} after acceptance',
    },
  ],
  JURISDICTION_DISPUTE_7WD: [
    {
      validFrom: '2020-01-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 7 },
        responsible: 'ADMIN',
        startsWith: { zh: '发生管辖争议', en: 'the dispute arises' },
        endsWith: {
          zh: '协商一致，否则报请共同的上一级指定',
          en: 'agreement, else the common superior decides',
        },
      },
      basis: '市场监督管理投诉举报处理暂行办法第30条',
      certainty: 'VERIFIED',
      zh: '管辖争议自发生之日起{period}内协商解决；协商不成的，报请共同的上一级指定管辖',
      en: 'A dispute about competence is settled within {period}, else goes to the common superior',
    },
  ],
  SAMR_REPORT_FEEDBACK_5WD: [
    {
      validFrom: '2020-01-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 5 },
        responsible: 'ADMIN',
        startsWith: { zh: '作出是否立案决定', en: 'the decision whether to open a case' },
        endsWith: { zh: '告知实名举报人', en: 'the real-name reporter is told' },
      },
      basis: '市场监督管理投诉举报处理暂行办法第31条',
      certainty: 'VERIFIED',
      zh: '举报人实名举报的，自作出是否立案决定之日起{period}内告知举报人',
      en: 'A real-name reporter is told within {period} of the decision whether to open a case',
    },
  ],
  SHARING_REPLY_10WD: [
    {
      validFrom: '2025-08-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 10 },
        responsible: 'ADMIN',
        startsWith: { zh: '收到有条件共享的申请', en: 'a request for conditionally shared data' },
        endsWith: { zh: '答复', en: 'the answer' },
      },
      basis: '政务数据共享条例（国务院令第809号）',
      certainty: 'RECALLED',
      zh: '有条件共享的数据，自收到申请之日起{period}内答复',
      en: 'A conditional request for data is answered within {period}',
    },
  ],
  SHARING_DELIVERY_20WD: [
    {
      validFrom: '2025-08-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 20 },
        responsible: 'ADMIN',
        startsWith: { zh: '同意共享', en: 'the consent' },
        endsWith: { zh: '提供数据', en: 'the data is delivered' },
      },
      basis: '政务数据共享条例（国务院令第809号）',
      certainty: 'RECALLED',
      zh: '同意共享的，{period}内提供数据',
      en: 'Data is delivered within {period} of consent',
    },
  ],
  SHARING_CORRECTION_10WD: [
    {
      validFrom: '2025-08-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 10 },
        responsible: 'ADMIN',
        startsWith: { zh: '收到校核申请', en: 'a request for correction' },
        endsWith: { zh: '校核完毕并反馈', en: 'the correction' },
      },
      basis: '政务数据共享条例（国务院令第809号）',
      certainty: 'RECALLED',
      zh: '数据校核自收到申请之日起{period}内完成',
      en: 'Data is corrected within {period} of the request',
    },
  ],
});
