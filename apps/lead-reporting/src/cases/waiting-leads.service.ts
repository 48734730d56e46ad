import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { currentCalendar } from '@xianjie/deadlines';
import { DomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import { type Actor, AgencyDirectory, requireOfficer, visibleTo } from '@xianjie/identity';
import { type Tx, update } from '@xianjie/persistence';
import { Clock, type Page, pageOf, readCursor, requireVersion } from '@xianjie/service';
import { Statutes } from '@xianjie/statutes';
import { z } from 'zod';
import type { Lead } from '../leads/lead.js';
import { endCheck, extendCheck } from '../leads/lead-check.js';
import { LeadEntity } from '../leads/lead.entity.js';
import { LeadsService } from '../leads/leads.service.js';
import type { WaitingQuery } from './cases.dto.js';
import { CheckLimits } from './waiting-leads.js';

/** Agencies that check leads. */
const OFFICES = [
  'patent-office-prefecture',
  'patent-office-province',
  'corps',
  'patent-office-nation',
] as const;

/** Leads that wait for a case at the agencies that are competent for them. */
@Injectable()
export class WaitingLeads {
  constructor(
    private readonly clock: Clock,
    private readonly leads: LeadsService,
    private readonly directory: AgencyDirectory,
    private readonly statutes: Statutes,
  ) {}

  async limits(tx: Tx): Promise<CheckLimits> {
    return new CheckLimits(this.statutes, await currentCalendar(tx), this.clock.today() as LocalDate);
  }

  /** At the actor's agency and those under it, the longest waiting first. */
  async list(tx: Tx, query: WaitingQuery, actor: Actor, limits: CheckLimits): Promise<Page<Lead>> {
    const agencies = this.agenciesOf(actor).filter((id) => query.agency === undefined || id === query.agency);
    const [day, id] = readCursor(query.cursor, z.tuple([z.iso.date(), z.uuid()])) ?? [];
    const { sql, parameters } = visibleTo(actor, 'enforcement', 'waiting');
    const words = {
      ...{ agencies, day: day ?? '0001-01-01', id: id ?? '00000000-0000-0000-0000-000000000000' },
      ...{ plain: limits.lateSince(false), extended: limits.lateSince(true), page: query.limit + 1 },
    };
    const rows = await tx
      .getRepository(LeadEntity)
      .createQueryBuilder('lead')
      .where(`lead.id IN (${waiting(query.state, sql)})`, { ...words, ...parameters })
      .orderBy('lead.assignedOn')
      .addOrderBy('lead.id')
      .limit(query.limit + 1)
      .getMany();
    return pageOf(rows, query.limit, (lead) => [lead.assignedOn, lead.id]);
  }

  /** Throws `not-found`, `forbidden` (`lead.not-competent`, `officer.needed`), `conflict`, `stale`. */
  async extend(
    tx: Tx,
    leadId: string,
    { reason, approvedBy, version }: { reason: string; approvedBy: string; version?: number | undefined },
    actor: Actor,
  ): Promise<Lead> {
    const lead = await this.findOwn(tx, leadId, actor, version);
    if ((await this.limits(tx)).isLate(lead)) throw over(lead);
    return this.write(tx, extendCheck(lead, reason, approvedBy, this.today()), actor, 'lead.extend-check');
  }

  /** No case is opened. Throws as `extend`. */
  async end(
    tx: Tx,
    leadId: string,
    { reason, version }: { reason: string; version?: number | undefined },
    actor: Actor,
  ): Promise<Lead> {
    const lead = await this.findOwn(tx, leadId, actor, version);
    return this.write(tx, endCheck(lead, reason, this.today()), actor, 'lead.end-check');
  }

  private today(): LocalDate {
    return this.clock.today() as LocalDate;
  }

  private agenciesOf({ agency }: Actor): string[] {
    return [...new Set([agency.id, ...this.directory.under(agency.id, ...OFFICES).map(({ id }) => id)])];
  }

  private async findOwn(tx: Tx, id: string, actor: Actor, version: number | undefined): Promise<Lead> {
    const lead = await this.leads.find(tx, id, actor);
    if (lead.competent !== actor.agency.id) {
      throw new DomainError('forbidden', 'lead.not-competent', 'Another agency checks this lead', {
        zh: '该线索由其他机关核查',
      });
    }
    requireOfficer(actor);
    requireVersion(lead, version);
    return lead;
  }

  private async write(tx: Tx, next: Lead, actor: Actor, act: string): Promise<Lead> {
    const written = await update(tx, LeadEntity, next);
    await recordAudit(tx, actor, act, written.id, { version: written.version });
    return written;
  }
}

/** Ids of a page: for each agency the leads that wait there the longest, read from an index. */
function waiting(state: WaitingQuery['state'], visible: string): string {
  const late = `CASE waiting.lead_check ->> 'state' WHEN 'extended' THEN waiting.assigned_on <= :extended::date
    ELSE waiting.assigned_on <= :plain::date END`;
  // No check that is late began after :plain, and none that is not began by :extended: so far the index goes.
  const wanted = {
    late: `waiting.assigned_on <= :plain::date AND ${late}`,
    running: `waiting.assigned_on > :extended::date AND NOT (${late})`,
    all: 'true',
  }[state];
  return `SELECT found.id FROM unnest(:agencies::text[]) AS at(agency) CROSS JOIN LATERAL (
    SELECT waiting.id FROM lead AS waiting
    WHERE waiting.competent = at.agency AND waiting.status = 'submitted' AND waiting.lead_check ->> 'state' <> 'ended'
      AND (waiting.assigned_on, waiting.id) > (:day::date, :id::uuid) AND ${wanted} AND ${visible}
    ORDER BY waiting.assigned_on, waiting.id LIMIT :page) AS found`;
}

function over({ id }: Lead): DomainError {
  return new DomainError('conflict', 'lead-check.over', `The time for checking lead ${id} has passed`, {
    zh: `线索 ${id} 的核查期限已届满`,
  });
}
