import type { DocumentNumber, LocalDate } from '@xianjie/identifiers';
import type { Statutes } from '@xianjie/statutes';
import { type Acting, type Case, requireNotFuture, requireOpen, withAct } from './case.js';
import { withMilestone } from './case-milestones.js';
import {
  fineLimitOf,
  requireConsistent,
  requireNoPerson,
  requireParty,
  requirePenalisable,
  requireWithin,
} from './decision-rules.js';

export const decisionKinds = ['PENALTY', 'NO_PENALTY', 'INFRINGEMENT_FOUND', 'NO_INFRINGEMENT'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** 行政处罚法 art 9. Detention is for the police alone (art 18). */
export const penaltyKinds = [
  'WARNING',
  'CRITICISM',
  'FINE',
  'CONFISCATION',
  'SUSPENSION',
  'LICENCE',
  'RESTRICTION',
  'DETENTION',
  'OTHER',
] as const;
export type PenaltyKind = (typeof penaltyKinds)[number];

/** A decision as it comes in. Amounts in fen, as digits. */
export interface GivenDecision {
  readonly decisionNo: DocumentNumber;
  readonly kind: DecisionKind;
  readonly decidedOn: LocalDate;
  /** What was done, the articles, and the operative part, in words that name no natural person. */
  readonly violation: string;
  readonly legalBasis: string;
  readonly content: string;
  readonly penalties: readonly PenaltyKind[];
  readonly fineFen: string;
  readonly confiscationFen: string;
  readonly procedure: 'SIMPLE' | 'ORDINARY';
  readonly gravity: 'MINOR' | 'GENERAL' | 'SERIOUS';
}

/** Up to where a fine could go, and by which article; null where no ceiling is known. */
export interface FineLimit {
  readonly maxFineFen: string;
  readonly basis: string;
  readonly certainty: string;
  readonly advice: boolean;
}

export interface Annulment {
  readonly on: LocalDate;
  readonly because: (typeof annulmentReasons)[number];
  readonly documentNo: string | null;
  readonly note: string | null;
}

export const annulmentReasons = ['RECONSIDERATION', 'COURT', 'SELF_CORRECTION', 'REPLACED', 'OTHER'] as const;

export interface Decision extends GivenDecision {
  readonly id: string;
  readonly fineLimit: FineLimit | null;
  /** Null while it stands. */
  readonly annulment: Annulment | null;
  /** RFC 3339. */
  readonly at: string;
}

/**
 * The case decided. Throws `invalid` for a decision that contradicts itself (`decision.penalties`, `decision.fine`,
 * `decision.confiscation`, `decision.kind`, `decision.detention`, `decision.names-person`, `case.in-future`, `case.milestone-order`)
 * and `conflict` for one that the case does not allow (`case.closed`, `case.decided`, `case.no-party`, `case.no-findings`,
 * `case.not-notified`, `case.fine-barred`, `case.transfer-awaited`, `decision.time-barred`, `decision.above-ceiling`).
 */
export function decideCase(
  from: Case,
  given: GivenDecision,
  id: string,
  statutes: Statutes,
  acting: Acting,
): Case {
  requireOpen(from);
  requireNotFuture('decidedOn', given.decidedOn, acting.today);
  requireConsistent(from, given);
  requireNoPerson(from, given);
  requireParty(from);
  if (given.kind === 'PENALTY') requirePenalisable(from, given);
  const fineLimit = fineLimitOf(from, given, statutes);
  requireWithin(given, fineLimit);
  const decision: Decision = { ...given, id, fineLimit, annulment: null, at: acting.at };
  const decided = withMilestone(from, 'DECIDED', given.decidedOn, null, acting);
  return withAct(
    { ...decided, status: 'decided', decisions: [...from.decisions, decision], limitEndsOn: null },
    acting,
    'decided',
    given.decidedOn,
    given.decisionNo,
  );
}
