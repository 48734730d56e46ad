import { Injectable } from '@nestjs/common';
import { type Actor, holds } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { type Cell, Clock, type Counted, type Measure, type Months, Statistics } from '@xianjie/service';
import { reachable, reached } from '../transfers/reached.js';

const transfers = (key: string, zh: string, en: string, filter = ''): Measure => ({
  key,
  name: { zh, en },
  list: `/transfers?area={province}&openedFrom={from}&openedTo={to}${filter}`,
});

const COLUMNS = {
  'transfers.opened': 'opened',
  'transfers.delivered': 'delivered',
  'transfers.receipted': 'receipted',
  'transfers.answered': 'answered',
  'transfers.filed': 'filed',
  'transfers.refused': 'refused',
  'transfers.late': 'late',
  'transfers.closed': 'closed',
} as const;

type Row = { readonly month: string; readonly province: string } & Readonly<
  Record<(typeof COLUMNS)[keyof typeof COLUMNS], number>
>;

/** An organ's transfers, found by its index: those of one organ are few, whatever there is. Of a draft of another, no more than that it is there. */
const COUNT = `
  SELECT to_char(t.opened_on, 'YYYY-MM') AS month, left(t.area_code, 2) AS province,
    count(*)::int AS opened,
    ${reachable.map((far) => `count(*) FILTER (WHERE ${reached[far]})::int AS ${far}`).join(', ')},
    count(*) FILTER (WHERE NOT r.closed AND r.due_at <= $4)::int AS late
  FROM transfer_reader r JOIN transfer t ON t.id = r.transfer_id
  WHERE r.organ = $1 AND t.opened_on >= $2::date AND t.opened_on < $3::date + interval '1 month'
  GROUP BY 1, 2`;

/** Transfers by the month in which they opened and the province of the act, as each organ sees its own. */
@Injectable()
export class TransferStatistics implements Counted {
  readonly measures = [
    transfers('transfers.opened', '启动移送', 'Transfers opened', '&all=true'),
    transfers('transfers.delivered', '已送达公安', 'Delivered to the police', '&all=true&reached=delivered'),
    transfers('transfers.receipted', '公安已签收', 'Signed for by the police', '&all=true&reached=receipted'),
    transfers(
      'transfers.answered',
      '公安已作立案决定',
      'Decided by the police',
      '&all=true&reached=answered',
    ),
    transfers('transfers.filed', '公安立案', 'Filed by the police', '&all=true&reached=filed'),
    transfers('transfers.refused', '公安不予立案', 'Not filed by the police', '&all=true&reached=refused'),
    transfers('transfers.late', '逾期案件', 'With a limit that has passed', '&late=true'),
    transfers('transfers.closed', '办结', 'Closed', '&all=true&reached=closed'),
  ];
  readonly rates = [
    {
      key: 'transfers.answer-rate',
      name: { zh: '公安答复率', en: 'Police answer rate' },
      question: {
        zh: '送达的移送案件有多少作出了立案决定？',
        en: 'On how many transfers did the police decide?',
      },
      ...{ part: 'transfers.answered', whole: 'transfers.delivered' },
    },
    {
      key: 'transfers.filing-rate',
      name: { zh: '立案率', en: 'Filing rate' },
      question: { zh: '作出决定的案件有多少立了案？', en: 'How many of those were filed?' },
      ...{ part: 'transfers.filed', whole: 'transfers.answered' },
    },
  ];

  constructor(
    statistics: Statistics,
    private readonly clock: Clock,
  ) {
    statistics.add(this);
  }

  async count(tx: Tx, { from, to }: Months, actor: Actor): Promise<Cell[]> {
    if (!holds(actor, 'transfer:read')) return [];
    const now = this.clock.now().toISOString();
    const rows = await tx.query<Row[]>(COUNT, [actor.agency.id, `${from}-01`, `${to}-01`, now]);
    return rows.map((row) => ({
      month: row.month,
      province: row.province,
      values: Object.fromEntries(Object.entries(COLUMNS).map(([key, column]) => [key, row[column]])),
    }));
  }
}
