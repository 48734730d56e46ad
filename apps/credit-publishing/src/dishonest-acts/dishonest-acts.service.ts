import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { DishonestActRecorded } from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import { type LocalDate, newId } from '@xianjie/identifiers';
import { type Actor, maySee, requireOfficer, visibleTo } from '@xianjie/identity';
import { appendToOutbox } from '@xianjie/messaging';
import { insertOrFind, type Tx, update } from '@xianjie/persistence';
import { Clock, type Page, pageOf, readCursor } from '@xianjie/service';
import { Statutes } from '@xianjie/statutes';
import { z } from 'zod';
import { ListsService } from '../lists/lists.service.js';
import { holdsName } from '../named.js';
import { type DishonestAct, listOf, mayBeLeftOut, type RecordAct, recordAct } from './dishonest-act.js';
import { DishonestActEntity } from './dishonest-act.entity.js';
import type { ActsQuery } from './dishonest-acts.dto.js';

@Injectable()
export class DishonestActsService {
  constructor(
    private readonly clock: Clock,
    private readonly statutes: Statutes,
    private readonly lists: ListsService,
  ) {}

  /**
   * Records an act; where a basis in force names it, the party stands on the list. The same record again is a repeat. Throws `invalid`
   * (`dishonest-act.in-future`, `dishonest-act.not-left-out`), `conflict` (`dishonest-act.number-used`).
   */
  async record(tx: Tx, input: RecordAct, actor: Actor): Promise<{ act: DishonestAct; repeated: boolean }> {
    requireOfficer(actor);
    this.check(input);
    const act = recordAct(input, actor.agency, newId(), this.statutes);
    const known = await insertOrFind(tx, DishonestActEntity, act, ['agency', 'recordNo']);
    if (known) return { act: sameRecord(known, act), repeated: true };
    const listed = act.publishable ? await this.toList(tx, act) : act;
    appendToOutbox(tx, DishonestActRecorded, {
      actId: act.id,
      kind: act.kind,
      agency: act.agency,
      creditCode: act.creditCode,
      recognisedOn: act.recognisedOn,
      documentNo: act.publishable ? act.recordNo : null,
      publishable: act.publishable,
      entryId: listed.entryId,
      basis: act.basis,
      certainty: act.certainty,
    });
    await recordAudit(tx, actor, 'dishonest-act.record', act.id, {
      kind: act.kind,
      publishable: act.publishable,
      entryId: listed.entryId,
    });
    return { act: listed, repeated: false };
  }

  private check({ kind, recognisedOn, leftOutBecause }: RecordAct): void {
    if (recognisedOn > this.clock.today()) {
      throw refusal('recognisedOn', 'dishonest-act.in-future', 'Lies in the future', '认定日期不得晚于今日');
    }
    if (leftOutBecause !== undefined && !mayBeLeftOut(kind)) {
      throw refusal(
        'leftOutBecause',
        'dishonest-act.not-left-out',
        'Only acts of items 1 and 2 may be left out (art 7)',
        '只有第一、二项行为可以不予认定（第7条）',
      );
    }
  }

  private async toList(tx: Tx, act: DishonestAct): Promise<DishonestAct> {
    const list = listOf(act.kind);
    const { agency, creditCode, partyName, recognisedOn } = act;
    const entry =
      list && (await this.lists.recognise(tx, { list, agency, creditCode, partyName, recognisedOn }));
    return entry ? update(tx, DishonestActEntity, { ...act, entryId: entry.id }) : act;
  }

  /** Throws `not-found` for an act that is not there or that the actor may not see. */
  async find(tx: Tx, id: string, actor: Actor): Promise<DishonestAct> {
    const act = await tx.getRepository(DishonestActEntity).findOneBy({ id });
    if (act && maySee(actor, act.marking, 'credit')) return act;
    throw new DomainError('not-found', 'dishonest-act.unknown', `There is no dishonest act ${id}`, {
      zh: `没有失信行为记录 ${id}`,
    });
  }

  /** The newest first. */
  async list(tx: Tx, query: ActsQuery, actor: Actor): Promise<Page<DishonestAct>> {
    const { sql, parameters } = visibleTo(actor, 'credit', 'act');
    const find = tx.getRepository(DishonestActEntity).createQueryBuilder('act').where(sql, parameters);
    const { kind, creditCode, publishable, name, limit } = query;
    for (const [name, value] of Object.entries({ kind, creditCode, publishable })) {
      if (value !== undefined) find.andWhere(`act.${name} = :${name}`, { [name]: value });
    }
    if (name !== undefined) find.andWhere(holdsName('act.party_name'), { name });
    const [before] = readCursor(query.cursor, z.tuple([z.uuid()])) ?? [];
    if (before) find.andWhere('act.id < :before', { before });
    const rows = await find
      .orderBy('act.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    return pageOf(rows, limit, (act) => [act.id]);
  }
}

function sameRecord(known: DishonestAct, now: DishonestAct): DishonestAct {
  const said = (act: DishonestAct): string =>
    JSON.stringify([act.kind, act.creditCode, act.partyName, act.recognisedOn as LocalDate, act.facts]);
  if (said(known) === said(now)) return known;
  throw new DomainError(
    'conflict',
    'dishonest-act.number-used',
    `Number ${now.recordNo} was used for another record`,
    { zh: `编号 ${now.recordNo} 已用于其他记录` },
  );
}

function refusal(field: string, rule: string, message: string, messageZh: string): DomainError {
  return new DomainError('invalid', 'input.invalid', 'The input breaks a rule; see errors', {
    zh: '输入不符合要求，详见 errors',
    issues: [{ field, rule, message, messageZh }],
  });
}
