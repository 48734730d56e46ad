import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import { type Acting, type Case, invalid, requireNotClosed, requireNotFuture, withAct } from './case.js';

/** The way of a case: 立案, 调查终结, 行政处罚告知, 听证, 决定, 送达, 执行. */
export const milestoneNames = [
  'FILED',
  'INVESTIGATED',
  'NOTIFIED',
  'HEARD',
  'DECIDED',
  'SERVED',
  'EXECUTED',
] as const;
export type MilestoneName = (typeof milestoneNames)[number];

/** Those that are recorded by themselves; FILED comes with the opening, DECIDED with the decision. */
export const recordedMilestones = ['INVESTIGATED', 'NOTIFIED', 'HEARD', 'SERVED', 'EXECUTED'] as const;

/** They belong to a decision, and fall with it. */
const OF_DECISION: readonly MilestoneName[] = ['DECIDED', 'SERVED', 'EXECUTED'];

export interface Milestone {
  readonly milestone: MilestoneName;
  readonly on: LocalDate;
  /** When it was entered: RFC 3339. */
  readonly at: string;
  /** Why it replaces an earlier date; null where it does not. */
  readonly because: string | null;
}

/**
 * The case with a milestone on its day, or with another day for it where `because` says why. Throws `invalid` (`case.in-future`,
 * `case.milestone-order`), `conflict` (`case.closed`, `case.not-decided`, `case.milestone-recorded`).
 */
export function recordMilestone(
  from: Case,
  milestone: MilestoneName,
  on: LocalDate,
  because: string | null,
  acting: Acting,
): Case {
  requireNotClosed(from);
  requireNotFuture('on', on, acting.today);
  const known = from.milestones.find((each) => each.milestone === milestone);
  if (known?.on === on) return from;
  if (known && because === null) throw alreadyRecorded(milestone, known.on);
  if (OF_DECISION.includes(milestone) && dayOf(from, 'DECIDED') === undefined) throw notDecided(milestone);
  return withAct(
    withMilestone(from, milestone, on, because, acting),
    acting,
    'milestone-recorded',
    on,
    milestone,
  );
}

/** The same without a line of history; throws `invalid` (`case.milestone-order`). */
export function withMilestone(
  from: Case,
  milestone: MilestoneName,
  on: LocalDate,
  because: string | null,
  { at }: Acting,
): Case {
  const others = from.milestones.filter((each) => each.milestone !== milestone);
  const place = milestoneNames.indexOf(milestone);
  const wrong = others.find((other) =>
    milestoneNames.indexOf(other.milestone) < place ? other.on > on : other.on < on,
  );
  if (wrong) throw outOfOrder(milestone, wrong);
  const milestones = [...others, { milestone, on, at, because }].sort(
    (a, b) => milestoneNames.indexOf(a.milestone) - milestoneNames.indexOf(b.milestone),
  );
  return { ...from, milestones };
}

/** The milestones of a decision that was annulled go; the history keeps them. */
export function withoutDecision(from: Case): Case {
  return { ...from, milestones: from.milestones.filter(({ milestone }) => !OF_DECISION.includes(milestone)) };
}

export function dayOf({ milestones }: Case, milestone: MilestoneName): LocalDate | undefined {
  return milestones.find((each) => each.milestone === milestone)?.on;
}

function outOfOrder(milestone: MilestoneName, other: Milestone): DomainError {
  return invalid(
    'on',
    'case.milestone-order',
    `${milestone} does not fit ${other.milestone} on ${other.on}`,
    `日期与节点 ${other.milestone}（${other.on}）的先后顺序不符`,
  );
}

function alreadyRecorded(milestone: MilestoneName, on: LocalDate): DomainError {
  return new DomainError(
    'conflict',
    'case.milestone-recorded',
    `${milestone} was recorded for ${on}; say why it changes`,
    { zh: `节点 ${milestone} 已登记为 ${on}，更改须说明理由` },
  );
}

function notDecided(milestone: MilestoneName): DomainError {
  return new DomainError('conflict', 'case.not-decided', `${milestone} comes after a decision`, {
    zh: '尚未作出决定，不能登记送达或者执行',
  });
}
