import type { Text, TransferState } from '@xianjie/statutes';

/** A part of the procedure: what happens in it, in words, and in which states it is. */
export interface Phase {
  readonly title: Text;
  readonly says: Text;
  /** `null`: a case that comes without an earlier transfer. */
  readonly states: readonly (TransferState | null)[];
}

/** The procedure in the order in which a case goes through it; each state stands in one part. */
export const phases: readonly Phase[] = [
  {
    title: { zh: '发现、审批与移送', en: 'Suspicion, approval, delivery' },
    says: {
      zh: `调查结果达到追诉标准，或者有合理理由怀疑涉嫌犯罪、需要公安机关取证的，必须移送（国务院令第310号第3条）。指定2名以上人员组成专案组，核实后提出书面报告；报告由两名
以上人员分别登录签署。正职负责人或者主持工作的负责人本人决定；不批准的，理由记录在案，同时抄送人民检察院。批准后24小时内附五种材料送同级公安机关，并抄送同级人民
检察院（第5条、第6条；高检会〔2006〕2号第1条）。自批准起不得作出罚款决定（第11条）。负责人决定以前的草稿只有本机关可见；人民检察院可以随时提出移送意见，不论案件处于何种状态
（人民检察院刑事诉讼规则第557条）。`,
      en: `Findings that reach a threshold, or a reasonable suspicion that only police measures can settle, carry a duty to transfer (Order 310 art. 3). Two or more officers form
a task force, verify, and report in writing; each signs in and signs. The head, or who acts as head, decides in person; a refusal goes on file with its reasons, and to the
procuratorate in the same commit. Within 24 hours of approval the case goes to the police of the same level with five kinds of paper, with a copy to the procuratorate (arts. 5, 6;
Opinion of 2006 art. 1). From approval on no fine is imposed (art. 11). A draft is its agency's own until the head has decided; the procuratorate may ask for a transfer at any time, whatever
state the case is in (rules of the procuratorates art. 557).`,
    },
    states: ['INVESTIGATING', 'TASK_FORCE', 'AWAIT_APPROVAL', 'AWAIT_DELIVERY'],
  },
  {
    title: { zh: '签收与立案决定', en: 'Receipt, and the decision on filing' },
    says: {
      zh: `公安机关当场在移送书回执上签字，不得以材料不全为由不接受；材料不全的24小时内书面告知，行政机关3日内补齐，立案期限不因此中止（第7条；公安部令第159号第180条）。不属于本机关
管辖的24小时内转送。3日内决定是否立案，经批准可以延长（第8条；公通字〔2017〕25号第16条）。系统的接收确认不是回执：回执由办案人员签署，时间以实际签署为准。公安机关沉默的，期限届满
不改变状态，但移送机关、公安机关和人民检察院同时看到逾期；移送机关可以提请监督（第17条；人民检察院刑事诉讼规则第562条）。`,
      en: `The police sign the receipt on delivery and refuse nothing for missing papers; what is missing they say in writing within 24 hours, the agency supplies it in 3 days, and the
time for the decision runs on (art. 7; Order 159 art. 180). A case of another organ is forwarded within 24 hours. Filing is decided in 3 days, extended as approved (art. 8; document 25 art. 16).
A system's acknowledgement is no receipt: an officer signs that, at its true time. Where the police stay silent, the limit that passes changes no state, but agency, police and procuratorate all
see the lateness, and the agency may turn to the procuratorate (art. 17; rules of the procuratorates art. 562).`,
    },
    states: ['DELIVERED', 'RECEIVED', 'SUPPLEMENT_REQUESTED', 'FILING_REVIEW', 'OVERDUE_REVIEW'],
  },
  {
    title: { zh: '不予立案：复议与立案监督', en: 'Not filed: reconsideration and supervision' },
    says: {
      zh: `不予立案的，移送机关自接到通知书之日起3日内可以提请复议一次，或者建议人民检察院立案监督；复议维持的，仍可以建议（第9条）。人民检察院要求公安机关7日内说明不立案理由；理由
成立的，10日内通知移送机关；不成立的，通知立案，公安机关15日内立案；逾期不立案的，发出纠正违法通知书，再报上级人民检察院（人民检察院刑事诉讼规则第557条至第564条）。公安机关与
人民检察院之间的文书，移送机关只看到已经作出、何时作出，看不到内容。`,
      en: `Where the police do not file, the agency may, within 3 days of the notice, ask them once for reconsideration, or suggest filing supervision to the procuratorate; after a refusal is
upheld it may still suggest it (art. 9). The procuratorate demands reasons within 7 days. Where it accepts them, the agency is told in 10 days; where not, it orders the filing, for which the police have
15 days; then follow a correction notice and the higher procuratorate (rules of the procuratorates arts. 557-564). Of what police and procuratorate write to each other the agency sees that and when it was
written, not what it says.`,
    },
    states: [
      'NOT_FILED',
      'RECONSIDERATION',
      'UPHELD',
      'PROC_SUPERVISION',
      'REASONS_REQUESTED',
      'REASONS_REVIEW',
      'FILING_ORDERED',
      'CORRECTION_NOTICED',
      'ESCALATED',
    ],
  },
  {
    title: {
      zh: '立案后：交接、侦查、起诉、审判',
      en: 'After the filing: hand-over, investigation, prosecution, court',
    },
    says: {
      zh: `自接到立案通知书之日起3日内移交涉案物品和其他材料，办结交接手续；查封、扣押的财物随案移送，并书面告知当事人（第12条；行政强制法第21条）。监督立案的案件三个月内未侦查终结的，
人民检察院可以催办（人民检察院刑事诉讼规则第564条）。人民法院判处罚金时，已缴罚款折抵；尚未给予罚款的，不再给予（行政处罚法第35条）。`,
      en: `Within 3 days of the filing notice, articles and other materials are handed over and signed for; seized things go with the case, and the party is told in writing (art. 12; Compulsion Law
art. 21). Where the filing was ordered and the investigation is not finished after three months, the procuratorate may urge it (rules art. 564). A fine already paid is set off against the criminal fine; one not
yet imposed is imposed no more (Penalty Law art. 35).`,
    },
    states: ['FILED', 'INVESTIGATED_BY_POLICE', 'PROSECUTION_REVIEW', 'IN_COURT'],
  },
  {
    title: { zh: '反向衔接', en: 'The way back' },
    says: {
      zh: `公安机关撤销案件、人民检察院不起诉、人民法院判决无罪或者免予刑事处罚，需要行政处罚的，案件转回行政机关（第13条；刑事诉讼法第177条；行政处罚法第27条）。从未经本机关移送的案件同样可以转来。
人民检察院的行政检察部门10个工作日内审查，提出检察意见或者终结审查；收到意见的机关回复处理结果。`,
      en: `Where the police drop a case, the procuratorate does not prosecute, or the court acquits or exempts, and an administrative penalty is due, the case comes back to the agency (art. 13; Criminal Procedure
Law art. 177; Penalty Law art. 27). So may a case that this agency never transferred. The administrative department of the procuratorate reviews in 10 working days whether it gives an opinion; the organ that
receives one answers with the result.`,
    },
    states: [null, 'REVERSE_REVIEW', 'REVERSE_SUSPENDED', 'REVERSE_RECEIVED'],
  },
  {
    title: { zh: '行政处理与办结', en: 'Administrative disposal, and the end' },
    says: {
      zh: `不移送、不立案或者转回的案件，由行政机关依法处理，应当处罚的予以处罚（第10条）；自此可以作出罚款决定，但人民法院已判处罚金的除外。发现新证据的，可以再次移送。办结的案件，人民检察院认为
应当移送的，仍可以提出意见，案件重新开始。`,
      en: `A case that is not transferred, not filed, or back is dealt with by the agency, and penalised where that is due (art. 10): from here on it may be fined, unless a court has imposed a criminal fine. New
evidence begins the transfer anew. A closed case that the procuratorate thinks should be transferred is opened again by its opinion.`,
    },
    states: ['ADMIN_DISPOSAL', 'CLOSED'],
  },
];
