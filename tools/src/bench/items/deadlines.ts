import { Database, createServiceDatabase, migrate, openDataSource } from '@xianjie/persistence';
import { buckets, countWork, type TimeSource, worklist, type WorklistQuery } from '@xianjie/deadlines';
import { startPostgresServer } from '@xianjie/testing';
import { migrationFolders } from '../../stack/paths.js';
import { alternate, median, medianOf, quantile, type Measure, type Round } from '../lab/rounds.js';
import type { Bench, Item, Measured } from '../suite.js';
import { AGENCIES, clocksSql, NOW, PROCURATORATES } from './deadlines-clocks.js';

const CLOCKS = 1_000_000;
const QUICK_CLOCKS = 20_000;
const CALLS = 500;
const AIM_MS = 20;

/** As a small server has it. */
const SETTINGS = { shared_buffers: '512MB', max_wal_size: '8GB' } as const;

const time: TimeSource = { now: () => new Date(NOW), today: () => NOW.slice(0, 10) };

export const deadlines: Item = {
  name: 'worklist',
  about: 'what is late, due today and this week for an agency, among a million running clocks',
  measure: async (bench) => {
    const server = await startPostgresServer({ settings: SETTINGS });
    try {
      const address = await createServiceDatabase(server.address, 'bench-deadlines', 'bench');
      await migrate(address, migrationFolders('bench-deadlines'));
      const db = new Database(await openDataSource({ url: address, name: 'bench', poolSize: 2 }));
      try {
        await fill(db, bench.quick ? QUICK_CLOCKS : CLOCKS);
        return await measure(db, bench);
      } finally {
        await db.dataSource.destroy();
      }
    } finally {
      await server.stop();
    }
  },
};

async function fill(db: Database, clocks: number): Promise<void> {
  const runner = db.dataSource.createQueryRunner();
  try {
    await runner.query('SET transaction_timeout = 0');
    for (const statement of clocksSql(clocks)) await runner.query(statement);
  } finally {
    await runner.release();
  }
}

async function measure(db: Database, { rounds, quick, say }: Bench): Promise<Measured> {
  const calls = quick ? 50 : CALLS;
  const sides: Measure[] = [
    side('whole list', calls, (agency) => page(db, { agency, limit: 50 })),
    ...buckets.map((bucket) => side(bucket, calls, (agency) => page(db, { agency, bucket, limit: 50 }))),
    side('counts', calls, (agency) => countWork(db.manager, agency, time)),
  ];
  const done = await alternate(rounds, sides, say);
  const worst = Math.max(...buckets.map((bucket) => medianOf(done, bucket, 'p99')));
  const figure = (name: string, value: number, about: string) => ({
    ...({ name: `ms.${name}`, value, unit: 'ms', aim: { below: AIM_MS }, about } as const),
  });
  return {
    rounds: done,
    figures: [
      figure('worklist', medianOf(done, 'whole list', 'p99'), 'an agency’s list, first 50, 99th percentile'),
      figure(
        'worklistBucket',
        worst,
        'only what is late, due today or this week, the slowest of them, 99th percentile',
      ),
      figure(
        'worklistCounts',
        medianOf(done, 'counts', 'p99'),
        'how many are late, due today and this week, 99th percentile',
      ),
    ],
  };
}

async function page(db: Database, query: WorklistQuery): Promise<void> {
  const { items } = await worklist(db.manager, query, time);
  const foreign = items.find(({ clock, responsible }) => responsible !== (clock.agency === query.agency));
  if (foreign) throw new Error(`Clock ${foreign.clock.id} is shown to ${query.agency}`);
}

/** Asks for one agency after the other, also for those that see the clocks of many. Value: median of the calls. */
function side(name: string, calls: number, ask: (agency: string) => Promise<unknown>): Measure {
  return async (): Promise<Round> => {
    const took: number[] = [];
    for (let call = 0; call < calls; call += 1) {
      const agency = call % 10 === 0 ? `proc-${call % PROCURATORATES}` : `agency-${(call * 7) % AGENCIES}`;
      const since = performance.now();
      await ask(agency);
      took.push(performance.now() - since);
    }
    const p99 = Number(quantile(took, 0.99).toPrecision(3));
    return {
      side: name,
      value: median(took),
      unit: 'ms',
      details: { p99, longest: Math.round(Math.max(...took)) },
    };
  };
}
