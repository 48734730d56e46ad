import { clockTable } from './clock-table.js';

/** Rules of procedure of the procuratorates 2019 and the reverse transfer: filing supervision and what comes back. */
export const supervisionClocks = clockTable({
  zh: '立案监督与反向衔接的期限',
  en: 'Limits of filing supervision and reverse transfer',
})({
  PROC_EXPLAIN_7D: [
    {
      validFrom: '2019-12-30',
      validTo: null,
      params: {
        period: { kind: 'CALENDAR', n: 7 },
        responsible: 'POLICE',
        startsWith: { zh: '收到要求说明不立案理由通知书', en: 'the demand for reasons is received' },
        endsWith: { zh: '书面说明不立案的情况、依据和理由', en: 'the written answer, with evidence' },
        events: { start: ['REASONS_REQUESTED'], stop: ['REASONS_GIVEN', 'REASONS_OVERDUE', 'FILED'] },
      },
      basis: '人民检察院刑事诉讼规则第559条、第560条',
      certainty: 'VERIFIED',
      zh: '公安机关收到要求说明不立案理由通知书后{period}内书面说明，连同有关证据材料回复',
      en: 'The police give their reasons in writing, with the evidence, within {period} of the demand',
    },
  ],
  PROC_INFORM_10D: [
    {
      validFrom: '2019-12-30',
      validTo: null,
      params: {
        period: { kind: 'CALENDAR', n: 10 },
        responsible: 'PROC',
        startsWith: { zh: '认为不立案理由成立', en: 'the reasons are accepted' },
        endsWith: { zh: '通知行政执法机关', en: 'the agency is told' },
      },
      basis: '人民检察院刑事诉讼规则第561条',
      certainty: 'VERIFIED',
      zh: '认为公安机关不立案理由成立的，{period}内将理由和根据通知移送机关',
      en: 'Where the reasons are accepted, the agency is told within {period}',
    },
  ],
  PROC_FILING_15D: [
    {
      validFrom: '2019-12-30',
      validTo: null,
      params: {
        period: { kind: 'CALENDAR', n: 15 },
        responsible: 'POLICE',
        startsWith: { zh: '收到通知立案书', en: 'the order to file is received' },
        endsWith: { zh: '决定立案', en: 'the filing' },
        events: { start: ['FILING_ORDERED'], stop: ['FILED'] },
      },
      basis: '人民检察院刑事诉讼规则第561条、第563条',
      certainty: 'VERIFIED',
      zh: '公安机关应当自收到通知立案书之日起{period}内立案；逾期未立案的，人民检察院发出纠正违法通知书',
      en: 'The police file within {period} of the order; if they do not, a correction notice follows',
    },
  ],
  PROC_URGE_3M: [
    {
      validFrom: '2019-12-30',
      validTo: null,
      params: {
        period: { kind: 'MONTHS', n: 3 },
        responsible: 'POLICE',
        startsWith: { zh: '监督立案后公安机关立案', en: 'the filing of an ordered case' },
        endsWith: { zh: '侦查终结', en: 'the end of the investigation' },
        events: { start: ['FILED'], stop: ['SENT_TO_PROSECUTION', 'CASE_DROPPED', 'URGED_BY_PROC'] },
      },
      basis: '人民检察院刑事诉讼规则第564条',
      certainty: 'VERIFIED',
      zh: '监督立案的案件，立案后{period}内未侦查终结的，人民检察院可以发出立案监督案件催办函',
      en: 'Where an ordered case is not finished {period} after its filing, the procuratorate may urge it',
    },
  ],
  PROC_OVERDUE_EXPLAIN_7D: [
    {
      validFrom: '2019-12-30',
      validTo: null,
      params: {
        period: { kind: 'CALENDAR', n: 7 },
        responsible: 'POLICE',
        startsWith: {
          zh: '人民检察院要求说明逾期未作决定的理由',
          en: 'the demand to explain the overdue decision',
        },
        endsWith: { zh: '书面说明理由或作出决定', en: 'the explanation or the decision' },
        events: {
          start: ['DECISION_OVERDUE'],
          stop: ['FILED', 'NOT_FILED', 'FILING_ORDERED', 'NOT_YET_OVERDUE'],
        },
      },
      basis: '人民检察院刑事诉讼规则第562条',
      certainty: 'VERIFIED',
      zh: '公安机关逾期未作出是否立案决定的，人民检察院要求其在{period}内书面说明理由',
      en: 'Police silent past the limit explain themselves within {period}, else a correction opinion or an order to file follows',
    },
  ],
  PROC_INTERNAL_3WD: [
    {
      validFrom: '2024-12-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 3 },
        responsible: 'PROC',
        startsWith: { zh: '作出不起诉决定', en: 'the decision not to prosecute' },
        endsWith: {
          zh: '刑事检察部门移送行政检察部门',
          en: 'hand-over to the administrative-prosecution department',
        },
      },
      basis: '人民检察院行刑反向衔接工作指引（2024年）',
      certainty: 'VERIFIED_SECONDARY',
      dateRecalled: true,
      zh: '刑事检察部门在{period}内将不起诉案件的报告、决定书、证据移送行政检察部门',
      en: 'The criminal department hands report, decision and evidence over within {period}',
    },
  ],
  PROC_REVIEW_10WD: [
    {
      validFrom: '2024-12-01',
      validTo: null,
      params: {
        period: { kind: 'WORKDAYS', n: 10 },
        responsible: 'PROC',
        startsWith: {
          zh: '行政检察部门收到案件',
          en: 'the administrative-prosecution department has the case',
        },
        endsWith: { zh: '提出检察意见或终结审查', en: 'an opinion, or the end without one' },
        events: {
          start: ['NON_PROSECUTION'],
          stop: ['OPINION_ISSUED', 'REVIEW_ENDED'],
          suspend: ['REVIEW_SUSPENDED'],
          resume: ['REVIEW_RESUMED'],
        },
        suspendedWhile: {
          zh: '公安机关要求复议复核、被害人或被不起诉人申诉期间；征求异地意见的时间不计入（第13条）',
          en: 'while police seek review, or victim or suspect appeal; time for consulting another place is not counted (art. 13)',
        },
      },
      basis: '人民检察院行刑反向衔接工作指引（2024年）第12条',
      certainty: 'VERIFIED_SECONDARY',
      dateRecalled: true,
      zh: '行政检察部门在{period}内审查并决定是否提出检察意见',
      en: 'The administrative-prosecution department reviews within {period} whether to issue an opinion',
    },
  ],
  PROC_OPINION_3D: [
    {
      validFrom: '2021-09-06',
      validTo: null,
      params: {
        period: { kind: 'CALENDAR', n: 3 },
        responsible: 'PROC',
        startsWith: { zh: '决定提出检察意见', en: 'the decision to issue an opinion' },
        endsWith: {
          zh: '检察意见书和不起诉决定书送达主管机关',
          en: 'opinion and decision reach the competent organ',
        },
      },
      basis: '高检发释字〔2021〕4号第8条',
      certainty: 'RECALLED',
      zh: '{period}内向同级有关主管机关提出检察意见，连同不起诉决定书一并移送，抄送司法行政机关',
      en: 'Opinion and decision go to the competent organ of the same level within {period}, with a copy to the justice bureau',
    },
  ],
  REVERSE_REPLY_2M: [
    {
      validFrom: '2021-09-06',
      validTo: null,
      params: {
        period: { kind: 'MONTHS', n: 2 },
        responsible: 'ADMIN',
        startsWith: { zh: '收到检察意见', en: 'the opinion is received' },
        endsWith: { zh: '书面回复处理结果', en: 'the written reply with the result' },
        events: { start: ['OPINION_ISSUED'], stop: ['RESULT_REPORTED'] },
      },
      basis: '高检发释字〔2021〕4号；刑事诉讼法第177条（“及时”）',
      certainty: 'RECALLED',
      zh: '主管机关自收到检察意见之日起{period}内将处理结果书面回复人民检察院',
      en: 'The organ replies to the procuratorate in writing within {period}',
    },
  ],
});
