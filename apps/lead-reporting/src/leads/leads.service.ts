import { Injectable } from '@nestjs/common';
import { recordAudit, recordAudits } from '@xianjie/audit';
import {
  LeadCorrected,
  LeadPatentStatusNoted,
  LeadSubmitted,
  LeadWithdrawn,
  type PatentStatusAnswered,
} from '@xianjie/contracts';
import { DomainError, type FieldIssue } from '@xianjie/errors';
import { type LocalDate, newId } from '@xianjie/identifiers';
import { type Actor, assertOwnAgency, maySee, visibleTo } from '@xianjie/identity';
import { appendToOutbox } from '@xianjie/messaging';
import { type Tx, update } from '@xianjie/persistence';
import { Clock, type Page, pageOf, readCursor } from '@xianjie/service';
import { runWithTrace } from '@xianjie/tracing';
import type { SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';
import { dropKeys } from '../clusters/lead-keys.js';
import { sameMatter } from '../clusters/matter.js';
import { CompetentAgencies } from './competent-agencies.js';
import { assignLead } from './lead-check.js';
import { publicPart, statusNoted } from './lead-events.js';
import {
  correctLead,
  type Draft,
  draftOf,
  isRepeat,
  type Lead,
  numberUsed,
  patentMarkOf,
  sameContent,
  submitLead,
  withdrawLead,
} from './lead.js';
import type { LeadContent } from './lead-content.js';
import { LeadEntity } from './lead.entity.js';
import type { LeadsQuery } from './leads.dto.js';
import {
  findKnown,
  insertNew,
  keepVersion,
  type KnownLead,
  type NotedStatus,
  writeStatuses,
} from './leads.store.js';
import { PartnerTopics } from './partner-topics.js';
import { PersonalNumbers } from './personal-numbers.js';

/** What became of one submission. */
export type SubmitOutcome =
  | { readonly status: 'accepted' | 'repeated'; readonly leadId: string }
  | { readonly status: 'rejected'; readonly issues: readonly FieldIssue[] };

/** A lead that was handed in, and the request that did it. */
export interface Submission {
  readonly draft: Draft;
  /** Of its request, where many are taken in together; else that of the work under way. */
  readonly traceparent?: string | undefined;
}

/** What became of a submission, with the lead that stands. */
export type Submitted =
  { readonly status: 'accepted' | 'repeated'; readonly lead: Lead } | { readonly status: 'rejected' };

/** By its index; natural persons are not looked for by name. */
const NAME_BEGINS = `lead.subjectKind <> 'PERSON' AND starts_with(lower(lead.subject ->> 'name') COLLATE "C", lower(:begins))`;

@Injectable()
export class LeadsService {
  #day: { readonly second: number; readonly date: LocalDate } | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly personal: PersonalNumbers,
    private readonly partners: PartnerTopics,
    private readonly competent: CompetentAgencies,
  ) {}

  /** Reckoned once a second: every line of a bulk request asks. */
  today(): LocalDate {
    const second = Math.floor(this.clock.now().getTime() / 1000);
    if (second !== this.#day?.second) this.#day = { second, date: this.clock.today() as LocalDate };
    return this.#day.date;
  }

  draft(content: LeadContent): Draft {
    return draftOf(content, this.personal);
  }

  /** As `submitMany`, with the leads. */
  async submit(tx: Tx, submissions: readonly Submission[], actor: Actor): Promise<Submitted[]> {
    const { outcomes, leads } = await this.takeIn(tx, submissions, actor);
    const submitted: Submitted[] = [];
    for (const [nth, outcome] of outcomes.entries()) {
      const made = leads.get(submissions[nth]?.draft.content.externalNo ?? '');
      if (outcome.status === 'rejected') submitted.push({ status: 'rejected' });
      else if (made?.id === outcome.leadId) submitted.push({ status: outcome.status, lead: made });
      else submitted.push({ status: outcome.status, lead: await this.read(tx, outcome.leadId) });
    }
    return submitted;
  }

  /** Takes leads in, in their order: a number seen before, in the database or in this batch, is a repeat or a conflict. */
  async submitMany(tx: Tx, drafts: readonly Draft[], actor: Actor): Promise<SubmitOutcome[]> {
    const submissions = drafts.map((draft) => ({ draft }));
    return (await this.takeIn(tx, submissions, actor)).outcomes;
  }

  /** Answers the outcomes in the order of the submissions, and the leads made of them by number. */
  private async takeIn(
    tx: Tx,
    submissions: readonly Submission[],
    actor: Actor,
  ): Promise<{ outcomes: SubmitOutcome[]; leads: ReadonlyMap<string, Lead> }> {
    const leads = new Map<string, Lead>();
    const traces = new Map<string, string>();
    for (const { draft, traceparent } of submissions) {
      const { externalNo } = draft.content;
      if (leads.has(externalNo)) continue;
      leads.set(externalNo, this.submitted(draft, actor));
      if (traceparent !== undefined) traces.set(externalNo, traceparent);
    }
    const all = [...leads.values()];
    const inserted = await insertNew(tx, all);
    const known = await findKnown(
      tx,
      actor.agency.id,
      all.filter((lead) => !inserted.has(lead.id)).map((lead) => lead.externalNo),
    );
    const fresh = all.filter((lead) => inserted.has(lead.id));
    for (const lead of fresh) {
      const announce = () => appendToOutbox(tx, LeadSubmitted, publicPart(lead));
      const traceparent = traces.get(lead.externalNo);
      if (traceparent === undefined) announce();
      else runWithTrace(traceparent, announce);
    }
    await recordAudits(
      tx,
      actor,
      fresh.map(({ id, externalNo }) => ({
        act: 'lead.submit',
        subjectId: id,
        traceparent: traces.get(externalNo),
      })),
    );
    return { outcomes: outcomesOf(submissions, leads, known), leads };
  }

  /** Throws `not-found` for a lead that is not there or that the actor may not see. */
  async find(tx: Tx, id: string, actor: Actor): Promise<Lead> {
    const lead = await tx.getRepository(LeadEntity).findOneBy({ id });
    if (lead && maySee(actor, lead.marking, 'enforcement')) return lead;
    throw new DomainError('not-found', 'lead.unknown', `There is no lead ${id}`, { zh: `没有线索 ${id}` });
  }

  /** The newest first. */
  async list(tx: Tx, query: LeadsQuery, actor: Actor): Promise<Page<Lead>> {
    const { sql, parameters } = visibleTo(actor, 'enforcement', 'lead');
    const find = tx.getRepository(LeadEntity).createQueryBuilder('lead').where(sql, parameters);
    const {
      status,
      source,
      externalNo,
      patentNumber,
      creditCode,
      name: begins,
      submittedFrom,
      submittedTo,
      marked,
      area,
      patented,
      answered,
      limit,
    } = query;
    const equal = { status, source, externalNo, patentNumber, creditCode };
    for (const [name, value] of Object.entries(equal)) {
      if (value !== undefined) find.andWhere(`lead.${name} = :${name}`, { [name]: value });
    }
    if (begins) find.andWhere(NAME_BEGINS, { begins });
    if (submittedFrom) find.andWhere('lead.submittedOn >= :submittedFrom', { submittedFrom });
    if (submittedTo) find.andWhere('lead.submittedOn <= :submittedTo', { submittedTo });
    const there = { patentMark: marked, patentNumber: patented, patentStatus: answered };
    for (const [name, wanted] of Object.entries(there)) {
      if (wanted !== undefined) find.andWhere(`lead.${name} IS ${wanted ? 'NOT ' : ''}NULL`);
    }
    if (area) find.andWhere('starts_with(lead.areaCode, :area)', { area });
    const rows = await (submittedFrom || submittedTo ? newestByDay : newest)(find, query.cursor)
      .limit(limit + 1)
      .getMany();
    return pageOf(rows, limit, (lead) =>
      submittedFrom || submittedTo ? [lead.submittedOn, lead.id] : [lead.id],
    );
  }

  /** Throws `not-found`, `forbidden`, `conflict`, `stale`. The same content again changes nothing. */
  async correct(tx: Tx, id: string, content: LeadContent, actor: Actor): Promise<Lead> {
    const lead = await this.findOwn(tx, id, actor);
    const next = this.assigned(correctLead(lead, content, this.personal));
    if (sameContent(lead, next)) return lead;
    await keepVersion(tx, lead);
    if (!sameMatter(lead, next) || lead.marking.scope !== next.marking.scope)
      await dropKeys(tx, lead, this.personal);
    const corrected = await update(tx, LeadEntity, next);
    appendToOutbox(tx, LeadCorrected, { ...publicPart(corrected), correctedOn: this.today() });
    await recordAudit(tx, actor, 'lead.correct', id, { version: corrected.version });
    return corrected;
  }

  /** Throws `not-found`, `forbidden`, `conflict`, `stale`. */
  async withdraw(tx: Tx, id: string, reason: string, actor: Actor): Promise<Lead> {
    const lead = await this.findOwn(tx, id, actor);
    const withdrawn = await update(tx, LeadEntity, withdrawLead(lead, reason, this.today()));
    await dropKeys(tx, lead, this.personal);
    appendToOutbox(tx, LeadWithdrawn, { leadId: id, withdrawnOn: this.today() });
    await recordAudit(tx, actor, 'lead.withdraw', id);
    return withdrawn;
  }

  /** Writes what examination answered onto the leads; an answer to what a lead no longer asks is left aside. */
  async notePatentStatuses(
    tx: Tx,
    answers: readonly (PatentStatusAnswered & { answeredAt: string })[],
  ): Promise<void> {
    const noted = answers.map(notedOf);
    const written = await writeStatuses(tx, noted);
    for (const { leadId, patentNumber, status, mark, answer } of noted) {
      const submitter = written.get(leadId);
      if (submitter === undefined) continue;
      const event = statusNoted(leadId, patentNumber, answer.asOf, status, mark);
      appendToOutbox(tx, LeadPatentStatusNoted, event);
      this.partners.tell(tx, submitter, LeadPatentStatusNoted, event);
    }
  }

  private submitted(draft: Draft, { agency }: Actor): Lead {
    return this.assigned(submitLead(draft, agency, newId(), this.today(), this.personal));
  }

  private assigned(lead: Lead): Lead {
    const today = this.today();
    return assignLead(lead, this.competent.at(lead.areaCode, lead.actType, today), today);
  }

  private async findOwn(tx: Tx, id: string, actor: Actor): Promise<Lead> {
    const lead = await this.find(tx, id, actor);
    assertOwnAgency(actor, lead.submitter);
    return lead;
  }

  private read(tx: Tx, id: string): Promise<Lead> {
    return tx.getRepository(LeadEntity).findOneByOrFail({ id });
  }
}

/** One outcome per submission: the first of a number stands for it, be it known from before or of this batch. */
function outcomesOf(
  submissions: readonly Submission[],
  leads: ReadonlyMap<string, Lead>,
  known: ReadonlyMap<string, KnownLead>,
): SubmitOutcome[] {
  const seen = new Set<string>();
  return submissions.map(({ draft: { content, digest } }) => {
    const { externalNo } = content;
    const before = known.get(externalNo);
    const standing = before ?? leads.get(externalNo);
    const first = !before && !seen.has(externalNo);
    seen.add(externalNo);
    if (!standing || !isRepeat(standing, digest))
      return { status: 'rejected', issues: [numberUsed(externalNo)] };
    return { status: first ? 'accepted' : 'repeated', leadId: standing.id };
  });
}

function notedOf(answered: PatentStatusAnswered & { answeredAt: string }): NotedStatus {
  const { leadId, patentNumber, asOf, status, since, restsOn, basis, notes, certainty, answeredAt } =
    answered;
  return {
    leadId,
    patentNumber,
    status,
    mark: patentMarkOf(status),
    answer: { asOf, since, restsOn, basis, notes, certainty, answeredAt },
  };
}

function newest(find: SelectQueryBuilder<Lead>, cursor: string | undefined): SelectQueryBuilder<Lead> {
  const [before] = readCursor(cursor, z.tuple([z.uuid()])) ?? [];
  if (before) find.andWhere('lead.id < :before', { before });
  return find.orderBy('lead.id', 'DESC');
}

/** The same order, walked on an index of days: those asked for may lie years back. */
function newestByDay(find: SelectQueryBuilder<Lead>, cursor: string | undefined): SelectQueryBuilder<Lead> {
  const [day, before] = readCursor(cursor, z.tuple([z.iso.date(), z.uuid()])) ?? [];
  if (day) find.andWhere('(lead.submitted_on, lead.id) < (:day::date, :before::uuid)', { day, before });
  return find.orderBy('lead.submittedOn', 'DESC').addOrderBy('lead.id', 'DESC');
}
