import { type Bucket, buckets, daysOf, MOST_COUNTED, sayCount, type WorkCounts } from '@xianjie/deadlines';
import { addDays, type LocalDate } from '@xianjie/identifiers';
import { type Actor, visibleTo } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { type Clock, dayLimit, type WorkLine, type WorkQuery, type WorkSource } from '@xianjie/service';
import type { SelectQueryBuilder } from 'typeorm';
import type { Lead } from '../leads/lead.js';
import { LeadEntity } from '../leads/lead.entity.js';
import type { CheckLimits } from './waiting-leads.js';
import type { WaitingLeads } from './waiting-leads.service.js';

const EVER = '0001-01-01' as LocalDate;

/**
 * Leads that the agency has to check, as limits on its worklist. Checks of the usual length and extended ones are two sources: in
 * each, what was assigned first ends first.
 */
export class CheckWork implements WorkSource {
  readonly name: string;

  constructor(
    private readonly extended: boolean,
    private readonly waiting: WaitingLeads,
    private readonly clock: Clock,
  ) {
    this.name = extended ? 'extended-check' : 'check';
  }

  async page(tx: Tx, { actor, bucket, limit, after }: WorkQuery): Promise<WorkLine[]> {
    const limits = await this.waiting.limits(tx);
    const find = this.find(tx, actor, limits, bucket);
    const [day, id] = after ?? [];
    if (day !== undefined)
      find.andWhere('(lead.assigned_on, lead.id) > (CAST(:day AS date), CAST(:id AS uuid))', { day, id });
    const leads = await find.orderBy('lead.assignedOn').addOrderBy('lead.id').limit(limit).getMany();
    return leads.map((lead) => this.line(lead, limits, actor));
  }

  async count(tx: Tx, actor: Actor): Promise<WorkCounts> {
    const limits = await this.waiting.limits(tx);
    const counts = { LATE: 0, TODAY: 0, WEEK: 0 };
    for (const bucket of buckets) {
      const few = this.find(tx, actor, limits, bucket).select('lead.id').limit(MOST_COUNTED);
      counts[bucket] = (await few.getMany()).length;
    }
    return counts;
  }

  private find(
    tx: Tx,
    actor: Actor,
    limits: CheckLimits,
    bucket: Bucket | undefined,
  ): SelectQueryBuilder<Lead> {
    const { from, to } = daysOf(bucket, this.clock);
    const { sql, parameters } = visibleTo(actor, 'enforcement', 'lead');
    return tx
      .getRepository(LeadEntity)
      .createQueryBuilder('lead')
      .select(['lead.id', 'lead.externalNo', 'lead.assignedOn', 'lead.check'])
      .where(
        // The second condition on the state is that of the index.
        `lead.competent = :own AND lead.status = 'submitted' AND lead.lead_check ->> 'state' = :state
         AND lead.lead_check ->> 'state' <> 'ended' AND lead.assigned_on BETWEEN CAST(:first AS date) AND CAST(:last AS date)`,
        {
          own: actor.agency.id,
          state: this.extended ? 'extended' : 'running',
          first: from === EVER ? EVER : limits.firstAssigned(from, this.extended),
          last: addDays(limits.firstAssigned(addDays(to, 1), this.extended), -1),
        },
      )
      .andWhere(sql, { ...parameters });
  }

  private line(
    { id, externalNo, assignedOn, check }: Lead,
    limits: CheckLimits,
    { agency }: Actor,
  ): WorkLine {
    const { dueOn, provisional, rule } = limits.of({ assignedOn, check });
    const own = this.extended ? (rule.extensions[0] ?? rule) : rule;
    const { basis, certainty } = own;
    return {
      key: [assignedOn, id],
      view: dayLimit(
        {
          id,
          limit: { key: rule.key, name: rule.says },
          ...{ basis, certainty, dueOn, provisional },
          counted: sayCount(rule, { extended: this.extended, paused: false }),
          agency,
          subject: { type: 'lead', id, label: externalNo },
          startedOn: assignedOn,
        },
        this.clock,
      ),
    };
  }
}
