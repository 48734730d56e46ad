import { Injectable } from '@nestjs/common';
import {
  CaseClosed,
  CaseDecided,
  CaseFindingsRecorded,
  CrimeSuspected,
  DecisionAnnulled,
} from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import { type LocalDate, newId } from '@xianjie/identifiers';
import type { Actor } from '@xianjie/identity';
import { appendToOutbox } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { Statutes } from '@xianjie/statutes';
import { type Case, latestFindings, requireOpen, withAct } from './case.js';
import { decisionClock, extendDecisionClock, stopDecisionClock } from './case-clocks.js';
import { annulDecision, closeCase, type Closing } from './case-closing.js';
import { type Annulment, decideCase, type GivenDecision } from './case-decision.js';
import { annulledOf, closedOf, decidedOf, findingsOf, suspicionsOf } from './case-events.js';
import { type Facts, recordFindings } from './case-findings.js';
import { type MilestoneName, recordMilestone } from './case-milestones.js';
import { type Answering, CasesService } from './cases.service.js';
import { takeDecisionNumber } from './cases.store.js';

/** An extension of the limit for deciding, as it was approved. */
export interface LimitExtension {
  readonly extension: string;
  readonly on: LocalDate;
  readonly approvedBy: string;
  readonly documentNo?: string | undefined;
  readonly until?: LocalDate | undefined;
  readonly reason: string;
}

/** What happens to a case between its opening and its closing. Each act throws as `CasesService.findOwn` and its rule do. */
@Injectable()
export class CaseProceedings {
  constructor(
    private readonly cases: CasesService,
    private readonly clock: Clock,
    private readonly statutes: Statutes,
  ) {}

  async recordFindings(tx: Tx, id: string, facts: Facts, words: Answering, actor: Actor): Promise<Case> {
    const from = await this.cases.findOwn(tx, id, actor, words.version);
    const next = recordFindings(from, facts, this.statutes, this.cases.acting(from, words, actor));
    const written = await this.cases.write(tx, next, actor, 'case.record-findings');
    const findings = latestFindings(written);
    if (!findings) throw new Error(`Case ${id} has no findings`);
    appendToOutbox(tx, CaseFindingsRecorded, findingsOf(written, findings));
    for (const suspicion of suspicionsOf(written, findings)) appendToOutbox(tx, CrimeSuspected, suspicion);
    return written;
  }

  async recordMilestone(
    tx: Tx,
    id: string,
    { milestone, on, because }: { milestone: MilestoneName; on: LocalDate; because?: string | undefined },
    words: Answering,
    actor: Actor,
  ): Promise<Case> {
    const from = await this.cases.findOwn(tx, id, actor, words.version);
    const next = recordMilestone(from, milestone, on, because ?? null, this.cases.acting(from, words, actor));
    return next === from ? from : this.cases.write(tx, next, actor, 'case.record-milestone');
  }

  async decide(tx: Tx, id: string, given: GivenDecision, words: Answering, actor: Actor): Promise<Case> {
    const from = await this.cases.findOwn(tx, id, actor, words.version);
    const next = decideCase(from, given, newId(), this.statutes, this.cases.acting(from, words, actor));
    const written = await this.cases.write(tx, next, actor, 'case.decide');
    const decision = written.decisions.at(-1);
    if (!decision) throw new Error(`Case ${id} has no decision`);
    await takeDecisionNumber(tx, written, decision);
    await stopDecisionClock(tx, id, given.decidedOn, actor, this.clock);
    appendToOutbox(tx, CaseDecided, decidedOf(written, decision));
    return written;
  }

  async annul(
    tx: Tx,
    id: string,
    decisionId: string,
    annulment: Annulment,
    words: Answering,
    actor: Actor,
  ): Promise<Case> {
    const from = await this.cases.findOwn(tx, id, actor, words.version);
    const next = annulDecision(from, decisionId, annulment, this.cases.acting(from, words, actor));
    const written = await this.cases.write(tx, next, actor, 'case.annul');
    const decision = written.decisions.find((each) => each.id === decisionId);
    if (decision) appendToOutbox(tx, DecisionAnnulled, annulledOf(written, decision));
    return written;
  }

  /** Throws `conflict` (`case.no-limit`) where no limit runs, and as libs/deadlines does for what the statute does not allow. */
  async extendLimit(
    tx: Tx,
    id: string,
    { reason, on, ...approval }: LimitExtension,
    words: Answering,
    actor: Actor,
  ): Promise<Case> {
    const from = await this.cases.findOwn(tx, id, actor, words.version);
    const acting = this.cases.acting(from, words, actor);
    requireOpen(from);
    const clock = await decisionClock(tx, id);
    if (!clock) throw noLimit(from);
    const { extension, approvedBy, documentNo, until } = approval;
    const named = { ...(documentNo ? { documentNo } : {}), ...(until ? { until } : {}) };
    const act = { extension, approvedBy, ...named, at: on, by: actor, reason };
    const limitEndsOn = await extendDecisionClock(tx, clock, act, from.openedOn, this.clock);
    const next = withAct({ ...from, limitEndsOn }, acting, 'limit-extended', on, extension);
    return this.cases.write(tx, next, actor, 'case.extend-limit');
  }

  async close(tx: Tx, id: string, closing: Closing, words: Answering, actor: Actor): Promise<Case> {
    const from = await this.cases.findOwn(tx, id, actor, words.version);
    const next = closeCase(from, closing, this.cases.acting(from, words, actor));
    const written = await this.cases.write(tx, next, actor, 'case.close');
    await stopDecisionClock(tx, id, closing.on, actor, this.clock);
    appendToOutbox(tx, CaseClosed, closedOf(written));
    return written;
  }
}

function noLimit({ caseNo }: Case): DomainError {
  return new DomainError('conflict', 'case.no-limit', `No limit runs for case ${caseNo}`, {
    zh: `案件 ${caseNo} 没有正在计算的办案期限`,
  });
}
