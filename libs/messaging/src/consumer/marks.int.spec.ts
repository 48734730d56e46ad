import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';
import { openServiceDatabase } from '../relay/stage.suite.js';
import { MarkBook } from './marks.js';

const MARK = { number: 1n, eventId: undefined, epoch: 1, parked: undefined, known: undefined };
const SMALL = 20;
const GROWN = 20_000;

describe('marks', () => {
  let database: Awaited<ReturnType<typeof openServiceDatabase>>;
  // One connection: what it prepared while the table was small is what it has when the table has grown.
  beforeAll(async () => (database = await openServiceDatabase({ marks: 1 }, 1)));
  afterAll(() => database.close());

  /** Takes new streams in, and answers how often the whole table was read for that. */
  const take = (streams: number): Promise<number> =>
    database.db.transact(async (tx) => {
      const before = await wholeReads(tx);
      const book = new MarkBook(tx);
      const ids = Array.from({ length: streams }, () => `marks/${newId()}`);
      await book.load(ids);
      for (const id of ids) book.set(id, MARK);
      await book.write();
      return (await wholeReads(tx)) - before;
    });

  it('are found without reading all others, also by a connection that knew the table when it was small', async () => {
    await take(SMALL);
    await database.db.manager.query('ANALYZE inbox_mark');
    for (let batch = 0; batch < 10; batch += 1) await take(SMALL);
    await database.db.manager.query(
      `INSERT INTO inbox_mark (stream_id, number, epoch) SELECT 'marks/' || gen_random_uuid(), 1, 1 FROM generate_series(1, ${GROWN})`,
    );
    expect(await take(SMALL)).toBe(0);
  });
});

/** As the connection has counted them, and not told yet. */
async function wholeReads(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ scans: number }[]>(
    "SELECT seq_scan::int AS scans FROM pg_stat_xact_user_tables WHERE relname = 'inbox_mark'",
  );
  return row?.scans ?? 0;
}
