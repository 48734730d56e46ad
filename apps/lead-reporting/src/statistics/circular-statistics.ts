import { Injectable } from '@nestjs/common';
import { type Actor, AgencyDirectory, holds, homeOf, visibleTo } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { type Cell, Clock, type Counted, type Measure, type Months, Statistics } from '@xianjie/service';
import { CircularEntity } from '../circulars/circular.entity.js';

const circulars = (key: string, zh: string, en: string, receipt?: string): Measure => ({
  key,
  name: { zh, en },
  list: `/circulars?addresseesIn={province}&distributedFrom={from}&distributedTo={to}${receipt ? `&receipt=${receipt}` : ''}`,
});

interface Row {
  readonly month: string;
  readonly agency: string;
  readonly sent: number;
  readonly acknowledged: number;
  readonly answered: number;
  readonly silent: number;
}

/** What addressees of circulars did, by the month of the distribution and their own province; of circulars alone, so no counters are kept. */
@Injectable()
export class CircularStatistics implements Counted {
  readonly measures = [
    circulars('circulars.sent', '收到通报（家次）', 'Circulars addressed'),
    circulars('circulars.acknowledged', '已签收（家次）', 'Circulars acknowledged', 'acknowledged'),
    circulars('circulars.answered', '已反馈结果（家次）', 'Circulars answered', 'answered'),
    circulars('circulars.silent', '逾期未签收（家次）', 'Circulars not acknowledged in time', 'silent'),
  ];
  readonly rates = [
    {
      key: 'circulars.receipt-rate',
      name: { zh: '通报签收率', en: 'Acknowledgement rate' },
      question: { zh: '下发的通报有多少已签收？', en: 'How many circulars were acknowledged?' },
      ...{ part: 'circulars.acknowledged', whole: 'circulars.sent' },
    },
    {
      key: 'circulars.answer-rate',
      name: { zh: '通报反馈率', en: 'Answer rate' },
      question: { zh: '下发的通报有多少反馈了处理结果？', en: 'How many circulars were answered?' },
      ...{ part: 'circulars.answered', whole: 'circulars.sent' },
    },
  ];

  constructor(
    statistics: Statistics,
    private readonly clock: Clock,
    private readonly agencies: AgencyDirectory,
  ) {
    statistics.add(this);
  }

  async count(tx: Tx, months: Months, actor: Actor): Promise<Cell[]> {
    if (!holds(actor, 'circular:read')) return [];
    const rows = await this.rows(tx, months, actor);
    return rows.map(({ month, agency, sent, acknowledged, answered, silent }) => ({
      month,
      province: this.provinceOf(agency),
      values: {
        'circulars.sent': sent,
        'circulars.acknowledged': acknowledged,
        'circulars.answered': answered,
        'circulars.silent': silent,
      },
    }));
  }

  /** An addressee sees what it did itself; issuer, proposer and their superiors see all (`CircularsService.shownTo`). */
  private rows(tx: Tx, { from, to }: Months, actor: Actor): Promise<Row[]> {
    const { sql, parameters } = visibleTo(actor, 'enforcement', 'circular');
    return tx
      .getRepository(CircularEntity)
      .createQueryBuilder('circular')
      .innerJoin('circular_recipient', 'r', 'r.circular_id = circular.id')
      .select("to_char(circular.distributed_on, 'YYYY-MM')", 'month')
      .addSelect('r.agency', 'agency')
      .addSelect('count(*)::int', 'sent')
      .addSelect('count(*) FILTER (WHERE r.acknowledged_revision > 0)::int', 'acknowledged')
      .addSelect('count(r.outcome)::int', 'answered')
      .addSelect(
        'count(*) FILTER (WHERE r.acknowledged_revision = 0 AND r.acknowledge_by < CAST(:today AS date))::int',
        'silent',
      )
      .where(
        `circular.distributed_on >= CAST(:first AS date) AND circular.distributed_on < CAST(:last AS date) + interval '1 month'`,
        { first: `${from}-01`, last: `${to}-01`, today: this.clock.today() },
      )
      .andWhere(sql, parameters)
      .andWhere(
        '(r.agency = :own OR circular.issuer = :own OR circular.proposer = :own OR :own = ANY(circular.marking_superiors))',
        { own: actor.agency.id },
      )
      .groupBy("to_char(circular.distributed_on, 'YYYY-MM')")
      .addGroupBy('r.agency')
      .getRawMany<Row>();
  }

  private provinceOf(id: string): string {
    const agency = this.agencies.find(id);
    const home = agency ? homeOf(agency).province : '';
    return /^\d{2}$/.test(home) ? home : '';
  }
}
