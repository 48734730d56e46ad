import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { CaseOpened } from '@xianjie/contracts';
import type { Clock as RunningClock } from '@xianjie/deadlines';
import { DomainError } from '@xianjie/errors';
import { type LocalDate, newId } from '@xianjie/identifiers';
import { type Actor, AgencyDirectory, assertOwnAgency, maySee } from '@xianjie/identity';
import { appendToOutbox } from '@xianjie/messaging';
import { insertOrFind, type Tx, update } from '@xianjie/persistence';
import { Clock, type Page, pageOf, requireVersion } from '@xianjie/service';
import { Statutes } from '@xianjie/statutes';
import { confirmedWith } from '../clusters/clusters.store.js';
import { CompetentAgencies } from '../leads/competent-agencies.js';
import { type Lead, openCase as takeUp, requireSubmitted } from '../leads/lead.js';
import { LeadEntity } from '../leads/lead.entity.js';
import { LeadsService } from '../leads/leads.service.js';
import { PersonalNumbers } from '../leads/personal-numbers.js';
import {
  type Acting,
  type Case,
  type CaseOfficer,
  nameOfficers,
  nameParty,
  openCase,
  sameOpening,
} from './case.js';
import { clocksOfCase, decisionClocks, decisionLimit, endsOn, startDecisionClock } from './case-clocks.js';
import { openedOf } from './case-events.js';
import { factsOf, requireCompetent } from './case-opening.js';
import { type GivenParty, type KeptParty, partyOfLead, sealParty } from './case-party.js';
import { CaseEntity } from './case.entity.js';
import type { CasesQuery, OpenCaseInput } from './cases.dto.js';
import { type CaseInList, findByNumber, findCases, keyOf } from './cases.store.js';
import { actingFor } from './acting.js';

/** What every act on a case may say besides. */
export interface Answering {
  /** The version that was read. */
  readonly version?: number | undefined;
  /** Who answers for it, where a system acts. */
  readonly officer?: string | undefined;
}

