import { Injectable } from '@nestjs/common';
import { sayCount } from '@xianjie/deadlines';
import type { LocalDate } from '@xianjie/identifiers';
import { Clock, DayWork, Worklists } from '@xianjie/service';
import { type CreditSystem, Statutes } from '@xianjie/statutes';
import { replyClock } from './repair.js';

interface Unanswered {
  readonly id: string;
  readonly system: CreditSystem;
  readonly appliedOn: LocalDate;
  readonly label: string;
}

/** Applications for repair that an agency has yet to decide on, as limits on its worklist. */
@Injectable()
export class RepairWork extends DayWork<Unanswered> {
  readonly name = 'repair';
  protected readonly rows = {
    columns: `r.system, r.applied_on::text AS "appliedOn", coalesce(p.decision_no, e.credit_code, r.id::text) AS label`,
    from: `repair r LEFT JOIN publicity_record p ON p.id = r.subject_id LEFT JOIN list_entry e ON e.id = r.subject_id`,
    where: `r.agency = $1 AND r.status = 'pending'`,
    id: 'r.id',
    dueOn: 'r.reply_by',
  };

  constructor(
    worklists: Worklists,
    clock: Clock,
    private readonly statutes: Statutes,
  ) {
    super(worklists, clock);
  }

  protected limitOf({ id, system, appliedOn, label }: Unanswered) {
    const rule = this.statutes.clock(replyClock(system), appliedOn);
    const { key, says: name, basis, certainty } = rule;
    return {
      limit: { key, name },
      ...{ basis, certainty },
      counted: sayCount(rule),
      subject: { type: 'repair', id, label },
      startedOn: appliedOn,
    };
  }
}
