import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { currentCalendar } from '@xianjie/deadlines';
import { DomainError } from '@xianjie/errors';
import { type LocalDate, newId } from '@xianjie/identifiers';
import { type Actor, assertOwnAgency, requireOfficer } from '@xianjie/identity';
import { insert, type Tx, update } from '@xianjie/persistence';
import { Clock, type Page, pageOf, readCursor, requireVersion } from '@xianjie/service';
import { Statutes } from '@xianjie/statutes';
import { z } from 'zod';
import { ListsService } from '../lists/lists.service.js';
import { PublicityService } from '../publicity/publicity.service.js';
import {
  type Application,
  apply,
  decide,
  type Repair,
  type Repairable,
  repairableEntry,
  repairableRecord,
  withdraw,
} from './repair.js';
import { RepairEntity } from './repair.entity.js';
import type { ApplyForRepair, DecideRepair, RepairsQuery } from './repairs.dto.js';

@Injectable()
export class RepairsService {
  constructor(
    private readonly clock: Clock,
    private readonly statutes: Statutes,
    private readonly publicity: PublicityService,
    private readonly lists: ListsService,
  ) {}

  /** Throws `not-found`, `forbidden`, `conflict` (`repair.pending`, `repair.not-allowed`), `invalid` (`statutes.…`). */
  async apply(tx: Tx, { subjectKind, subjectId, ...given }: ApplyForRepair, actor: Actor): Promise<Repair> {
    const subject =
      subjectKind === 'publicity-record'
        ? await this.record(tx, subjectId, actor)
        : repairableEntry(await this.lists.find(tx, subjectId, false));
    if (actor.agency.kind !== 'credit-platform') assertOwnAgency(actor, subject.agency);
    await this.requireNonePending(tx, subjectId);
    const application: Application = { ...given, appliedOn: this.today() };
    const made = { id: newId(), applicant: actor.agency.id };
    const last = await this.lastRepair(tx, subject);
    const repair = apply(subject, application, last, made, this.statutes, await currentCalendar(tx));
    await insert(tx, RepairEntity, repair);
    await recordAudit(tx, actor, 'repair.apply', repair.id, { subjectId, verdict: repair.verdict });
    return repair;
  }

  /** What is repaired is shown, shared and used no longer, in the same commit. Throws `not-found`, `forbidden`, `conflict`, `stale`. */
  async decide(tx: Tx, id: string, decision: DecideRepair, actor: Actor): Promise<Repair> {
    const repair = await this.find(tx, id, actor);
    assertOwnAgency(actor, repair.agency);
    requireOfficer(actor);
    requireVersion(repair, decision.version);
    const { granted, reason, documentNo = null } = decision;
    const decided = await update(tx, RepairEntity, decide(repair, granted, this.today(), reason, documentNo));
    if (granted) await this.remove(tx, decided, actor);
    await recordAudit(tx, actor, 'repair.decide', id, { granted });
    return decided;
  }

  /** By the one who handed it in. Throws `not-found`, `forbidden`, `conflict`, `stale`. */
  async withdraw(tx: Tx, id: string, actor: Actor): Promise<Repair> {
    const repair = await this.find(tx, id, actor);
    assertOwnAgency(actor, repair.applicant);
    const withdrawn = await update(tx, RepairEntity, withdraw(repair, this.today()));
    await recordAudit(tx, actor, 'repair.withdraw', id);
    return withdrawn;
  }

  /** Throws `not-found` for an application that is not there, or is neither handed in nor decided by the caller. */
  async find(tx: Tx, id: string, { agency }: Actor): Promise<Repair> {
    const repair = await tx.getRepository(RepairEntity).findOneBy({ id });
    if (repair && [repair.agency, repair.applicant].includes(agency.id)) return repair;
    throw new DomainError('not-found', 'repair.unknown', `There is no repair ${id}`, {
      zh: `没有修复申请 ${id}`,
    });
  }

  /** Handed in or decided by the caller, the newest first. */
  async list(tx: Tx, { cursor, limit, ...filters }: RepairsQuery, { agency }: Actor): Promise<Page<Repair>> {
    const find = tx
      .getRepository(RepairEntity)
      .createQueryBuilder('repair')
      .where('(repair.agency = :agency OR repair.applicant = :agency)', { agency: agency.id });
    for (const [name, value] of Object.entries(filters)) {
      if (value !== undefined) find.andWhere(`repair.${name} = :${name}`, { [name]: value });
    }
    const [before] = readCursor(cursor, z.tuple([z.uuid()])) ?? [];
    if (before) find.andWhere('repair.id < :before', { before });
    const rows = await find
      .orderBy('repair.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    return pageOf(rows, limit, (repair) => [repair.id]);
  }

  private async record(tx: Tx, id: string, actor: Actor): Promise<Repairable> {
    const { record, decision } = await this.publicity.find(tx, id, actor);
    return repairableRecord(record, decision);
  }

  private async remove(tx: Tx, { subjectKind, subjectId, documentNo }: Repair, actor: Actor): Promise<void> {
    if (subjectKind === 'publicity-record') {
      const { record } = await this.publicity.find(tx, subjectId, actor);
      await this.publicity.remove(tx, record, 'REPAIRED', documentNo);
    } else {
      await this.lists.remove(tx, await this.lists.find(tx, subjectId, true), 'REPAIRED', documentNo);
    }
  }

  private async requireNonePending(tx: Tx, subjectId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`repair/${subjectId}`]);
    const pending = await tx.getRepository(RepairEntity).findOneBy({ subjectId, status: 'pending' });
    if (!pending) return;
    throw new DomainError('conflict', 'repair.pending', `Repair ${pending.id} is under way already`, {
      zh: `该信息已有修复申请 ${pending.id} 正在办理`,
    });
  }

  private async lastRepair(tx: Tx, { creditCode, system }: Repairable): Promise<LocalDate | undefined> {
    if (creditCode === null) return undefined;
    const [row] = await tx.query<{ last: LocalDate | null }[]>(
      `SELECT max(decided_on)::text AS last FROM repair WHERE credit_code = $1 AND system = $2 AND status = 'granted'`,
      [creditCode, system],
    );
    return row?.last ?? undefined;
  }

  private today(): LocalDate {
    return this.clock.today() as LocalDate;
  }
}