@Injectable()
export class CasesService {
  constructor(
    private readonly clock: Clock,
    private readonly personal: PersonalNumbers,
    private readonly leads: LeadsService,
    private readonly competent: CompetentAgencies,
    private readonly directory: AgencyDirectory,
    private readonly statutes: Statutes,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  /**
   * Throws `not-found` for a lead the actor may not see, `forbidden` (`case.not-competent`), `conflict` (`case.number-used`,
   * `lead.withdrawn`, `lead.case-opened`), `invalid`, `stale`.
   */
  async open(tx: Tx, input: OpenCaseInput, actor: Actor): Promise<{ opened: Case; repeated: boolean }> {
    const lead = input.leadId ? await this.leads.find(tx, input.leadId, actor) : null;
    const known = await findByNumber(tx, actor.agency.id, input.caseNo);
    const opened = await this.opened(tx, input, lead, known, actor);
    if (known) return { opened: repeatOf(known, opened), repeated: true };
    if (lead) requireSubmitted(lead);
    const other = await insertOrFind(tx, CaseEntity, opened, ['agency', 'caseNo']);
    if (other) return { opened: repeatOf(other, opened), repeated: true };
    if (lead) await this.takeUp(tx, lead, opened);
    await this.startClock(tx, opened, actor);
    appendToOutbox(tx, CaseOpened, openedOf(opened));
    await recordAudit(tx, actor, 'case.open', opened.id, { leadId: opened.leadId });
    return { opened, repeated: false };
  }

  /** Throws `not-found` for a case that is not there or that the actor may not see. */
  async find(tx: Tx, id: string, actor: Actor): Promise<Case> {
    const found = await tx.getRepository(CaseEntity).findOneBy({ id });
    if (found && maySee(actor, found.marking, 'enforcement')) return found;
    throw new DomainError('not-found', 'case.unknown', `There is no case ${id}`, { zh: `没有案件 ${id}` });
  }

  /** A case of the actor's own agency, as it was read. Throws `not-found`, `forbidden` (`agency.not-own`), `stale`. */
  async findOwn(tx: Tx, id: string, actor: Actor, version?: number): Promise<Case> {
    const found = await this.find(tx, id, actor);
    assertOwnAgency(actor, found.agency);
    requireVersion(found, version);
    return found;
  }

  clocks(tx: Tx, { id }: Case): Promise<RunningClock[]> {
    return clocksOfCase(tx, id);
  }

  async list(
    tx: Tx,
    query: CasesQuery,
    actor: Actor,
  ): Promise<Page<{ found: CaseInList; clock: RunningClock | undefined }>> {
    const rows = await findCases(tx, query, actor, this.directory);
    const { items, nextCursor } = pageOf(rows, query.limit, (row) => keyOf(row, query.order));
    const clocks = await decisionClocks(
      tx,
      items.map(({ id }) => id),
    );
    return { items: items.map((found) => ({ found, clock: clocks.get(found.id) })), nextCursor };
  }

  /** Throws as `findOwn`, and `conflict`. */
  async nameParty(tx: Tx, id: string, party: GivenParty, words: Answering, actor: Actor): Promise<Case> {
    const from = await this.findOwn(tx, id, actor, words.version);
    const kept = sealParty(party, id, this.personal);
    const named = nameParty(from, kept.party, kept.citizenHash, this.acting(from, words, actor));
    return this.write(tx, named, actor, 'case.name-party');
  }

  /** Throws as `findOwn`, and `conflict`, `invalid`. */
  async nameOfficers(
    tx: Tx,
    id: string,
    officers: readonly CaseOfficer[],
    words: Answering,
    actor: Actor,
  ): Promise<Case> {
    const from = await this.findOwn(tx, id, actor, words.version);
    const named = nameOfficers(from, officers, this.acting(from, words, actor));
    return this.write(tx, named, actor, 'case.name-officers');
  }

  /** Who answers for an act, and when. Throws `forbidden` (`officer.needed`), `invalid` (`case.officer-unknown`). */
  acting(from: Case, { officer }: Answering, actor: Actor): Acting {
    return actingFor(from, officer, actor, this.clock);
  }

  async write(tx: Tx, next: Case, actor: Actor, act: string): Promise<Case> {
    const written = await update(tx, CaseEntity, next);
    await recordAudit(tx, actor, act, written.id, { version: written.version });
    return written;
  }

  private async opened(
    tx: Tx,
    input: OpenCaseInput,
    lead: Lead | null,
    known: Case | null,
    actor: Actor,
  ): Promise<Case> {
    const today = this.clock.today() as LocalDate;
    const facts = factsOf(input, lead);
    requireCompetent(facts, actor, this.competent, today);
    const { caseNo, officers, openedOn = known?.openedOn ?? today } = input;
    const limit = decisionLimit(this.statutes, facts.actType, openedOn);
    const id = newId();
    const kept = this.party(input, lead, id);
    const acting: Acting = {
      agency: actor.agency.id,
      officer: actor.officer?.name ?? null,
      today,
      at: this.clock.now().toISOString(),
    };
    const limitEndsOn = limit && (await endsOn(tx, openedOn, limit.period));
    const party = kept?.party ?? null;
    const citizenHash = kept?.citizenHash ?? null;
    return openCase(
      { id, caseNo, ...facts, party, citizenHash, officers, openedOn, limitEndsOn },
      actor.agency,
      acting,
    );
  }

  private party({ party }: OpenCaseInput, lead: Lead | null, id: string): KeptParty | null {
    if (party) return sealParty(party, id, this.personal);
    return lead && partyOfLead(lead, id, this.personal);
  }

  /** The lead, and the leads of its confirmed cluster that this agency would have to check as well. */
  private async takeUp(tx: Tx, lead: Lead, { id, agency }: Case): Promise<void> {
    await update(tx, LeadEntity, takeUp(lead, id));
    for (const other of await confirmedWith(tx, lead.id)) {
      if (other.competent === agency && other.status === 'submitted')
        await update(tx, LeadEntity, takeUp(other, id));
    }
  }

  private async startClock(tx: Tx, opened: Case, actor: Actor): Promise<void> {
    const limit = decisionLimit(this.statutes, opened.actType, opened.openedOn);
    if (limit) await startDecisionClock(tx, opened, limit, actor, this.clock);
  }
}

/** Throws `conflict` (`case.number-used`) where the number names a case about something else. */
function repeatOf(known: Case, opened: Case): Case {
  if (sameOpening(known, opened)) return known;
  const message = `Number ${opened.caseNo} was used for another case`;
  const zh = `案号 ${opened.caseNo} 已用于其他案件`;
  throw new DomainError('conflict', 'case.number-used', message, {
    zh,
    issues: [{ field: 'caseNo', rule: 'case.number-used', message, messageZh: zh }],
  });
}
