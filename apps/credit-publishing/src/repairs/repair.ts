import { type Calendar, provisionalDue } from '@xianjie/calendar';
import { DomainError, isDomainError } from '@xianjie/errors';
import type { CreditCode, LocalDate } from '@xianjie/identifiers';
import type { CreditSystem, RepairClass, RepairVerdict, Statutes } from '@xianjie/statutes';
import type { Decision } from '../decisions/decision.js';
import type { ListEntry } from '../lists/list-entry.js';
import type { PublicityRecord } from '../publicity/publicity-record.js';

export const repairSubjects = ['publicity-record', 'list-entry'] as const;
export type RepairSubject = (typeof repairSubjects)[number];

export interface Repair {
  readonly id: string;
  readonly subjectKind: RepairSubject;
  readonly subjectId: string;
  /** Decides. */
  readonly agency: string;
  /** Handed it in: the agency itself, or a credit platform. */
  readonly applicant: string;
  readonly creditCode: CreditCode | null;
  readonly system: CreditSystem;
  readonly status: 'pending' | 'granted' | 'refused' | 'withdrawn';
  readonly appliedOn: LocalDate;
  /** Corrected, duties done, effects removed. */
  readonly corrected: boolean;
  /** A public commitment was made. */
  readonly commitment: boolean;
  readonly statement: string | null;
  /** What the law says of the application; the agency decides. */
  readonly verdict: RepairVerdict;
  /** First day on which an application may succeed. */
  readonly earliest: LocalDate;
  readonly whyZh: string;
  readonly whyEn: string;
  readonly basis: string;
  readonly certainty: string;
  /** Last day for the answer, by the later reading. */
  readonly replyBy: LocalDate | null;
  readonly decidedOn: LocalDate | null;
  readonly reason: string | null;
  readonly documentNo: string | null;
  readonly version: number;
}

/** What is asked to be shown no longer, as the rules of repair look at it. */
export interface Repairable {
  readonly subjectKind: RepairSubject;
  readonly subjectId: string;
  readonly agency: string;
  readonly creditCode: CreditCode | null;
  readonly system: CreditSystem;
  readonly class: RepairClass;
  /** Day from which the period runs. */
  readonly periodStart: LocalDate;
  /** The list's own first day for a removal, where its rules name one instead of the rules of repair. */
  readonly removableFrom: LocalDate | null;
  readonly basis: string;
  readonly certainty: string;
}

const CLASSES: Readonly<Record<string, RepairClass>> = {
  MINOR: 'MINOR',
  GENERAL: 'GENERAL',
  SERIOUS: 'SERIOUS',
  // The words before 2025-12-25 and 2026-04-01.
  LOWER_FINE_ONLY: 'MINOR',
  FINE: 'GENERAL',
  FINE_GENERAL: 'GENERAL',
  FINE_FOOD_DRUG_SAFETY: 'SERIOUS',
  SUSPENSION_OF_BUSINESS: 'SERIOUS',
};

/** Throws `conflict`: `publicity.not-published`, `repair.not-allowed` where the law lets nothing end the showing early. */
export function repairableRecord(record: PublicityRecord, decision: Decision): Repairable {
  const { period, penaltyClass } = record;
  if (record.status !== 'published' || !period || !record.publishedOn) throw notShown();
  if (period.earlyStopAllowed === false) {
    throw new DomainError('conflict', 'repair.not-allowed', 'Nothing ends this showing early', {
      zh: '依照规定，该处罚信息不得提前停止公示',
    });
  }
  return {
    subjectKind: 'publicity-record',
    subjectId: record.id,
    agency: record.marking.owner,
    creditCode: record.creditCode,
    system: record.system,
    class: CLASSES[penaltyClass ?? ''] ?? 'GENERAL',
    periodStart: period.runsFrom === 'PUBLICATION' ? record.publishedOn : decision.decidedOn,
    removableFrom: null,
    basis: record.basis ?? '',
    certainty: record.certainty ?? '',
  };
}

/** Throws `conflict` (`publicity.not-published`). */
export function repairableEntry(entry: ListEntry): Repairable {
  if (entry.status !== 'listed') throw notShown();
  const samr = entry.list === 'SAMR_SERIOUS_LIST';
  return {
    subjectKind: 'list-entry',
    subjectId: entry.id,
    agency: entry.agency,
    creditCode: entry.creditCode,
    system: samr ? 'SAMR' : 'CNIPA',
    class: samr ? 'SERIOUS' : 'DISHONEST_ACT',
    periodStart: entry.startsOn,
    removableFrom: samr ? entry.removableFrom : null,
    basis: entry.basis,
    certainty: entry.certainty,
  };
}

