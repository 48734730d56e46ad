import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DELETE, READ } from './outbox-reader.js';
import { RelaySession } from './relay-session.js';
import { openServiceDatabase } from './stage.suite.js';

/** Every kind of node that costs more with each row that the tables hold. */
const WHOLE_TABLE = /Seq Scan|Hash Join|Merge Join/;
const VALUES = {
  read: [['a'], [0], ['0'], ['0'], [0]],
  delete: [['a'], [0], ['1']],
};

describe('what the relay asks with every round', () => {
  let database: Awaited<ReturnType<typeof openServiceDatabase>>;
  beforeAll(async () => {
    database = await openServiceDatabase({ plans: 3 });
    await database.db.manager.query('VACUUM ANALYZE');
  });
  afterAll(() => database.close());

  it.each([
    ['read', READ],
    ['delete', DELETE],
  ] as const)(
    '%s: planned while the tables are empty, reads no table whole when they have filled',
    async (name, text) => {
      const session = await RelaySession.open(
        database.url,
        'plans',
        () => {},
        () => {},
      );
      try {
        const plan = await session.query<[string]>(`explain ${name}`, `EXPLAIN ${text}`, VALUES[name]);
        expect(plan.map(([line]) => line).filter((line) => WHOLE_TABLE.test(line))).toEqual([]);
      } finally {
        await session.close();
      }
    },
  );
});
