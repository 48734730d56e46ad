import { type Period, PeriodSchema } from '@xianjie/calendar';
import { z } from 'zod';
import { ruleTable, type Text } from '../rule.js';

export interface ExtensionParams {
  /** The clock it extends. */
  readonly of: string;
  /** The whole limit from its start, periods that follow each other; null where the law leaves the length to who approves. */
  readonly to: readonly Period[] | null;
  readonly approvedBy: Text;
}

/** Where the statute lets a limit grow. A clock's extensions stand in the order in which they may be taken. */
export const extensions = ruleTable<ExtensionParams>({
  subject: { zh: '期限的延长', en: 'Extensions of limits' },
  chosenBy: { zh: '期限起算日', en: 'the day the limit begins' },
  figures: z.strictObject({ to: z.array(PeriodSchema).min(1) }),
})({
  POLICE_EXTENDED_10D: [
    {
      validFrom: '2018-01-01',
      validTo: null,
      params: {
        of: 'POLICE_FILING_3D',
        to: [{ kind: 'CALENDAR', n: 10 }],
        approvedBy: { zh: '办理案件的公安机关', en: 'the police in charge' },
      },
      basis: '公通字〔2017〕25号第16条',
      certainty: 'VERIFIED_SECONDARY',
      zh: '行政执法机关移送的案件，立案审查至迟{to}',
      en: 'A transferred case is reviewed for at most {to}',
    },
  ],
  POLICE_EXTENDED_30D: [
    {
      validFrom: '2018-01-01',
      validTo: null,
      params: {
        of: 'POLICE_FILING_3D',
        to: [{ kind: 'CALENDAR', n: 30 }],
        approvedBy: { zh: '县级以上公安机关负责人', en: 'head of a police organ of county level or above' },
      },
      basis: '公通字〔2017〕25号第16条',
      certainty: 'VERIFIED_SECONDARY',
      zh: '重大、疑难、复杂或者跨区域的案件，可以延长至{to}',
      en: 'A grave, complex or cross-regional case: up to {to}',
    },
  ],
  POLICE_EXTENDED_60D: [
    {
      validFrom: '2018-01-01',
      validTo: null,
      params: {
        of: 'POLICE_FILING_3D',
        to: [{ kind: 'CALENDAR', n: 60 }],
        approvedBy: { zh: '上一级公安机关负责人', en: 'head of the police organ one level up' },
      },
      basis: '公通字〔2017〕25号第16条',
      certainty: 'VERIFIED_SECONDARY',
      zh: '特殊情况，经上一级批准可以再延长，共{to}',
      en: 'In special cases once more, {to} in all',
    },
  ],
  PROC_REVIEW_EXTENDED: [
    {
      validFrom: '2024-12-01',
      validTo: null,
      params: {
        of: 'PROC_REVIEW_10WD',
        to: null,
        approvedBy: { zh: '检察长', en: 'the chief procurator' },
      },
      basis: '人民检察院行刑反向衔接工作指引（2024年）第12条',
      certainty: 'VERIFIED_SECONDARY',
      dateRecalled: true,
      zh: '经检察长批准可以延长，时长由批准决定',
      en: 'May be extended by the chief procurator, for as long as the approval says',
    },
  ],
  LEAD_CHECK_EXTENDED_30WD: [
    {
      validFrom: '2021-07-15',
      validTo: null,
      params: {
        of: 'LEAD_CHECK_15WD',
        to: [{ kind: 'WORKDAYS', n: 30 }],
        approvedBy: { zh: '市场监督管理部门负责人', en: 'head of the agency' },
      },
      basis: '市场监督管理行政处罚程序规定',
      certainty: 'RECALLED',
      dateRecalled: true,
      zh: '特殊情况可以延长，共{to}',
      en: 'In special cases longer, {to} in all',
    },
  ],
  COUNTERFEIT_CASE_EXTENDED_15D: [
    {
      validFrom: '2015-07-01',
      validTo: null,
      params: {
        of: 'COUNTERFEIT_CASE_1M',
        to: [
          { kind: 'MONTHS', n: 1 },
          { kind: 'CALENDAR', n: 15 },
        ],
        approvedBy: { zh: '管理专利工作的部门负责人', en: 'head of the agency' },
      },
      basis: '专利行政执法办法（国家知识产权局令第71号）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '案情特别复杂需要延长的，至多延长至{to}',
      en: 'A specially complex case: {to} at most',
    },
  ],
  ADMIN_PENALTY_EXTENDED_120D: [
    {
      validFrom: '2021-07-15',
      validTo: null,
      params: {
        of: 'ADMIN_PENALTY_90D',
        to: [{ kind: 'CALENDAR', n: 120 }],
        approvedBy: { zh: '市场监督管理部门负责人', en: 'head of the agency' },
      },
      basis: '市场监督管理行政处罚程序规定',
      certainty: 'RECALLED',
      dateRecalled: true,
      zh: '案情复杂或者其他原因，可以延长，共{to}',
      en: 'In a complex case longer, {to} in all',
    },
  ],
  ADMIN_PENALTY_EXTENDED_COLLECTIVE: [
    {
      validFrom: '2021-07-15',
      validTo: null,
      params: {
        of: 'ADMIN_PENALTY_90D',
        to: null,
        approvedBy: { zh: '市场监督管理部门负责人集体讨论', en: 'the heads of the agency, collectively' },
      },
      basis: '市场监督管理行政处罚程序规定',
      certainty: 'RECALLED',
      dateRecalled: true,
      zh: '延期后仍不能作出决定的，集体讨论决定是否继续延期及其期限',
      en: 'After that the heads decide together whether, and for how long, it continues',
    },
  ],
  SEIZURE_EXTENDED_60D: [
    {
      validFrom: '2012-01-01',
      validTo: null,
      params: {
        of: 'SEIZURE_30D',
        to: [{ kind: 'CALENDAR', n: 60 }],
        approvedBy: { zh: '行政机关负责人', en: 'head of the agency' },
      },
      basis: '行政强制法第25条',
      certainty: 'VERIFIED',
      dateRecalled: true,
      zh: '情况复杂的，可以延长，共{to}',
      en: 'In a complex case longer, {to} in all',
    },
  ],
  INFRINGEMENT_RULING_EXTENDED: [
    {
      validFrom: '2011-02-01',
      validTo: '2015-06-30',
      params: {
        of: 'INFRINGEMENT_RULING_3M',
        to: [{ kind: 'MONTHS', n: 5 }],
        approvedBy: { zh: '管理专利工作的部门负责人', en: 'head of the agency' },
      },
      basis: '专利行政执法办法（国家知识产权局令第60号）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '案情特别复杂的，可以延长，共{to}',
      en: 'A hard case: longer, {to} in all',
    },
    {
      validFrom: '2015-07-01',
      validTo: '2025-01-31',
      params: {
        of: 'INFRINGEMENT_RULING_3M',
        to: [{ kind: 'MONTHS', n: 4 }],
        approvedBy: { zh: '管理专利工作的部门负责人', en: 'head of the agency' },
      },
      basis: '专利行政执法办法（国家知识产权局令第71号）',
      certainty: 'VERIFIED_SECONDARY',
      zh: '案情特别复杂的，可以延长，共{to}',
      en: 'A hard case: longer, {to} in all',
    },
    {
      validFrom: '2025-02-01',
      validTo: null,
      params: {
        of: 'INFRINGEMENT_RULING_3M',
        to: [{ kind: 'MONTHS', n: 5 }],
        approvedBy: { zh: '管理专利工作的部门负责人', en: 'head of the agency' },
      },
      basis: '专利纠纷行政裁决和调解办法',
      certainty: 'VERIFIED_SECONDARY',
      zh: '至多{to}',
      en: '{to} at most',
    },
  ],
});
