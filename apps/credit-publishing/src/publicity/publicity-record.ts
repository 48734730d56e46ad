import { type Calendar, provisionalDue } from '@xianjie/calendar';
import { DomainError, isDomainError } from '@xianjie/errors';
import type { CreditCode, LocalDate } from '@xianjie/identifiers';
import { type Agency, type Marking, markingOf } from '@xianjie/identity';
import {
  type Answer,
  type PublicationParams,
  publicationDays,
  type PublishedPenalty,
  type Statutes,
} from '@xianjie/statutes';
import type { Decision } from '../decisions/decision.js';

export const publicitySystems = ['SAMR', 'CREDIT_CHINA'] as const;
/** 国家企业信用信息公示系统, 信用中国. */
export type PublicitySystem = (typeof publicitySystems)[number];

export const recordStatuses = ['prepared', 'withheld', 'published', 'removed'] as const;
export type RecordStatus = (typeof recordStatuses)[number];

/** Why a decision is not shown. `no-rule`: on its day no rule of the system was in force. */
export const withholdings = ['not-published', 'natural-person', 'no-rule', 'annulled', 'agency'] as const;
export type Withholding = (typeof withholdings)[number];

export const removalReasons = ['TERM_ENDED', 'REPAIRED', 'DECISION_ANNULLED', 'WITHDRAWN'] as const;
export type RemovalReason = (typeof removalReasons)[number];

/** What the public may see of a decision in one system. */
export interface PublicityRecord {
  readonly id: string;
  readonly decisionId: string;
  readonly system: PublicitySystem;
  readonly status: RecordStatus;
  readonly decisionNo: string;
  readonly creditCode: CreditCode | null;
  readonly violation: string;
  readonly legalBasis: string;
  readonly content: string;
  /** The word by which the rules of the decision's day class it. */
  readonly penaltyClass: PublishedPenalty | null;
  readonly period: PublicationParams | null;
  readonly basis: string | null;
  readonly certainty: string | null;
  readonly withheldBecause: Withholding | null;
  /** Last day on which it must be shown, by the later reading. */
  readonly publishBy: LocalDate | null;
  readonly publishedOn: LocalDate | null;
  readonly repairableFrom: LocalDate | null;
  /** Last day shown, unless it is removed before. */
  readonly endsOn: LocalDate | null;
  /** First day on which it is not shown. */
  readonly removedOn: LocalDate | null;
  readonly removedBecause: RemovalReason | null;
  readonly removedDocumentNo: string | null;
  readonly marking: Marking;
  readonly version: number;
}

const OFFICES = [
  'patent-office-prefecture',
  'patent-office-province',
  'patent-office-nation',
  'corps',
] as const;
const READERS = [...OFFICES, 'credit-platform', 'platform', 'procuratorate'] as const;
const PURPOSES = ['credit', 'enforcement', 'supervision', 'statistics'] as const;
/** When a decision must be shown: Order 45 art. on publication, 双公示. */
export const PUBLISH_CLOCKS = { SAMR: 'SAMR_PUBLISH_20WD', CREDIT_CHINA: 'DOUBLE_PUBLICITY_7WD' } as const;

/** What is made of a decision for a system, by the rules of the decision's day. */
export function prepareRecord(
  decision: Decision,
  system: PublicitySystem,
  agency: Agency,
  id: string,
  statutes: Statutes,
  calendar: Calendar,
): PublicityRecord {
  const { decisionNo, creditCode, violation, legalBasis, content } = decision;
  const found = periodOf(decision, system, statutes);
  const because = withholdingOf(decision, found?.answer.result);
  return {
    id,
    decisionId: decision.id,
    system,
    status: because === null ? 'prepared' : 'withheld',
    ...{ decisionNo, creditCode, violation, legalBasis, content },
    penaltyClass: found?.penalty ?? null,
    period: found?.answer.result ?? null,
    basis: found?.answer.basis ?? null,
    certainty: found?.answer.certainty ?? null,
    withheldBecause: because,
    publishBy: because === null ? publishBy(decision, system, statutes, calendar) : null,
    publishedOn: null,
    repairableFrom: null,
    endsOn: null,
    removedOn: null,
    removedBecause: null,
    removedDocumentNo: null,
    marking: markingOf(agency, { scope: 'CITY', kinds: OFFICES, purposes: PURPOSES }),
    version: 1,
  };
}

function withholdingOf(decision: Decision, period: PublicationParams | undefined): Withholding | null {
  if (decision.partyKind === 'PERSON' || decision.partyName === null) return 'natural-person';
  if (!period) return 'no-rule';
  return period.publish ? null : 'not-published';
}

