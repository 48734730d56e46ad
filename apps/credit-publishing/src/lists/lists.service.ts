import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { ListEntryAdded, ListEntryExtended, ListEntryRemoved } from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import { type LocalDate, newId } from '@xianjie/identifiers';
import { appendToOutbox } from '@xianjie/messaging';
import { insert, type Tx, update } from '@xianjie/persistence';
import { Clock, type Page, pageOf, readCursor } from '@xianjie/service';
import { Statutes } from '@xianjie/statutes';
import { z } from 'zod';
import { CLOCKWORK } from '../clockwork.js';
import { appendToFeed } from '../feed/feed.store.js';
import { holdsName } from '../named.js';
import {
  addEntry,
  type EntryRemoval,
  extendEntry,
  type ListEntry,
  type Recognition,
  removeEntry,
} from './list-entry.js';
import { ListEntryEntity } from './list-entry.entity.js';
import type { ListsQuery } from './lists.dto.js';

const ENDING_BATCH = 200;

@Injectable()
export class ListsService {
  constructor(
    private readonly clock: Clock,
    private readonly statutes: Statutes,
  ) {}

  /**
   * Puts a party on a list, or prolongs its entry; undefined where the act's own term is over. Two acts of one party at the same time
   * queue. Throws `invalid` (`statutes.no-rule`).
   */
  async recognise(tx: Tx, recognition: Recognition): Promise<ListEntry | undefined> {
    const { list, creditCode } = recognition;
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${list}/${creditCode}`]);
    const standing = await tx
      .getRepository(ListEntryEntity)
      .findOneBy({ list, creditCode, status: 'listed' });
    const running = standing && (await this.stillRunning(tx, standing, recognition));
    if (running) return this.extend(tx, running, recognition);
    const entry = addEntry(recognition, newId(), this.today(), this.statutes);
    if (!entry) return undefined;
    await insert(tx, ListEntryEntity, entry);
    this.tell(tx, ListEntryAdded, entry);
    return entry;
  }

  /** An entry whose term had ended when the further act was recognised ends; the act begins a new one. */
  private async stillRunning(
    tx: Tx,
    entry: ListEntry,
    { recognisedOn }: Recognition,
  ): Promise<ListEntry | undefined> {
    if (recognisedOn <= entry.endsOn) return entry;
    await this.remove(tx, entry, 'TERM_ENDED', null);
    return undefined;
  }

  private async extend(tx: Tx, entry: ListEntry, further: Recognition): Promise<ListEntry> {
    const extended = await update(tx, ListEntryEntity, extendEntry(entry, further, this.statutes));
    this.tell(tx, ListEntryExtended, extended);
    return extended;
  }

  /** Throws `conflict` (`list-entry.not-listed`), `stale`. */
  async remove(
    tx: Tx,
    entry: ListEntry,
    because: EntryRemoval,
    documentNo: string | null,
  ): Promise<ListEntry> {
    const removed = await update(tx, ListEntryEntity, removeEntry(entry, this.today(), because, documentNo));
    appendToOutbox(tx, ListEntryRemoved, {
      entryId: entry.id,
      removedOn: this.today(),
      because,
      documentNo,
    });
    const at = this.clock.now();
    appendToFeed(tx, { kind: 'list-entry', key: entry.id, change: 'REMOVE', body: null, endsOn: null, at });
    return removed;
  }

  /** Takes off the lists what may stand there no longer; answers how many of a batch. */
  async endTerms(tx: Tx): Promise<number> {
    const over = await tx
      .getRepository(ListEntryEntity)
      .createQueryBuilder('entry')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .where("entry.status = 'listed' AND entry.endsOn < :today", { today: this.today() })
      .orderBy('entry.endsOn')
      .limit(ENDING_BATCH)
      .getMany();
    for (const entry of over) {
      await this.remove(tx, entry, 'TERM_ENDED', null);
      await recordAudit(tx, CLOCKWORK, 'list-entry.term-end', entry.id, { endsOn: entry.endsOn });
    }
    return over.length;
  }

  /** Throws `not-found` (`list-entry.unknown`). What was removed is seen no longer but by those who decide on lists (`all`). */
  async find(tx: Tx, id: string, all: boolean): Promise<ListEntry> {
    const entry = await tx.getRepository(ListEntryEntity).findOneBy({ id });
    if (entry && (all || (entry.status === 'listed' && entry.endsOn >= this.today()))) return entry;
    throw new DomainError('not-found', 'list-entry.unknown', `There is no list entry ${id}`, {
      zh: `没有名单条目 ${id}`,
    });
  }

  /** The newest first. */
  async list(
    tx: Tx,
    { list, creditCode, status, name, cursor, limit }: ListsQuery,
    all: boolean,
  ): Promise<Page<ListEntry>> {
    const find = tx.getRepository(ListEntryEntity).createQueryBuilder('entry').where('true');
    if (!all) find.andWhere("entry.status = 'listed' AND entry.endsOn >= :today", { today: this.today() });
    for (const [name, value] of Object.entries({ list, creditCode, status })) {
      if (value !== undefined) find.andWhere(`entry.${name} = :${name}`, { [name]: value });
    }
    if (name !== undefined) find.andWhere(holdsName('entry.party_name'), { name });
    const [before] = readCursor(cursor, z.tuple([z.uuid()])) ?? [];
    if (before) find.andWhere('entry.id < :before', { before });
    const rows = await find
      .orderBy('entry.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    return pageOf(rows, limit, (entry) => [entry.id]);
  }

  private tell(tx: Tx, event: typeof ListEntryAdded, entry: ListEntry): void {
    const { id, list, agency, partyName, creditCode, startsOn, endsOn, removableFrom, basis, certainty } =
      entry;
    const value = {
      entryId: id,
      acts: entry.recognisedOn.length,
      ...{ list, agency, partyName, creditCode, startsOn, endsOn, removableFrom, basis, certainty },
    };
    appendToOutbox(tx, event, value);
    const at = this.clock.now();
    appendToFeed(tx, { kind: 'list-entry', key: id, change: 'PUT', body: value, endsOn, at });
  }

  private today(): LocalDate {
    return this.clock.today() as LocalDate;
  }
}
