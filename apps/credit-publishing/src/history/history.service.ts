import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@xianjie/identifiers';
import { type Actor, AgencyDirectory, holds, visibleTo } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { Statutes } from '@xianjie/statutes';
import { CLOCKWORK } from '../clockwork.js';
import { DishonestActEntity } from '../dishonest-acts/dishonest-act.entity.js';
import { termOfEntry } from '../lists/entry-term.js';
import { ListsService } from '../lists/lists.service.js';
import { PublicityService } from '../publicity/publicity.service.js';
import { showingOf } from '../publicity/showing.js';
import { linesOfEntry } from './entry-lines.js';
import { type HistoryLine, inOrder } from './history.js';
import { actsOf, type RecognisedAct, repairsOf } from './history.store.js';
import { linesOfRecord } from './record-lines.js';
import { linesOfRepairs } from './repair-lines.js';

/** What became of what is shown, from its decision to the end of its term, as far as the actor may see it. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly clock: Clock,
    private readonly agencies: AgencyDirectory,
    private readonly statutes: Statutes,
    private readonly publicity: PublicityService,
    private readonly lists: ListsService,
  ) {}

  /** Throws `not-found` as for the record itself. */
  async ofRecord(tx: Tx, id: string, actor: Actor) {
    const { record, decision } = await this.publicity.find(tx, id, actor);
    const showing = showingOf(record, decision, this.today(), this.statutes);
    const own = linesOfRecord(record, decision, await actsOf(tx, id), showing, this.today());
    return this.told([...own, ...(await this.repairs(tx, id, actor))], actor);
  }

  /** Throws `not-found` as for the entry itself. */
  async ofEntry(tx: Tx, id: string, all: boolean, actor: Actor) {
    const entry = await this.lists.find(tx, id, all);
    const term = termOfEntry(entry, this.today(), this.statutes);
    const own = linesOfEntry(entry, await this.actsOn(tx, id, actor), term, this.today());
    return this.told([...own, ...(await this.repairs(tx, id, actor))], actor);
  }

  private async repairs(tx: Tx, id: string, actor: Actor): Promise<HistoryLine[]> {
    return holds(actor, 'repair:read') ? linesOfRepairs(await repairsOf(tx, id, actor.agency.id)) : [];
  }

  private async actsOn(tx: Tx, entryId: string, actor: Actor): Promise<RecognisedAct[]> {
    if (!holds(actor, 'dishonest-act:read')) return [];
    const { sql, parameters } = visibleTo(actor, 'credit', 'act');
    return tx
      .getRepository(DishonestActEntity)
      .createQueryBuilder('act')
      .where(sql, parameters)
      .andWhere('act.entryId = :entryId', { entryId })
      .getMany();
  }

  /** Reasons are the organs' own; those outside see what was done and when. */
  private told(lines: readonly HistoryLine[], { agency: { kind } }: Actor) {
    const isOutside = kind === 'platform' || kind === 'credit-platform';
    return inOrder(lines).map(({ agency, reason, ...rest }) => ({
      ...rest,
      agency: agency === null ? null : { id: agency, name: this.nameOf(agency) },
      reason: isOutside && !rest.what.startsWith('repair.') ? null : reason,
    }));
  }

  private nameOf(agency: string): string {
    if (agency === CLOCKWORK.agency.id) return CLOCKWORK.agency.name;
    return this.agencies.find(agency)?.name ?? agency;
  }

  private today(): LocalDate {
    return this.clock.today() as LocalDate;
  }
}
