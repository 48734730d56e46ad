import { formatPatentNumber } from '@xianjie/identifiers';
import type { Language } from '@xianjie/service';
import type { Lead, PatentMark, Subject } from './lead.js';
import type { LeadView } from './leads.dto.js';
import type { SealedNumber } from './personal-numbers.js';

/** A lead as callers see it: personal numbers but for their last characters hidden, the mark in words. */
export function viewOf(lead: Lead, language: Language): LeadView {
  const {
    id,
    submitter,
    externalNo,
    contentDigest,
    status,
    submittedOn,
    patentNumber,
    actType,
    actOn,
    areaCode,
    goods,
    summary,
    evidence,
  } = lead;
  const { patentStatus, patentMark, patentAnswer, version } = lead;
  return {
    id,
    submitter,
    externalNo,
    contentDigest,
    status,
    withdrawnOn: lead.withdrawnOn,
    withdrawnBecause: lead.withdrawnBecause,
    submittedOn,
    competent: lead.competent,
    assignedOn: lead.assignedOn,
    check: { ...lead.check },
    caseId: lead.caseId,
    origin: lead.origin,
    scope: lead.marking.scope,
    subject: subjectView(lead.subject),
    patentNumber,
    actType,
    actOn,
    areaCode,
    goods,
    summary,
    evidence: [...evidence],
    patentStatus,
    patentMark,
    patentMarkReason: patentMark && reasonOf(lead, patentMark, language),
    patentAnswer: patentAnswer && {
      ...patentAnswer,
      restsOn: [...patentAnswer.restsOn],
      basis: [...patentAnswer.basis],
      notes: [...patentAnswer.notes],
    },
    version,
  };
}

function subjectView(subject: Subject): LeadView['subject'] {
  if (subject.kind !== 'PERSON') return { ...subject };
  const { kind, name, citizenNumber, phone } = subject;
  return { kind, name, citizenNumber: shown(citizenNumber), phone: shown(phone) };
}

const shown = (number: SealedNumber | undefined) => number && { shown: number.shown };

const WORDS: Readonly<Record<PatentMark, readonly [en: string, zh: string]>> = {
  NOT_GRANTED: ['was not granted yet', '尚未授权'],
  REFUSED: ['had been refused or withdrawn', '申请已被驳回或撤回'],
  LAPSED_FEE: ['had lapsed for an unpaid fee', '已因未缴年费终止'],
  SURRENDERED: ['had been surrendered', '已被放弃'],
  EXPIRED: ['had expired', '已期限届满'],
  INVALID: ['was declared invalid and never existed', '已被宣告全部无效，视为自始不存在'],
};

function reasonOf({ patentNumber, actOn, patentAnswer }: Lead, mark: PatentMark, language: Language): string {
  const number = patentNumber ? formatPatentNumber(patentNumber) : '';
  const [en, zh] = WORDS[mark];
  const since = mark === 'INVALID' || mark === 'NOT_GRANTED' ? null : (patentAnswer?.since ?? null);
  if (language === 'zh-CN') return `行为日（${actOn}）专利 ${number} ${zh}${since ? `（自${since}起）` : ''}`;
  return `On the day of the act (${actOn}) patent ${number} ${en}${since ? ` (since ${since})` : ''}`;
}
