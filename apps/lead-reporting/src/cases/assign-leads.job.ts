import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@xianjie/identifiers';
import { Database, type Tx } from '@xianjie/persistence';
import { Clock, type Job } from '@xianjie/service';
import { CompetentAgencies } from '../leads/competent-agencies.js';
import type { Lead } from '../leads/lead.js';

const BATCH = 1000;

/**
 * Gives leads to their competent agencies that came before these were known: once after each start, for who is competent changes only
 * with the file of agencies. What is of nobody stays so.
 */
@Injectable()
export class AssignLeadsJob implements Job {
  readonly everyMs = 60_000;
  #after = '00000000-0000-0000-0000-000000000000';

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly competent: CompetentAgencies,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    for (let last = this.#after; !signal.aborted; last = this.#after) {
      await this.db.transact((tx) => this.assign(tx));
      if (this.#after === last) return;
    }
  }

  private async assign(tx: Tx): Promise<void> {
    const leads = await tx.query<Pick<Lead, 'id' | 'areaCode' | 'actType'>[]>(
      `SELECT id, area_code AS "areaCode", act_type AS "actType" FROM lead
       WHERE competent IS NULL AND status = 'submitted' AND id > $1 ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [this.#after, BATCH],
    );
    const today = this.clock.today() as LocalDate;
    const found = leads.flatMap(({ id, areaCode, actType }) => {
      const competent = this.competent.at(areaCode, actType, today);
      return competent ? [{ id, competent }] : [];
    });
    await tx.query(
      `UPDATE lead SET competent = given.competent, version = version + 1
       FROM unnest($1::uuid[], $2::text[]) AS given(id, competent) WHERE lead.id = given.id`,
      [found.map(({ id }) => id), found.map(({ competent }) => competent)],
    );
    this.#after = leads.at(-1)?.id ?? this.#after;
  }
}
