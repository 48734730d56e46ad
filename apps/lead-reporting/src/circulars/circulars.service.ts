import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { provisionalDue } from '@xianjie/calendar';
import { CircularCorrected, CircularDistributed, CircularWithdrawn } from '@xianjie/contracts';
import { currentCalendar } from '@xianjie/deadlines';
import { DomainError } from '@xianjie/errors';
import { type LocalDate, newId } from '@xianjie/identifiers';
import {
  type Actor,
  AgencyDirectory,
  assertOwnAgency,
  homeOf,
  maySee,
  requireOfficer,
  visibleTo,
} from '@xianjie/identity';
import { appendToOutbox } from '@xianjie/messaging';
import { insert, type Tx, update } from '@xianjie/persistence';
import { Clock, type Page, pageOf, readCursor, requireVersion } from '@xianjie/service';
import type { SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';
import type { Case } from '../cases/case.js';
import { CaseEntity } from '../cases/case.entity.js';
import { holds } from '../named.js';
import {
  type Acting,
  type Circular,
  correctCircular,
  distributeCircular,
  proposeCircular,
  type Recipient,
  returnCircular,
  stateOf,
  withdrawCircular,
} from './circular.js';
import { CircularEntity } from './circular.entity.js';
import type {
  CircularsQuery,
  CorrectCircular,
  DistributeCircular,
  ProposeCircular,
} from './circulars.dto.js';
import { addRecipients, recipientsOf } from './recipients.store.js';

/** A circular with what its addressees did. */
export interface CircularWithRecipients {
  readonly circular: Circular;
  readonly recipients: readonly Recipient[];
}

const PREFECTURES = ['patent-office-prefecture', 'corps'] as const;
const PROVINCES = ['patent-office-province', 'corps'] as const;

@Injectable()
export class CircularsService {
  constructor(
    private readonly clock: Clock,
    private readonly directory: AgencyDirectory,
  ) {}

  /** Throws `not-found`, `forbidden`, `conflict`. */
  async propose(tx: Tx, { caseId, title, body }: ProposeCircular, actor: Actor): Promise<Circular> {
    const of = await this.ownCase(tx, caseId, actor);
    const circular = proposeCircular({ id: newId(), title, body }, of, this.acting(actor));
    await insert(tx, CircularEntity, circular);
    await recordAudit(tx, actor, 'circular.propose', circular.id, { caseId });
    return circular;
  }

  /** Checked by a superior of the proposer, or the province itself. Throws `not-found`, `forbidden`, `conflict`, `invalid`, `stale`. */
  async distribute(
    tx: Tx,
    id: string,
    given: DistributeCircular,
    actor: Actor,
  ): Promise<CircularWithRecipients> {
    const { circular } = await this.find(tx, id, actor);
    const acting = this.acting(actor);
    this.requireSuperior(circular, actor);
    requireVersion(circular, given.version);
    const addressees = this.addresseesOf(circular, given.addressees, actor);
    const acknowledgeBy = await this.dayAfter(tx, given.acknowledgeWithin);
    const of = await this.lockCase(tx, circular.caseId);
    const { circularNo } = given;
    await this.requireFreeNumber(tx, circularNo, actor);
    const distributed = await update(
      tx,
      CircularEntity,
      distributeCircular(circular, of, { circularNo, addressees, acknowledgeBy }, acting),
    );
    await addRecipients(tx, id, addressees, acknowledgeBy);
    appendToOutbox(tx, CircularDistributed, {
      circularId: id,
      caseId: of.id,
      proposer: circular.proposer,
      issuer: actor.agency.id,
      distributedOn: acting.today,
      ...{ circularNo, addressees, acknowledgeBy },
    });
    await recordAudit(tx, actor, 'circular.distribute', id, { circularNo, addressees: addressees.length });
    return this.with(tx, distributed);
  }

  /** Throws `not-found`, `forbidden`, `conflict`, `stale`. */
  async sendBack(
    tx: Tx,
    id: string,
    { version, reason }: { version?: number | undefined; reason: string },
    actor: Actor,
  ): Promise<CircularWithRecipients> {
    const { circular } = await this.find(tx, id, actor);
    const acting = this.acting(actor);
    this.requireSuperior(circular, actor);
    requireVersion(circular, version);
    const returned = await update(tx, CircularEntity, returnCircular(circular, reason, acting));
    await recordAudit(tx, actor, 'circular.return', id);
    return this.with(tx, returned);
  }

  /** By the issuer. Throws `not-found`, `forbidden`, `conflict`, `stale`. */
  async correct(tx: Tx, id: string, { version, reason, ...change }: CorrectCircular, actor: Actor) {
    const circular = await this.own(tx, id, version, actor);
    const corrected = await update(
      tx,
      CircularEntity,
      correctCircular(circular, change, reason, this.acting(actor)),
    );
    const { revision } = corrected;
    appendToOutbox(tx, CircularCorrected, { circularId: id, revision, correctedOn: this.today() });
    await recordAudit(tx, actor, 'circular.correct', id, { revision });
    return this.with(tx, corrected);
  }

  /** By the issuer. Throws `not-found`, `forbidden`, `conflict`, `stale`. */
  async withdraw(
    tx: Tx,
    id: string,
    { version, reason }: { version?: number | undefined; reason: string },
    actor: Actor,
  ): Promise<CircularWithRecipients> {
    const circular = await this.own(tx, id, version, actor);
    const withdrawn = await update(
      tx,
      CircularEntity,
      withdrawCircular(circular, reason, this.acting(actor)),
    );
    appendToOutbox(tx, CircularWithdrawn, { circularId: id, withdrawnOn: this.today() });
    await recordAudit(tx, actor, 'circular.withdraw', id);
    return this.with(tx, withdrawn);
  }

  /** Throws `not-found` for a circular that is not there or that the actor may not see. */
  async find(tx: Tx, id: string, actor: Actor): Promise<CircularWithRecipients> {
    const circular = await tx.getRepository(CircularEntity).findOneBy({ id });
    if (circular && maySee(actor, circular.marking, 'enforcement')) return this.with(tx, circular);
    throw new DomainError('not-found', 'circular.unknown', `There is no circular ${id}`, {
      zh: `没有通报 ${id}`,
    });
  }

  /** The newest first. */
  async list(tx: Tx, query: CircularsQuery, actor: Actor): Promise<Page<CircularWithRecipients>> {
    const { sql, parameters } = visibleTo(actor, 'enforcement', 'circular');
    const find = tx.getRepository(CircularEntity).createQueryBuilder('circular').where(sql, parameters);
    const { status, caseId, circularNo, title, mine, silent, limit } = query;
    if (status) find.andWhere('circular.status = :status', { status });
    if (caseId) find.andWhere('circular.caseId = :caseId', { caseId });
    if (circularNo) find.andWhere('circular.circularNo = :circularNo', { circularNo });
    if (title) find.andWhere(holds('circular.title', 'title'), { title });
    const own = { own: actor.agency.id, today: this.today() };
    if (mine === 'to-acknowledge') find.andWhere(`EXISTS (${UNANSWERED} AND r.agency = :own)`, own);
    if (silent === true)
      find.andWhere(`EXISTS (${UNANSWERED} AND r.acknowledge_by < CAST(:today AS date))`, own);
    if (query.distributedFrom)
      find.andWhere('circular.distributedOn >= :since', { since: query.distributedFrom });
    if (query.distributedTo)
      find.andWhere('circular.distributedOn <= :until', { until: query.distributedTo });
    if (query.addresseesIn !== undefined) this.addressedTo(find, query.addresseesIn, query.receipt, own);
    const [before] = readCursor(query.cursor, z.tuple([z.uuid()])) ?? [];
    if (before) find.andWhere('circular.id < :before', { before });
    const rows = await find
      .orderBy('circular.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    const { items, nextCursor } = pageOf(rows, limit, (circular) => [circular.id]);
    const recipients = await recipientsOf(
      tx,
      items.map(({ id }) => id),
    );
    return {
      items: items.map((circular) => ({ circular, recipients: recipients.get(circular.id) ?? [] })),
      nextCursor,
    };
  }

  /** As the statistics count them: an addressee knows of its own receipts only. */
  private addressedTo(
    find: SelectQueryBuilder<Circular>,
    province: string,
    receipt: CircularsQuery['receipt'],
    own: { readonly own: string; readonly today: LocalDate },
  ): void {
    const there = this.directory.agencies
      .filter((each) => homeOf(each).province === province)
      .map(({ id }) => id);
    find.andWhere(
      `EXISTS (SELECT FROM circular_recipient r WHERE r.circular_id = circular.id AND r.agency = ANY(:there)
        AND (r.agency = :own OR circular.issuer = :own OR circular.proposer = :own OR :own = ANY(circular.marking_superiors))
        AND ${receipt ? RECEIPTS[receipt] : 'true'})`,
      { there, ...own },
    );
  }

  /** What an addressee sees of the others: that they were told, not what they did. Issuer, proposer and their superiors see all. */
  shownTo({ circular, recipients }: CircularWithRecipients, { agency }: Actor): readonly Recipient[] {
    const seesAll =
      [circular.issuer, circular.proposer].includes(agency.id) ||
      circular.marking.superiors.includes(agency.id);
    return seesAll ? recipients : recipients.filter((recipient) => recipient.agency === agency.id);
  }

  stateOf(recipient: Recipient, circular: Circular) {
    return stateOf(recipient, circular, this.today());
  }

  nameOf(agency: string): string {
    return this.directory.find(agency)?.name ?? agency;
  }

  /** The circular with what its addressees did. */
  async with(tx: Tx, circular: Circular): Promise<CircularWithRecipients> {
    const recipients = await recipientsOf(tx, [circular.id]);
    return { circular, recipients: recipients.get(circular.id) ?? [] };
  }

  /** A circular that the actor's agency issued, for an act of an officer of it. Throws `not-found`, `forbidden`, `stale`. */
  async own(tx: Tx, id: string, version: number | undefined, actor: Actor): Promise<Circular> {
    const { circular } = await this.find(tx, id, actor);
    requireOfficer(actor);
    assertOwnAgency(actor, circular.issuer ?? '');
    requireVersion(circular, version);
    return circular;
  }

  private requireSuperior({ proposer }: Circular, actor: Actor): void {
    requireOfficer(actor);
    const own = proposer === actor.agency.id && actor.agency.kind !== 'patent-office-prefecture';
    if (own || this.directory.get(proposer).parents.includes(actor.agency.id)) return;
    throw new DomainError(
      'forbidden',
      'circular.not-superior',
      'Only a superior of the proposer decides on it',
      {
        zh: '仅报送机关的上级机关可以审核',
      },
    );
  }

  /** Those named, else all others at the issuer's place: prefectures of a province, provinces of the nation. */
  private addresseesOf(
    { proposer }: Circular,
    named: readonly string[] | undefined,
    { agency }: Actor,
  ): string[] {
    const kinds = agency.kind === 'patent-office-nation' ? PROVINCES : PREFECTURES;
    const reachable = this.directory.under(agency.id, ...kinds).map(({ id }) => id);
    const wanted = named ?? reachable;
    const beyond = wanted.filter((id) => !reachable.includes(id));
    if (beyond.length > 0) {
      throw new DomainError('invalid', 'input.invalid', 'The input breaks a rule; see errors', {
        zh: '输入不符合要求，详见 errors',
        issues: [
          {
            field: 'addressees',
            rule: 'circular.addressee-beyond',
            message: `Not subordinate to you: ${beyond.join(', ')}`,
            messageZh: `不属于本机关下级：${beyond.join('、')}`,
          },
        ],
      });
    }
    return [...new Set(wanted)].filter((id) => id !== proposer).sort();
  }

  private async requireFreeNumber(tx: Tx, circularNo: string, { agency }: Actor): Promise<void> {
    const used = await tx.getRepository(CircularEntity).existsBy({ issuer: agency.id, circularNo });
    if (!used) return;
    throw new DomainError('conflict', 'circular.number-used', `Number ${circularNo} was used already`, {
      zh: `通报文号 ${circularNo} 已使用`,
    });
  }

  private async ownCase(tx: Tx, id: string, actor: Actor): Promise<Case> {
    requireOfficer(actor);
    const found = await tx.getRepository(CaseEntity).findOneBy({ id });
    if (!found || !maySee(actor, found.marking, 'enforcement')) {
      throw new DomainError('not-found', 'case.unknown', `There is no case ${id}`, { zh: `没有案件 ${id}` });
    }
    assertOwnAgency(actor, found.agency);
    return found;
  }

  /** Held still: a transfer that opens at the same moment comes before or after, never in between. */
  private async lockCase(tx: Tx, id: string): Promise<Case> {
    return tx.getRepository(CaseEntity).findOneOrFail({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  private async dayAfter(tx: Tx, workdays: number): Promise<LocalDate> {
    const due = provisionalDue(await currentCalendar(tx), this.today(), { kind: 'WORKDAYS', n: workdays });
    if (due.kind !== 'day') throw new Error('Working days end on a day');
    return due.lateAfter;
  }

  acting(actor: Actor): Acting {
    return {
      agency: actor.agency,
      officer: requireOfficer(actor).name,
      today: this.today(),
      at: this.clock.now().toISOString(),
    };
  }

  private today(): LocalDate {
    return this.clock.today() as LocalDate;
  }
}

const RECEIPTS = {
  acknowledged: 'r.acknowledged_revision > 0',
  answered: 'r.outcome IS NOT NULL',
  silent: 'r.acknowledged_revision = 0 AND r.acknowledge_by < CAST(:today AS date)',
} as const;

const UNANSWERED =
  'SELECT FROM circular_recipient r WHERE r.circular_id = circular.id AND r.acknowledged_revision < circular.revision';
