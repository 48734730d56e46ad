import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import {
  PublicityRecordCorrected,
  PublicityRecordPublished,
  PublicityRecordRemoved,
} from '@xianjie/contracts';
import { currentCalendar } from '@xianjie/deadlines';
import { DomainError } from '@xianjie/errors';
import { type LocalDate, newId } from '@xianjie/identifiers';
import {
  type Actor,
  type Agency,
  AgencyDirectory,
  assertOwnAgency,
  maySee,
  requireOfficer,
  visibleTo,
} from '@xianjie/identity';
import { appendToOutbox } from '@xianjie/messaging';
import { insert, type Tx, update } from '@xianjie/persistence';
import { Clock, type Page, pageOf, readCursor, requireVersion } from '@xianjie/service';
import { Statutes } from '@xianjie/statutes';
import { In } from 'typeorm';
import type { SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';
import { CLOCKWORK } from '../clockwork.js';
import type { Decision } from '../decisions/decision.js';
import { DecisionEntity } from '../decisions/decision.entity.js';
import { appendToFeed } from '../feed/feed.store.js';
import { holdsName } from '../named.js';
import type { CorrectRecord, PublicityQuery } from './publicity.dto.js';
import { shownPart } from './publicity-events.js';
import {
  correctRecord,
  prepareRecord,
  type PublicityRecord,
  publicitySystems,
  publishRecord,
  type RemovalReason,
  removeRecord,
  withholdRecord,
} from './publicity-record.js';
import { PublicityRecordEntity } from './publicity-record.entity.js';
import { layoutOf } from './published-layout.js';

const ENDING_BATCH = 200;

interface ShownDecision {
  readonly record: PublicityRecord;
  readonly decision: Decision;
}

async function withDecisions(tx: Tx, records: readonly PublicityRecord[]): Promise<ShownDecision[]> {
  const ids = records.map(({ decisionId }) => decisionId);
  const decisions = await tx.getRepository(DecisionEntity).findBy({ id: In(ids) });
  const byId = new Map(decisions.map((decision) => [decision.id, decision]));
  return records.map((record) => ({ record, decision: byId.get(record.decisionId)! }));
}

@Injectable()
export class PublicityService {
  constructor(
    private readonly clock: Clock,
    private readonly agencies: AgencyDirectory,
    private readonly statutes: Statutes,
  ) {}

  /** One record for each system, where the decision is a penalty. */
  async prepare(tx: Tx, decision: Decision, agency: Agency): Promise<void> {
    if (decision.kind !== 'PENALTY') return;
    const calendar = await currentCalendar(tx);
    for (const system of publicitySystems) {
      const record = prepareRecord(decision, system, agency, newId(), this.statutes, calendar);
      await insert(tx, PublicityRecordEntity, record);
      await recordAudit(tx, CLOCKWORK, 'publicity.prepare', record.id, { system, status: record.status });
    }
  }

  /** Throws `not-found`, `forbidden`, `conflict`, `stale`. */
  async publish(tx: Tx, id: string, version: number | undefined, actor: Actor): Promise<PublicityRecord> {
    const { record, decision } = await this.own(tx, id, version, actor);
    const published = await update(
      tx,
      PublicityRecordEntity,
      publishRecord(record, decision.decidedOn, this.today()),
    );
    const shown = shownPart(published, decision);
    appendToOutbox(tx, PublicityRecordPublished, shown);
    this.feed(tx, shown);
    await recordAudit(tx, actor, 'publicity.publish', id, { endsOn: published.endsOn });
    return published;
  }

  /** Throws `not-found`, `forbidden`, `conflict`, `stale`. */
  async correct(tx: Tx, id: string, { version, reason, ...change }: CorrectRecord, actor: Actor) {
    const { record, decision } = await this.own(tx, id, version, actor);
    const corrected = await update(tx, PublicityRecordEntity, correctRecord(record, change));
    if (corrected.status === 'published') {
      const shown = shownPart(corrected, decision);
      appendToOutbox(tx, PublicityRecordCorrected, { ...shown, correctedOn: this.today() });
      this.feed(tx, shown);
    }
    await recordAudit(tx, actor, 'publicity.correct', id, { reason, on: this.today() });
    return corrected;
  }

  /** Throws `not-found`, `forbidden`, `conflict`, `stale`. */
  async withhold(tx: Tx, id: string, version: number | undefined, reason: string, actor: Actor) {
    const { record } = await this.own(tx, id, version, actor);
    const withheld = await update(tx, PublicityRecordEntity, withholdRecord(record, 'agency'));
    await recordAudit(tx, actor, 'publicity.withhold', id, { reason, on: this.today() });
    return withheld;
  }

  /** Taken back by the agency that shows it. Throws `not-found`, `forbidden`, `conflict`, `stale`. */
  async takeBack(
    tx: Tx,
    id: string,
    {
      version,
      reason,
      documentNo,
    }: { version?: number | undefined; reason: string; documentNo?: string | undefined },
    actor: Actor,
  ): Promise<PublicityRecord> {
    const { record } = await this.own(tx, id, version, actor);
    const removed = await this.remove(tx, record, 'WITHDRAWN', documentNo ?? null);
    await recordAudit(tx, actor, 'publicity.take-back', id, { reason });
    return removed;
  }

  /** Everything that is shown, or would be, of a decision that was annulled. */
  async withdraw(tx: Tx, decisionId: string, documentNo: string | null): Promise<void> {
    const records = await tx.getRepository(PublicityRecordEntity).findBy({ decisionId });
    for (const record of records) {
      if (record.status === 'prepared')
        await update(tx, PublicityRecordEntity, withholdRecord(record, 'annulled'));
      if (record.status === 'published') await this.remove(tx, record, 'DECISION_ANNULLED', documentNo);
      await recordAudit(tx, CLOCKWORK, 'publicity.withdraw', record.id, { documentNo });
    }
  }

  /** Throws `conflict` (`publicity.not-published`), `stale`. */
  async remove(
    tx: Tx,
    record: PublicityRecord,
    because: RemovalReason,
    documentNo: string | null,
  ): Promise<PublicityRecord> {
    const removed = await update(
      tx,
      PublicityRecordEntity,
      removeRecord(record, this.today(), because, documentNo),
    );
    const { id } = removed;
    appendToOutbox(tx, PublicityRecordRemoved, {
      recordId: id,
      removedOn: this.today(),
      because,
      documentNo,
    });
    appendToFeed(tx, {
      ...{ kind: 'publicity-record', key: id, change: 'REMOVE', body: null, endsOn: null },
      at: this.clock.now(),
    } as const);
    return removed;
  }

  /** Stops showing what may be shown no longer; answers how many of a batch. */
  async endTerms(tx: Tx): Promise<number> {
    const over = await tx
      .getRepository(PublicityRecordEntity)
      .createQueryBuilder('record')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .where("record.status = 'published' AND record.endsOn < :today", { today: this.today() })
      .orderBy('record.endsOn')
      .limit(ENDING_BATCH)
      .getMany();
    for (const record of over) {
      await this.remove(tx, record, 'TERM_ENDED', null);
      await recordAudit(tx, CLOCKWORK, 'publicity.term-end', record.id, { endsOn: record.endsOn });
    }
    return over.length;
  }

  /** Throws `not-found` for a record that is not there or that the actor may not see. */
  async find(tx: Tx, id: string, actor: Actor): Promise<ShownDecision> {
    const record = await tx.getRepository(PublicityRecordEntity).findOneBy({ id });
    if (!record || !maySee(actor, record.marking, 'credit')) {
      throw new DomainError('not-found', 'publicity.unknown', `There is no publicity record ${id}`, {
        zh: `没有公示信息 ${id}`,
      });
    }
    const decision = await tx.getRepository(DecisionEntity).findOneByOrFail({ id: record.decisionId });
    return { record, decision };
  }

  /** The newest first, each with its decision. */
  async list(tx: Tx, query: PublicityQuery, actor: Actor): Promise<Page<ShownDecision>> {
    const { sql, parameters } = visibleTo(actor, 'credit', 'record');
    const find = tx.getRepository(PublicityRecordEntity).createQueryBuilder('record').where(sql, parameters);
    const { status, system, creditCode, decisionNo, removedBecause, late, shown, own, name, limit } = query;
    const equal = { status, system, creditCode, decisionNo, removedBecause };
    for (const [name, value] of Object.entries(equal)) {
      if (value !== undefined) find.andWhere(`record.${name} = :${name}`, { [name]: value });
    }
    if (late === true)
      find.andWhere("record.status = 'prepared' AND record.publishBy < :today", { today: this.today() });
    if (own === true) find.andWhere('record.marking_owner = :own', { own: actor.agency.id });
    if (name !== undefined) {
      const named = `SELECT id FROM decision WHERE ${holdsName('party_name')}`;
      find.andWhere(`record.decisionId IN (${named})`, { name });
    }
    if (shown !== undefined) find.andWhere(`record.publishedOn IS ${shown ? 'NOT ' : ''}NULL`);
    ofDecision(find, query);
    const [before] = readCursor(query.cursor, z.tuple([z.uuid()])) ?? [];
    if (before) find.andWhere('record.id < :before', { before });
    const rows = await find
      .orderBy('record.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    const page = pageOf(rows, limit, (record) => [record.id]);
    return { ...page, items: await withDecisions(tx, page.items) };
  }

  today(): LocalDate {
    return this.clock.today() as LocalDate;
  }

  private async own(tx: Tx, id: string, version: number | undefined, actor: Actor) {
    const found = await this.find(tx, id, actor);
    assertOwnAgency(actor, found.record.marking.owner);
    requireOfficer(actor);
    requireVersion(found.record, version);
    return found;
  }

  private feed(tx: Tx, shown: PublicityRecordPublished): void {
    const agencyName = this.agencies.find(shown.agency)?.name ?? shown.agency;
    appendToFeed(tx, {
      kind: 'publicity-record',
      key: shown.recordId,
      change: 'PUT',
      body: { ...shown, row: layoutOf(shown, agencyName) },
      endsOn: shown.endsOn,
      at: this.clock.now(),
    });
  }
}

/** Where the act took place, and when it was decided. */
function ofDecision(
  find: SelectQueryBuilder<PublicityRecord>,
  { area, decidedFrom, decidedTo }: PublicityQuery,
): void {
  const wanted = [
    ...(area ? ['starts_with(d.area_code, :area)'] : []),
    ...(decidedFrom ? ['d.decided_on >= :decidedFrom'] : []),
    ...(decidedTo ? ['d.decided_on <= :decidedTo'] : []),
  ];
  if (wanted.length === 0) return;
  find.andWhere(
    `EXISTS (SELECT FROM decision d WHERE d.id = record.decision_id AND ${wanted.join(' AND ')})`,
    { area, decidedFrom, decidedTo },
  );
}
