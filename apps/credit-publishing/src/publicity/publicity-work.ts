import { Injectable } from '@nestjs/common';
import { sayCount } from '@xianjie/deadlines';
import type { LocalDate } from '@xianjie/identifiers';
import { Clock, DayWork, Worklists } from '@xianjie/service';
import { Statutes } from '@xianjie/statutes';
import { PUBLISH_CLOCKS, type PublicitySystem } from './publicity-record.js';

interface Unpublished {
  readonly id: string;
  readonly system: PublicitySystem;
  readonly decisionNo: string;
  readonly decidedOn: LocalDate;
}

/** Decisions that an agency has yet to make public, as limits on its worklist. */
@Injectable()
export class PublicityWork extends DayWork<Unpublished> {
  readonly name = 'publicity';
  protected readonly rows = {
    columns: 'p.system, p.decision_no AS "decisionNo", d.decided_on::text AS "decidedOn"',
    from: 'publicity_record p JOIN decision d ON d.id = p.decision_id',
    where: `p.marking_owner = $1 AND p.status = 'prepared'`,
    id: 'p.id',
    dueOn: 'p.publish_by',
  };

  constructor(
    worklists: Worklists,
    clock: Clock,
    private readonly statutes: Statutes,
  ) {
    super(worklists, clock);
  }

  protected limitOf({ id, system, decisionNo, decidedOn }: Unpublished) {
    const rule = this.statutes.clock(PUBLISH_CLOCKS[system], decidedOn);
    const { key, says: name, basis, certainty } = rule;
    return {
      limit: { key, name },
      ...{ basis, certainty },
      counted: sayCount(rule),
      subject: { type: 'publicity-record', id, label: decisionNo },
      startedOn: decidedOn,
    };
  }
}