/** The first word that the rules of the day know: those of now class by gravity, those before by the kind of penalty. */
function periodOf(
  decision: Decision,
  system: PublicitySystem,
  statutes: Statutes,
): { readonly penalty: PublishedPenalty; readonly answer: Answer<PublicationParams> } | undefined {
  for (const penalty of [gravityWord(decision), formerWord(decision, system)]) {
    try {
      const answer = statutes.publication({ system, decisionDate: decision.decidedOn, penalty });
      return { penalty, answer };
    } catch (error) {
      if (!isDomainError(error, 'invalid')) throw error;
      if (error.code !== 'statutes.wrong-regime' && error.code !== 'statutes.no-rule') throw error;
    }
  }
  return undefined;
}

/** Orders of 2025 and 2026. A class that the agency did not name is the middle one: no shorter a showing than it may deserve. */
function gravityWord({ gravity }: Decision): PublishedPenalty {
  return gravity === 'UNKNOWN' ? 'GENERAL' : gravity;
}

/** SAMR Order 45, NDRC Order 58. */
function formerWord({ penalties, procedure, gravity }: Decision, system: PublicitySystem): PublishedPenalty {
  const only = (...kinds: readonly string[]) => penalties.every((penalty) => kinds.includes(penalty));
  const heavy = penalties.some((penalty) => ['SUSPENSION', 'LICENCE', 'RESTRICTION'].includes(penalty));
  if (system === 'CREDIT_CHINA')
    return procedure === 'SIMPLE' || only('WARNING') ? 'SIMPLE_PROCEDURE' : 'FINE_GENERAL';
  if (heavy) return 'SUSPENSION_OF_BUSINESS';
  if (only('WARNING')) return 'WARNING_ONLY';
  return gravity === 'MINOR' && only('WARNING', 'CRITICISM', 'FINE') ? 'LOWER_FINE_ONLY' : 'FINE';
}

function publishBy(
  { decidedOn }: Decision,
  system: PublicitySystem,
  statutes: Statutes,
  calendar: Calendar,
): LocalDate | null {
  try {
    const { period } = statutes.clock(PUBLISH_CLOCKS[system], decidedOn);
    const due = provisionalDue(calendar, decidedOn, period);
    return due.kind === 'day' ? due.lateAfter : null;
  } catch (error) {
    if (isDomainError(error, 'invalid')) return null; // before the limit was law
    throw error;
  }
}

/**
 * Shows it from `today` on. Throws `conflict`: `publicity.not-prepared`, `publicity.term-over` where its period had
 * ended before it began.
 */
export function publishRecord(
  record: PublicityRecord,
  decidedOn: LocalDate,
  today: LocalDate,
): PublicityRecord {
  const { period } = record;
  if (record.status !== 'prepared' || !period) throw wrongStatus(record, 'prepared');
  const startsOn = period.runsFrom === 'PUBLICATION' ? today : decidedOn;
  const { earliestEnd, endsOn } = publicationDays(period, startsOn);
  if (endsOn !== null && endsOn < today) {
    throw new DomainError(
      'conflict',
      'publicity.term-over',
      `The period of ${record.decisionNo} ended on ${endsOn}`,
      {
        zh: `${record.decisionNo} 的公示期已于 ${endsOn} 届满`,
      },
    );
  }
  return {
    ...record,
    status: 'published',
    publishedOn: today,
    repairableFrom: earliestEnd,
    endsOn,
    marking: { ...record.marking, scope: 'PARTNER', kinds: READERS },
  };
}

/** Says something else from now on. Throws `conflict` (`publicity.not-published`). */
export function correctRecord(
  record: PublicityRecord,
  change: Pick<PublicityRecord, 'violation' | 'legalBasis' | 'content'>,
): PublicityRecord {
  if (record.status !== 'published' && record.status !== 'prepared') throw wrongStatus(record, 'published');
  return { ...record, ...change };
}

/** Not shown at all. Throws `conflict` (`publicity.not-prepared`). */
export function withholdRecord(record: PublicityRecord, because: Withholding): PublicityRecord {
  if (record.status !== 'prepared') throw wrongStatus(record, 'prepared');
  return { ...record, status: 'withheld', withheldBecause: because, publishBy: null };
}

/** No longer shown, shared or used. Throws `conflict` (`publicity.not-published`). */
export function removeRecord(
  record: PublicityRecord,
  today: LocalDate,
  because: RemovalReason,
  documentNo: string | null = null,
): PublicityRecord {
  if (record.status !== 'published') throw wrongStatus(record, 'published');
  return {
    ...record,
    status: 'removed',
    removedOn: today,
    removedBecause: because,
    removedDocumentNo: documentNo,
    marking: { ...record.marking, scope: 'CITY', kinds: OFFICES },
  };
}

function wrongStatus({ id, status }: PublicityRecord, wanted: RecordStatus): DomainError {
  return new DomainError('conflict', `publicity.not-${wanted}`, `Record ${id} is ${status}, not ${wanted}`, {
    zh: `公示信息 ${id} 当前状态为${STATUS_ZH[status]}，不能进行此操作`,
  });
}

const STATUS_ZH: Readonly<Record<RecordStatus, string>> = {
  prepared: '待公示',
  withheld: '不予公示',
  published: '公示中',
  removed: '已停止公示',
};
