import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@xianjie/identifiers';
import { Clock, DayWork, Worklists } from '@xianjie/service';

interface Unanswered {
  readonly id: string;
  readonly circularNo: string;
  readonly distributedOn: LocalDate;
}

/** Circulars that an agency has yet to acknowledge (a corrected one anew), as limits on its worklist. */
@Injectable()
export class CircularWork extends DayWork<Unanswered> {
  readonly name = 'circular';
  protected readonly rows = {
    columns: 'c.circular_no AS "circularNo", c.distributed_on::text AS "distributedOn"',
    from: 'circular_recipient r JOIN circular c ON c.id = r.circular_id',
    where: `r.agency = $1 AND c.status = 'distributed' AND r.acknowledged_revision < c.revision`,
    id: 'c.id',
    dueOn: 'r.acknowledge_by',
  };

  // Nest reads the types of a class's own constructor.
  constructor(worklists: Worklists, clock: Clock) {
    super(worklists, clock);
  }

  protected limitOf({ id, circularNo, distributedOn }: Unanswered) {
    return {
      limit: {
        key: 'CIRCULAR_ACKNOWLEDGEMENT',
        name: { zh: '签收通报', en: 'Acknowledge the circular' },
      },
      basis: circularNo,
      certainty: 'DESIGN',
      counted: { zh: '由通报机关以工作日确定', en: 'set by its issuer, in working days' },
      subject: { type: 'circular', id, label: circularNo },
      startedOn: distributedOn,
    };
  }
}
