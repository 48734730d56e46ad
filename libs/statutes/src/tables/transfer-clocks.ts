import { clockTable } from './clock-table.js';

/** Order 310, MPS Order 159 and document 25: from the transfer report to the second refusal. */
export const transferClocks = clockTable({ zh: '移送与刑事立案的期限', en: 'Limits of transfer and filing' })(
  {
    TRANSFER_APPROVAL_3D: [
      {
        validFrom: '2001-07-09',
        validTo: null,
        params: {
          period: { kind: 'DAYS', n: 3 },
          responsible: 'ADMIN_HEAD',
          startsWith: { zh: '收到移送涉嫌犯罪案件的书面报告', en: 'the written transfer report is received' },
          endsWith: { zh: '作出批准或不批准移送的决定', en: 'approval or refusal' },
          events: { start: ['REPORT_SUBMITTED'], stop: ['APPROVED', 'REJECTED_WITH_REASON'] },
        },
        basis: '国务院令第310号第5条',
        certainty: 'VERIFIED',
        zh: '正职负责人或主持工作的负责人自接到报告之日起{period}内决定是否批准移送；不批准的，理由记录在案',
        en: 'The head decides on the transfer within {period} of the report; reasons for a refusal go on file',
      },
    ],
    TRANSFER_24H: [
      {
        validFrom: '2001-07-09',
        validTo: null,
        params: {
          period: { kind: 'HOURS', n: 24 },
          responsible: 'ADMIN',
          startsWith: { zh: '批准移送', en: 'approval' },
          endsWith: { zh: '向同级公安机关移送', en: 'delivery to the police of the same level' },
          events: { start: ['APPROVED'], stop: ['DELIVERED'] },
        },
        basis: '国务院令第310号第5条、第6条',
        certainty: 'VERIFIED',
        zh: '决定批准的，{period}内向同级公安机关移送，附五种材料',
        en: 'Within {period} of approval the case goes to the police of the same level, with the five documents',
      },
    ],
    RECEIPT_24H: [
      {
        validFrom: '2001-07-09',
        validTo: null,
        params: {
          period: { kind: 'HOURS', n: 24 },
          responsible: 'POLICE',
          startsWith: { zh: '案件送达公安机关', en: 'the case is delivered to the police' },
          endsWith: { zh: '签收回执', en: 'the receipt is signed' },
          events: {
            start: ['DELIVERED', 'FORWARDED'],
            stop: ['RECEIPT_SIGNED', 'REFUSED_TO_ACCEPT', 'RECEIPT_OVERDUE'],
          },
        },
        // Art. 7 has the receipt signed on delivery, and counts no hours. So that silence becomes visible a day is given.
        basis: '国务院令第310号第7条',
        certainty: 'DESIGN',
        zh: '公安机关应当在送达时签收回执；平台以送达后{period}提示未签收（本系统的方案）',
        en: 'The police sign the receipt on delivery; after {period} the platform counts it as waited for (our own proposal)',
      },
    ],
    PENALTY_COPY_10D: [
      {
        validFrom: '2006-01-26',
        validTo: null,
        params: {
          period: { kind: 'DAYS', n: 10 },
          responsible: 'ADMIN',
          startsWith: { zh: '作出行政处罚', en: 'the penalty is imposed' },
          endsWith: { zh: '向同级公安机关、人民检察院抄送决定书', en: 'copies to police and procuratorate' },
        },
        basis: '高检会〔2006〕2号第1条',
        certainty: 'VERIFIED',
        dateRecalled: true,
        zh: '涉嫌犯罪而未及时移送并已作出行政处罚的，于处罚之日起{period}内抄送处罚决定书副本，并书面告知权利人',
        en: 'Where a suspected crime was penalised but not transferred in time, copies of the decision go out within {period} and the right holder is told in writing',
      },
    ],
    MATERIALS_NOTICE_24H: [
      {
        validFrom: '2016-06-16',
        validTo: '2020-08-31',
        params: {
          period: { kind: 'HOURS', n: 24 },
          responsible: 'POLICE',
          startsWith: { zh: '公安机关接受案件', en: 'the police receive the case' },
          endsWith: { zh: '书面告知补正', en: 'written notice of what is missing' },
          events: {
            start: ['RECEIPT_SIGNED'],
            stop: [
              'MATERIALS_INCOMPLETE',
              'REVIEW_STARTED',
              'FILED',
              'NOT_FILED',
              'FORWARDED',
              'NOT_POLICE_COMPETENCE',
            ],
          },
        },
        basis: '公通字〔2016〕16号',
        certainty: 'RECALLED',
        dateRecalled: true,
        zh: '移送材料不全的，公安机关在接受案件的{period}内书面告知补正',
        en: 'Where papers are missing, the police say so in writing within {period} of receipt',
      },
      {
        validFrom: '2020-09-01',
        validTo: null,
        params: {
          period: { kind: 'HOURS', n: 24 },
          responsible: 'POLICE',
          startsWith: { zh: '公安机关接受案件', en: 'the police receive the case' },
          endsWith: { zh: '书面告知补正', en: 'written notice of what is missing' },
          events: {
            start: ['RECEIPT_SIGNED'],
            stop: [
              'MATERIALS_INCOMPLETE',
              'REVIEW_STARTED',
              'FILED',
              'NOT_FILED',
              'FORWARDED',
              'NOT_POLICE_COMPETENCE',
            ],
          },
        },
        basis: '公安部令第159号第180条',
        certainty: 'VERIFIED',
        dateRecalled: true,
        zh: '移送材料不全的，公安机关在接受案件的{period}内书面告知补正，但不得以材料不全为由不接受',
        en: 'Where papers are missing, the police say so in writing within {period} of receipt; it is no ground to refuse the case',
      },
    ],
    SUPPLEMENT_3D: [
      {
        validFrom: '2016-06-16',
        validTo: '2020-08-31',
        params: {
          period: { kind: 'CALENDAR', n: 3 },
          responsible: 'ADMIN',
          startsWith: { zh: '收到补正通知', en: 'the notice of missing papers' },
          endsWith: { zh: '补正材料', en: 'the papers are supplied' },
          events: {
            start: ['MATERIALS_INCOMPLETE'],
            stop: ['SUPPLEMENTED', 'REVIEW_STARTED', 'FILED', 'NOT_FILED', 'FORWARDED'],
          },
        },
        basis: '公通字〔2016〕16号',
        certainty: 'RECALLED',
        dateRecalled: true,
        zh: '行政执法机关在{period}内补正材料',
        en: 'The agency supplies missing papers within {period}',
      },
      {
        validFrom: '2020-09-01',
        validTo: null,
        params: {
          period: { kind: 'CALENDAR', n: 3 },
          responsible: 'ADMIN',
          startsWith: { zh: '收到补正通知', en: 'the notice of missing papers' },
          endsWith: { zh: '补正材料', en: 'the papers are supplied' },
          events: {
            start: ['MATERIALS_INCOMPLETE'],
            stop: ['SUPPLEMENTED', 'REVIEW_STARTED', 'FILED', 'NOT_FILED', 'FORWARDED'],
          },
        },
        basis: '公安部令第159号第180条',
        certainty: 'VERIFIED',
        dateRecalled: true,
        zh: '行政执法机关在{period}内补正材料；立案审查期限不因此中止',
        en: 'The agency supplies missing papers within {period}; the limit of the filing decision runs on',
      },
    ],
    FORWARD_24H: [
      {
        validFrom: '2001-07-09',
        validTo: null,
        params: {
          period: { kind: 'HOURS', n: 24 },
          responsible: 'POLICE',
          startsWith: { zh: '公安机关接受案件', en: 'the police receive the case' },
          endsWith: { zh: '转送有管辖权的机关', en: 'forwarding to the competent organ' },
          events: {
            start: ['RECEIPT_SIGNED'],
            stop: ['FORWARDED', 'REVIEW_STARTED', 'FILED', 'NOT_FILED', 'NOT_POLICE_COMPETENCE'],
          },
        },
        basis: '国务院令第310号第7条',
        certainty: 'VERIFIED',
        zh: '不属于本机关管辖的，{period}内转送有管辖权的机关，并书面告知移送机关',
        en: 'A case of another organ is forwarded within {period}, and the agency told in writing',
      },
    ],
    POLICE_FILING_3D: [
      {
        validFrom: '2001-07-09',
        validTo: null,
        params: {
          period: { kind: 'DAYS', n: 3 },
          responsible: 'POLICE',
          startsWith: { zh: '接受移送案件', en: 'the case is received' },
          endsWith: { zh: '作出立案或不予立案的决定', en: 'the decision to file or not' },
          events: {
            start: ['RECEIPT_SIGNED'],
            stop: ['FILED', 'NOT_FILED', 'FORWARDED', 'NOT_POLICE_COMPETENCE'],
          },
        },
        basis: '国务院令第310号第8条',
        certainty: 'VERIFIED',
        zh: '公安机关自接受移送案件之日起{period}内决定立案或不予立案，并书面通知移送机关',
        en: 'The police decide on filing within {period} of receipt and tell the agency in writing',
      },
    ],
    NOT_FILED_NOTICE_3D: [
      {
        validFrom: '2020-09-01',
        validTo: null,
        params: {
          period: { kind: 'CALENDAR', n: 3 },
          responsible: 'POLICE',
          startsWith: { zh: '决定不予立案', en: 'the decision not to file' },
          endsWith: { zh: '不予立案通知书送达移送机关', en: 'service of the notice on the agency' },
          events: { start: ['NOT_FILED'], stop: ['NOT_FILED'] },
        },
        basis: '国务院令第310号第8条；公安部令第159号第180条',
        certainty: 'RECALLED',
        dateRecalled: true,
        zh: '不予立案的，说明理由，{period}内送达，退回案卷材料',
        en: 'A refusal to file is served within {period}, with reasons, and the file returned',
      },
    ],
    EVIDENCE_HANDOVER_3D: [
      {
        validFrom: '2001-07-09',
        validTo: null,
        params: {
          period: { kind: 'DAYS', n: 3 },
          responsible: 'ADMIN',
          startsWith: { zh: '接到立案通知书', en: 'the filing notice is received' },
          endsWith: {
            zh: '移交涉案物品及其他材料并办结交接手续',
            en: 'signed hand-over of articles and materials',
          },
          events: { start: ['FILED'], stop: ['EVIDENCE_HANDED_OVER', 'CASE_DROPPED'] },
        },
        basis: '国务院令第310号第12条',
        certainty: 'VERIFIED',
        zh: '自接到立案通知书之日起{period}内移交涉案物品以及与案件有关的其他材料，办结交接手续',
        en: 'Articles and other materials are handed over and signed for within {period} of the filing notice',
      },
    ],
    RECONSIDERATION_REQUEST_3D: [
      {
        validFrom: '2001-07-09',
        validTo: null,
        params: {
          period: { kind: 'DAYS', n: 3 },
          responsible: 'ADMIN',
          startsWith: { zh: '接到不予立案通知书', en: 'the notice of refusal is received' },
          endsWith: { zh: '提请复议', en: 'the request for reconsideration' },
          events: {
            start: ['NOT_FILED'],
            stop: ['RECONSIDERATION_REQUESTED', 'SUPERVISION_SUGGESTED', 'DISPOSED_ADMINISTRATIVELY'],
          },
        },
        basis: '国务院令第310号第9条',
        certainty: 'VERIFIED',
        zh: '自接到不予立案通知书之日起{period}内可以提请作出决定的公安机关复议',
        en: 'The agency may ask the same police for reconsideration within {period} of the notice',
      },
    ],
    RECONSIDERATION_DECISION_3D: [
      {
        validFrom: '2001-07-09',
        validTo: null,
        params: {
          period: { kind: 'DAYS', n: 3 },
          responsible: 'POLICE',
          startsWith: { zh: '收到复议请求', en: 'the request is received' },
          endsWith: { zh: '作出复议决定', en: 'the decision on reconsideration' },
          events: {
            start: ['RECONSIDERATION_REQUESTED'],
            stop: ['FILED', 'NOT_FILED_UPHELD', 'RECONSIDERATION_OVERDUE'],
          },
        },
        basis: '国务院令第310号第9条',
        certainty: 'VERIFIED',
        zh: '公安机关自收到提请复议的文件之日起{period}内作出决定，书面通知移送机关',
        en: 'The police decide within {period} of the request, in writing',
      },
    ],
    SUPERVISION_SUGGESTION_3D: [
      {
        validFrom: '2001-07-09',
        validTo: null,
        params: {
          period: { kind: 'DAYS', n: 3 },
          responsible: 'ADMIN',
          startsWith: {
            zh: '接到不予立案通知书或复议决定',
            en: 'the notice of refusal or the decision upholding it',
          },
          endsWith: { zh: '建议人民检察院立案监督', en: 'the suggestion of filing supervision' },
          events: {
            start: ['NOT_FILED', 'NOT_FILED_UPHELD'],
            stop: ['SUPERVISION_SUGGESTED', 'RECONSIDERATION_REQUESTED', 'DISPOSED_ADMINISTRATIVELY'],
          },
        },
        basis: '国务院令第310号第9条',
        certainty: 'VERIFIED',
        zh: '对不予立案或维持不予立案的决定有异议的，自接到通知之日起{period}内建议人民检察院依法进行立案监督',
        en: 'The agency may suggest filing supervision to the procuratorate within {period} of the notice that triggers it',
      },
    ],
    CASE_DROPPED_NOTICE_3D: [
      {
        validFrom: '2020-09-01',
        validTo: null,
        params: {
          period: { kind: 'CALENDAR', n: 3 },
          responsible: 'POLICE',
          startsWith: { zh: '撤销案件或变更管辖', en: 'the case is dropped or changes jurisdiction' },
          endsWith: { zh: '告知移送机关', en: 'the agency is told' },
          events: { start: ['CASE_DROPPED'], stop: ['CASE_DROPPED'] },
        },
        basis: '公安部令第159号第184条、第189条',
        certainty: 'VERIFIED',
        dateRecalled: true,
        zh: '撤销案件或者变更管辖的，{period}内告知移送案件的机关',
        en: 'The sender is told within {period} when a case is dropped or changes jurisdiction',
      },
    ],
  },
);
