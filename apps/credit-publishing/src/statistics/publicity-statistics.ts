import { Injectable } from '@nestjs/common';
import type { Actor } from '@xianjie/identity';
import { Database, type Tx } from '@xianjie/persistence';
import {
  type Cell,
  type Counted,
  FoldTalliesJob,
  type Job,
  type Measure,
  type Months,
  readTally,
  Statistics,
  type Tally,
} from '@xianjie/service';

const publicityTally: Tally = {
  table: 'publicity_tally',
  permission: 'publicity:read',
  purpose: 'statistics',
  columns: {
    'publicity.received': 'received',
    'publicity.withheld': 'withheld',
    'publicity.published': 'published',
    'publicity.removed': 'removed',
    'publicity.repaired': 'repaired',
  },
};

const records = (key: string, zh: string, en: string, filter = ''): Measure => ({
  key,
  name: { zh, en },
  list: `/publicity?area={province}&decidedFrom={from}&decidedTo={to}${filter}`,
});

/** Publicity records by the month of their decision and the province of the act, from counters that triggers keep. */
@Injectable()
export class PublicityStatistics implements Counted {
  readonly measures = [
    records('publicity.received', '收到处罚决定（条）', 'Records received'),
    records('publicity.withheld', '不予公示', 'Withheld', '&status=withheld'),
    records('publicity.published', '已公示', 'Shown, now or before', '&shown=true'),
    records('publicity.removed', '停止公示', 'No longer shown', '&status=removed'),
    records('publicity.repaired', '信用修复', 'Repaired', '&removedBecause=REPAIRED'),
  ];
  readonly rates = [
    {
      key: 'publicity.publication-rate',
      name: { zh: '公示率', en: 'Publication rate' },
      question: { zh: '收到的处罚决定有多少已公示？', en: 'How many decisions were made public?' },
      ...{ part: 'publicity.published', whole: 'publicity.received' },
    },
  ];

  constructor(statistics: Statistics) {
    statistics.add(this);
  }

  count(tx: Tx, months: Months, actor: Actor): Promise<Cell[]> {
    return readTally(tx, publicityTally, months, actor);
  }
}

/** Keeps the counters of publicity records small. */
@Injectable()
export class PublicityTalliesJob extends FoldTalliesJob implements Job {
  constructor(db: Database) {
    super(db, [publicityTally]);
  }
}
