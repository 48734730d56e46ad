import type { Certainty, Text } from '../rule.js';
import type { TransferState } from './transfer-words.js';

/** The papers of a delivery, 国务院令第310号第6条. */
export const DELIVERY_DOCUMENTS = {
  TRANSFER_LETTER: { zh: '涉嫌犯罪案件移送书', en: 'transfer letter' },
  INVESTIGATION_REPORT: { zh: '涉嫌犯罪案件情况的调查报告', en: 'investigation report' },
  ARTICLE_LIST: { zh: '涉案物品清单', en: 'list of articles' },
  INSPECTION_OR_APPRAISAL: { zh: '检验报告或鉴定结论', en: 'inspection report or appraisal' },
  OTHER: { zh: '其他有关涉嫌犯罪的材料', en: 'other materials' },
} as const satisfies Record<string, Text>;

export type DeliveryDocument = keyof typeof DELIVERY_DOCUMENTS;

export type GuardId = 'G1' | 'G2' | 'G3' | 'G4' | 'G5' | 'G6' | 'G7';

export interface Guard extends Text {
  readonly id: GuardId;
  readonly rule: string;
  /** Holds from the entry of this state until one of those. */
  readonly from?: TransferState;
  readonly until?: readonly TransferState[];
  readonly documents?: readonly DeliveryDocument[];
  readonly basis: string;
  readonly certainty: Certainty;
  readonly reading?: 'MODELLED';
}

/** What a penalty that was imposed before the transfer becomes. */
export const PRIOR_PENALTY_EFFECTS = {
  WARNING: 'STAYS_IN_FORCE',
  SUSPENSION_OF_BUSINESS: 'STAYS_IN_FORCE',
  LICENCE_MEASURE: 'STAYS_IN_FORCE',
  FINE: 'SET_OFF_AGAINST_CRIMINAL_FINE',
} as const;

export type PriorPenalty = keyof typeof PRIOR_PENALTY_EFFECTS;

/** What holds beside the steps. */
export const transferGuards: readonly Guard[] = [
  {
    id: 'G1',
    rule: 'NO_MONETARY_FINE_WHILE_TRANSFERRED',
    from: 'AWAIT_DELIVERY',
    until: ['ADMIN_DISPOSAL', 'REVERSE_RECEIVED'],
    basis: '国务院令第310号第11条；行政处罚法第8条、第35条',
    certainty: 'VERIFIED',
    reading: 'MODELLED',
    zh: '自批准移送起，至案件转回行政处理前，不得作出罚款决定',
    en: 'From the approval of the transfer until the case comes back, no fine is imposed',
  },
  {
    id: 'G2',
    rule: 'PRIOR_WARNING_SUSPENSION_LICENCE_MEASURES_STAY_IN_FORCE',
    basis: '国务院令第310号第11条',
    certainty: 'VERIFIED',
    zh: '移送前已作出的警告、责令停产停业、暂扣或者吊销许可证、执照的处罚不停止执行',
    en: 'Warnings, suspension of business and licence measures imposed before the transfer stay in force',
  },
  {
    id: 'G3',
    rule: 'FINE_PAID_BEFORE_TRANSFER_IS_SET_OFF_AGAINST_CRIMINAL_FINE',
    basis: '国务院令第310号第11条；行政处罚法第35条',
    certainty: 'VERIFIED',
    zh: '移送前已给予的罚款，人民法院判处罚金时折抵',
    en: 'A fine paid before the transfer is set off against the criminal fine',
  },
  {
    id: 'G4',
    rule: 'REQUIRED_DOCUMENTS_AT_DELIVERY',
    documents: [
      'TRANSFER_LETTER',
      'INVESTIGATION_REPORT',
      'ARTICLE_LIST',
      'INSPECTION_OR_APPRAISAL',
      'OTHER',
    ],
    basis: '国务院令第310号第6条',
    certainty: 'VERIFIED',
    zh: '移送案件应当附有五种材料',
    en: 'A delivery carries five kinds of document',
  },
  {
    id: 'G5',
    rule: 'MISSING_DOCUMENTS_ARE_NO_GROUND_FOR_REFUSAL',
    basis: '公安部令第159号第180条',
    certainty: 'VERIFIED',
    zh: '不得以材料不全为由不接受移送案件',
    en: 'Missing documents are no ground to refuse a case',
  },
  {
    id: 'G6',
    rule: 'SEIZED_ITEMS_GO_WITH_THE_CASE_AND_PARTY_IS_TOLD_IN_WRITING',
    basis: '行政强制法第21条',
    certainty: 'VERIFIED',
    zh: '查封、扣押、冻结的财物一并移送，并书面告知当事人',
    en: 'Seized items go with the case, and the party is told in writing',
  },
  {
    id: 'G7',
    rule: 'NO_FINE_AFTER_A_CRIMINAL_FINE',
    basis: '行政处罚法第35条',
    certainty: 'VERIFIED',
    zh: '人民法院判处罚金后，行政机关尚未给予罚款的，不再给予罚款',
    en: 'After a criminal fine no administrative fine is imposed',
  },
];
