import { isDomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import {
  type Answer,
  type ClockRule,
  publicationDays,
  type PublicationParams,
  type Statutes,
} from '@xianjie/statutes';
import type { Decision } from '../decisions/decision.js';
import { repairableRecord } from '../repairs/repair.js';
import { PUBLISH_CLOCKS, type PublicityRecord } from './publicity-record.js';

/** The days of a showing, for a bar on an axis of time. */
export interface Showing {
  /** The day from which the period runs; null where it runs from a publication that has not been. */
  readonly startsOn: LocalDate | null;
  readonly runsFrom: 'DECISION' | 'PUBLICATION' | null;
  readonly shownFrom: LocalDate | null;
  /** First day on which a repair may be asked for; null where none is allowed, or no rule says when. */
  readonly repairableFrom: LocalDate | null;
  readonly repairBasis: string | null;
  readonly repairCertainty: string | null;
  /** Whether the law lets the showing end early at all. */
  readonly earlyStop: boolean;
  readonly longestUntil: LocalDate | null;
  readonly removedOn: LocalDate | null;
}

/** When a record is or would be shown, at the least and at the most; the repair by the rules of `today`. */
export function showingOf(
  record: PublicityRecord,
  decision: Decision,
  today: LocalDate,
  statutes: Statutes,
): Showing {
  const { period, publishedOn, removedOn } = record;
  const startsOn = period && (period.runsFrom === 'PUBLICATION' ? publishedOn : decision.decidedOn);
  const days = period && startsOn ? publicationDays(period, startsOn) : null;
  const repair = repairOf(record, decision, today, statutes);
  return {
    startsOn,
    runsFrom: period?.runsFrom ?? null,
    shownFrom: publishedOn,
    repairableFrom: repair?.result.earliest ?? record.repairableFrom ?? days?.earliestEnd ?? null,
    ...(repair
      ? { repairBasis: repair.basis, repairCertainty: repair.certainty }
      : { repairBasis: record.basis, repairCertainty: record.certainty }),
    earlyStop: period?.publish === true && period.earlyStopAllowed !== false,
    longestUntil: record.endsOn ?? days?.endsOn ?? null,
    removedOn,
  };
}

function repairOf(record: PublicityRecord, decision: Decision, today: LocalDate, statutes: Statutes) {
  try {
    const { system, class: word, periodStart } = repairableRecord(record, decision);
    const given = { system, class: word, periodStart, applyDate: today, corrected: true, commitment: true };
    return statutes.repair(given);
  } catch (error) {
    // What is not shown, or may not end early, is not repaired; nor is what the rules of today do not class.
    if (isDomainError(error, 'conflict') || isDomainError(error, 'invalid')) return undefined;
    throw error;
  }
}

/** What the law says of the showing, in words; undefined where the record stands on other figures than the tables now hold. */
export function ruleOf(
  { system, penaltyClass: penalty, period }: PublicityRecord,
  { decidedOn }: Decision,
  statutes: Statutes,
): Answer<PublicationParams> | undefined {
  if (penalty === null || period === null) return undefined;
  try {
    const answer = statutes.publication({ system, decisionDate: decidedOn, penalty });
    return sameFigures(answer.result, period) ? answer : undefined;
  } catch (error) {
    if (isDomainError(error, 'invalid')) return undefined;
    throw error;
  }
}

const FIGURES = [
  'publish',
  'minMonths',
  'maxMonths',
  'ifPublishedMaxMonths',
  'earlyStopAllowed',
  'runsFrom',
] as const;

function sameFigures(a: PublicationParams, b: PublicationParams): boolean {
  return FIGURES.every((name) => a[name] === b[name]);
}

/** By when a decision must be shown, in words; undefined for one that was made before the limit was law. */
export function publishRuleOf(
  { system }: PublicityRecord,
  { decidedOn }: Decision,
  statutes: Statutes,
): Pick<ClockRule, 'basis' | 'certainty' | 'says'> | undefined {
  try {
    const { basis, certainty, says } = statutes.clock(PUBLISH_CLOCKS[system], decidedOn);
    return { basis, certainty, says };
  } catch (error) {
    if (isDomainError(error, 'invalid')) return undefined;
    throw error;
  }
}
