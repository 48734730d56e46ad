import { textTable } from './text-table.js';

/** What the law wants done at once, or with another act: no clock counts it. */
export const promptSteps = textTable(
  { zh: '无期限计算的步骤', en: 'Steps that no clock counts' },
  { zh: '步骤发生之日', en: 'the day of the step' },
)({
  TASK_FORCE_AT_ONCE: [
    {
      validFrom: '2001-07-09',
      validTo: null,
      params: {},
      basis: '国务院令第310号第5条',
      certainty: 'VERIFIED',
      zh: '立即指定2名或者2名以上行政执法人员组成专案组，核实情况后提出移送书面报告',
      en: 'At once at least 2 officers form a task force, verify, and write the transfer report',
    },
  ],
  NEVER_FINE_INSTEAD: [
    {
      validFrom: '2001-07-09',
      validTo: null,
      params: {},
      basis: '国务院令第310号第11条；行政处罚法第8条、第82条；刑法第402条',
      certainty: 'VERIFIED',
      zh: '对应当移送的涉嫌犯罪案件不得以行政处罚代替移送；徇私舞弊不移交的，依刑法追究',
      en: 'A transfer is never replaced by a fine; an officer who does so for gain commits a crime',
    },
  ],
  RECEIPT_ON_DELIVERY: [
    {
      validFrom: '2001-07-09',
      validTo: null,
      params: {},
      basis: '国务院令第310号第7条',
      certainty: 'VERIFIED',
      zh: '公安机关对移送的案件应当在移送书的回执上签字',
      en: 'The police sign the receipt of the transfer letter on delivery',
    },
  ],
  FILING_NOTICE: [
    {
      validFrom: '2001-07-09',
      validTo: null,
      params: {},
      basis: '国务院令第310号第8条',
      certainty: 'VERIFIED',
      zh: '决定立案的，书面通知移送案件的行政执法机关',
      en: 'The decision to file is notified to the agency in writing',
    },
  ],
  DEAL_WITH_UNFILED_CASE: [
    {
      validFrom: '2001-07-09',
      validTo: null,
      params: {},
      basis: '国务院令第310号第10条',
      certainty: 'VERIFIED',
      zh: '公安机关决定不予立案的，行政执法机关依法作出处理，应当给予行政处罚的予以处罚',
      en: 'A case that is not filed is dealt with by the agency, and penalised if due',
    },
  ],
  POLICE_RETURN_NO_CRIME: [
    {
      validFrom: '2001-07-09',
      validTo: null,
      params: {},
      basis: '国务院令第310号第13条；行政处罚法第27条；公安部令第159号第177条、第187条',
      certainty: 'VERIFIED',
      zh: '公安机关发现没有犯罪事实，或者犯罪事实显著轻微、不需要追究刑事责任的，及时移送同级行政执法机关',
      en: 'Police who find no crime, or minor facts, hand the case promptly to the agency of the same level, which must act',
    },
  ],
  NOT_POLICE_MATTER_NOTICE: [
    {
      validFrom: '2020-09-01',
      validTo: null,
      params: {},
      basis: '公安部令第159号第180条',
      certainty: 'VERIFIED',
      dateRecalled: true,
      zh: '不属于公安机关管辖的，书面告知移送机关向其他主管机关移送，并说明理由',
      en: 'Not a police matter: written notice with reasons, naming the other organ',
    },
  ],
  LETTER_COPY_TO_PROCURATORATE: [
    {
      validFrom: '2006-01-26',
      validTo: null,
      params: {},
      basis: '高检会〔2006〕2号第1条；中办发〔2011〕8号',
      certainty: 'VERIFIED',
      dateRecalled: true,
      zh: '移送涉嫌犯罪案件的同时，将移送书抄送同级人民检察院',
      en: 'With the delivery, the procuratorate of the same level gets a copy of the letter',
    },
  ],
  NOTIFY_PLAIN_CRIME: [
    {
      validFrom: '2021-05-20',
      validTo: null,
      params: {},
      basis: '国知发保字〔2021〕12号第5条',
      certainty: 'VERIFIED',
      zh: '日常工作中发现明显涉嫌犯罪行为的，立即通报同级公安机关',
      en: 'Plainly criminal conduct met in daily work is notified to the police of the same level at once',
    },
  ],
  OPINION_TO_TRANSFER: [
    {
      validFrom: '2019-12-30',
      validTo: null,
      params: {},
      basis: '人民检察院刑事诉讼规则第557条',
      certainty: 'VERIFIED',
      zh: '应当移送而不移送的，人民检察院提出检察意见',
      en: 'Where the agency should transfer and does not, the procuratorate says so',
    },
  ],
  CORRECTION_NOTICE: [
    {
      validFrom: '2019-12-30',
      validTo: null,
      params: {},
      basis: '人民检察院刑事诉讼规则第564条',
      certainty: 'VERIFIED',
      zh: '逾期不立案的，发出纠正违法通知书；仍不纠正的，报上级人民检察院，由其与同级公安机关协商',
      en: 'An order that is not followed: correction notice, then the higher procuratorate with the police of its level',
    },
  ],
  SEIZED_PROPERTY_WITH_CASE: [
    {
      validFrom: '2012-01-01',
      validTo: null,
      params: {},
      basis: '行政强制法第21条',
      certainty: 'VERIFIED',
      dateRecalled: true,
      zh: '涉嫌犯罪的，查封、扣押、冻结的财物一并移送，并书面告知当事人',
      en: 'Seized and frozen property goes with the case, and the party is told in writing',
    },
  ],
  HEARING_NOTICE_7WD: [
    {
      validFrom: '2021-07-15',
      validTo: null,
      params: {},
      basis: '行政处罚法第64条、第85条',
      certainty: 'VERIFIED',
      zh: '听证的7个工作日前通知当事人时间、地点',
      en: 'A hearing is notified 7 working days before it',
    },
  ],
  SEIZURE_POWER: [
    {
      validFrom: '2021-06-01',
      validTo: null,
      params: {},
      basis: '专利法（2020）第69条第5项',
      certainty: 'VERIFIED',
      zh: '对有证据证明是假冒专利的产品，可以查封或者扣押',
      en: 'Goods proven to counterfeit a patent may be seized',
    },
  ],
});