export interface Application {
  readonly appliedOn: LocalDate;
  readonly corrected: boolean;
  readonly commitment: boolean;
  readonly statement?: string | undefined;
}

/** The application, with what the law says of it on its day. Throws `invalid` (`statutes.…`) where no rule knew such a repair. */
export function apply(
  subject: Repairable,
  application: Application,
  lastRepair: LocalDate | undefined,
  made: { readonly id: string; readonly applicant: string },
  statutes: Statutes,
  calendar: Calendar,
): Repair {
  const { subjectKind, subjectId, agency, creditCode, system } = subject;
  const { appliedOn, corrected, commitment, statement = null } = application;
  return {
    ...made,
    ...{ subjectKind, subjectId, agency, creditCode, system, appliedOn, corrected, commitment, statement },
    status: 'pending',
    ...judge(subject, application, lastRepair, statutes),
    replyBy: replyBy(system, appliedOn, statutes, calendar),
    decidedOn: null,
    reason: null,
    documentNo: null,
    version: 1,
  };
}

type Judgement = Pick<Repair, 'verdict' | 'earliest' | 'whyZh' | 'whyEn' | 'basis' | 'certainty'>;

function judge(
  subject: Repairable,
  { appliedOn, corrected, commitment }: Application,
  lastRepair: LocalDate | undefined,
  statutes: Statutes,
): Judgement {
  const { removableFrom } = subject;
  if (removableFrom !== null) return byTheList(subject, removableFrom, appliedOn, corrected);
  const { result, basis, certainty, why } = statutes.repair({
    system: subject.system,
    class: subject.class,
    periodStart: subject.periodStart,
    applyDate: appliedOn,
    corrected,
    commitment,
    ...(lastRepair ? { lastRepair } : {}),
  });
  return { ...result, whyZh: why.zh, whyEn: why.en, basis, certainty };
}

/** SAMR Order 44: removal on application a year after the listing. */
function byTheList(
  { basis, certainty }: Repairable,
  earliest: LocalDate,
  appliedOn: LocalDate,
  corrected: boolean,
): Judgement {
  const verdict = appliedOn < earliest ? 'TOO_EARLY' : corrected ? 'ELIGIBLE' : 'NOT_CORRECTED';
  return {
    ...{ verdict, earliest, basis, certainty },
    whyZh: `自 ${earliest} 起可以申请提前移出`,
    whyEn: `Removal may be asked for from ${earliest} on`,
  };
}

/** The limit for deciding on an application; Credit China has none. */
export function replyClock(system: CreditSystem) {
  return system === 'SAMR' ? 'SAMR_REPAIR_DECISION' : 'CNIPA_REPAIR_REPLY_10WD';
}

function replyBy(
  system: CreditSystem,
  appliedOn: LocalDate,
  statutes: Statutes,
  calendar: Calendar,
): LocalDate | null {
  if (system === 'CREDIT_CHINA') return null;
  try {
    const due = provisionalDue(calendar, appliedOn, statutes.clock(replyClock(system), appliedOn).period);
    return due.kind === 'day' ? due.lateAfter : null;
  } catch (error) {
    if (isDomainError(error, 'invalid')) return null; // before the limit was law
    throw error;
  }
}

/**
 * Throws `conflict`: `repair.not-pending`, `repair.not-eligible` where the law lets nobody grant it; a refusal gives its reasons.
 */
export function decide(
  repair: Repair,
  granted: boolean,
  today: LocalDate,
  reason: string,
  documentNo: string | null,
): Repair {
  requirePending(repair);
  if (granted && repair.verdict !== 'ELIGIBLE') {
    throw new DomainError(
      'conflict',
      'repair.not-eligible',
      `The law does not let this repair be granted: ${repair.whyEn}`,
      {
        zh: `依照规定不能准予修复：${repair.whyZh}`,
      },
    );
  }
  return { ...repair, status: granted ? 'granted' : 'refused', decidedOn: today, reason, documentNo };
}

/** Throws `conflict` (`repair.not-pending`). */
export function withdraw(repair: Repair, today: LocalDate): Repair {
  requirePending(repair);
  return { ...repair, status: 'withdrawn', decidedOn: today };
}

function requirePending({ id, status }: Repair): void {
  if (status === 'pending') return;
  throw new DomainError('conflict', 'repair.not-pending', `Repair ${id} is ${status}`, {
    zh: `修复申请 ${id} 已办结`,
  });
}

function notShown(): DomainError {
  return new DomainError('conflict', 'publicity.not-published', 'What is not shown needs no repair', {
    zh: '该信息未在公示，无需修复',
  });
}
