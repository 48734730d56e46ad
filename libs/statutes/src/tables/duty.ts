import { z } from 'zod';
import { ruleTable } from '../rule.js';

export interface TransferDutyParams {
  /** Whether a reasonable suspicion is enough where police measures are needed to find out. */
  readonly onReasonableSuspicion: boolean;
}

export const transferDuties = ruleTable<TransferDutyParams>({
  subject: { zh: '移送涉嫌犯罪案件的义务', en: 'The duty to transfer a suspected crime' },
  chosenBy: { zh: '发现之日', en: 'the day of discovery' },
  figures: z.strictObject({}),
})({
  TRANSFER_310: [
    {
      validFrom: '2001-07-09',
      validTo: '2020-08-06',
      params: { onReasonableSuspicion: false },
      basis: '国务院令第310号第3条',
      certainty: 'VERIFIED',
      zh: '违法事实涉及的金额、情节、后果等涉嫌构成犯罪，依法需要追究刑事责任的，必须移送',
      en: 'Facts that reach the amounts or circumstances of a crime must be transferred',
    },
    {
      validFrom: '2020-08-07',
      validTo: null,
      params: { onReasonableSuspicion: true },
      basis: '国务院令第310号（国务院令第730号修订）第3条第2款',
      certainty: 'VERIFIED',
      zh: '除此以外，知识产权领域的违法案件，有合理理由怀疑涉嫌犯罪，需要公安机关采取措施进一步获取证据以判断是否达到追诉标准的，应当移送',
      en: 'Besides, in intellectual property a reasonable suspicion must be transferred where police measures are needed to find out whether the threshold is met',
    },
  ],
});

/** Rules about which of two laws applies; chosen by the day the case is decided. */
export const mildness = ruleTable<Record<string, never>>({
  subject: { zh: '新旧规定的适用', en: 'Older and newer law' },
  chosenBy: { zh: '处理决定之日', en: 'the day the case is decided' },
  figures: z.strictObject({}),
})({
  MILDER_CRIMINAL: [
    {
      validFrom: '1997-10-01',
      validTo: null,
      params: {},
      basis: '刑法第12条（从旧兼从轻）',
      certainty: 'RECALLED',
      dateRecalled: true,
      zh: '行为适用行为时的标准；处理时的标准更轻的，适用处理时的标准',
      en: 'An act keeps the figures of its day; where those of the day of decision are milder, they apply',
    },
  ],
  MILDER_ADMIN: [
    {
      validFrom: '2021-07-15',
      validTo: null,
      params: {},
      basis: '行政处罚法第37条',
      certainty: 'VERIFIED',
      zh: '处罚适用行为时的规定；作出决定时已修改且新的规定处罚较轻的，适用新的规定',
      en: 'A penalty follows the law of the act; where the law changed before the decision and is milder, the newer applies',
    },
  ],
});
