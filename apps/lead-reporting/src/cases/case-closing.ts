import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import {
  type Acting,
  type Case,
  invalid,
  refused,
  requireNotClosed,
  requireNotFuture,
  standingDecision,
  withAct,
} from './case.js';
import type { Annulment } from './case-decision.js';
import { dayOf, withoutDecision } from './case-milestones.js';
import { policeFiled, transferAwaited, transferIsAwaited, transferIsOpen } from './case-notes.js';

export const outcomes = [
  'DECIDED',
  'NO_VIOLATION',
  'TRANSFERRED_ELSEWHERE',
  'WITHDRAWN',
  'CRIMINAL',
] as const;
/** How a case ends: by its decision; because nothing unlawful was found; another organ is competent; 撤案; the police filed it. */
export type Outcome = (typeof outcomes)[number];

export interface Closing {
  readonly on: LocalDate;
  readonly outcome: Outcome;
  readonly note: string | null;
}

/**
 * A decision no longer counts; a case that is not closed is open again. Throws `not-found` (`decision.unknown`), `conflict`
 * (`decision.annulled`), `invalid` (`case.in-future`, `decision.annulled-before`).
 */
export function annulDecision(from: Case, decisionId: string, annulment: Annulment, acting: Acting): Case {
  const decision = from.decisions.find(({ id }) => id === decisionId);
  if (!decision) throw unknownDecision(decisionId);
  if (decision.annulment)
    throw refused(
      'decision.annulled',
      `Decision ${decision.decisionNo} was annulled`,
      `决定 ${decision.decisionNo} 已被撤销`,
    );
  requireNotFuture('on', annulment.on, acting.today);
  if (annulment.on < decision.decidedOn) {
    throw invalid(
      'on',
      'decision.annulled-before',
      'It was annulled before it was taken',
      '撤销日期不得早于决定日期',
    );
  }
  const decisions = from.decisions.map((each) => (each.id === decisionId ? { ...each, annulment } : each));
  const open = from.status === 'closed' ? from : { ...withoutDecision(from), status: 'open' as const };
  return withAct({ ...open, decisions }, acting, 'annulled', annulment.on, decision.decisionNo);
}

/**
 * 结案. Throws `conflict`: `case.closed`, `case.transfer-awaited`, `case.transfer-open`, `case.not-decided`, `case.not-served`,
 * `case.decided`, `case.not-filed-by-police`; `invalid`: `case.in-future`, `case.closed-before`.
 */
export function closeCase(from: Case, closing: Closing, acting: Acting): Case {
  requireNotClosed(from);
  requireNotFuture('on', closing.on, acting.today);
  const last = from.milestones.at(-1);
  if (last && closing.on < last.on) {
    throw invalid(
      'on',
      'case.closed-before',
      `${last.milestone} came later`,
      '结案日期不得早于最后一个办理节点',
    );
  }
  requireEnded(from, closing.outcome);
  return withAct(
    { ...from, status: 'closed', closing, limitEndsOn: null },
    acting,
    'closed',
    closing.on,
    closing.outcome,
  );
}

function requireEnded(from: Case, outcome: Outcome): void {
  if (transferIsAwaited(from)) throw transferAwaited();
  if (outcome === 'CRIMINAL') {
    if (!policeFiled(from))
      throw refused('case.not-filed-by-police', 'The police have not filed the case', '公安机关尚未刑事立案');
    return;
  }
  if (transferIsOpen(from))
    throw refused('case.transfer-open', 'A transfer of the case is open', '案件移送尚未终结');
  const decision = standingDecision(from);
  if (outcome === 'DECIDED') {
    if (!decision) throw refused('case.not-decided', 'The case was not decided', '案件尚未作出决定');
    if (!dayOf(from, 'SERVED'))
      throw refused('case.not-served', 'The decision was not served', '决定尚未送达');
  } else if (decision) {
    throw refused(
      'case.decided',
      'A decision stands; the case ends with it',
      '案件已有生效决定，应以决定结案',
    );
  }
}

function unknownDecision(id: string): DomainError {
  return new DomainError('not-found', 'decision.unknown', `There is no decision ${id}`, {
    zh: `没有决定 ${id}`,
  });
}
