import { describe, expect, it } from '@jest/globals';
import { startPostgresServer } from '@xianjie/testing';
import pg from 'pg';
import { Horizon } from './horizon.js';

/** Looks in turn, each finding what was drawn, the oldest transaction that its snapshot shows, and the id that it took. */
async function after(
  ...looks: (readonly [drawn: number, oldest: number, own: number | null])[]
): Promise<number> {
  const horizon = new Horizon();
  for (const look of looks)
    await horizon.look({ query: <T extends unknown[]>() => Promise.resolve([look] as unknown as T[]) });
  return horizon.safe;
}

describe('Horizon', () => {
  it('settles what was drawn once all who ran at the next look have ended', async () => {
    expect(await after([50, 100, 100])).toBe(0);
    expect(await after([50, 100, 100], [60, 100, 105])).toBe(0);
    expect(await after([50, 100, 100], [60, 100, 105], [70, 104, 110])).toBe(0);
    expect(await after([50, 100, 100], [60, 100, 105], [70, 105, 110])).toBe(50);
  });

  it('settles at once where nobody runs', async () => {
    expect(await after([50, 100, 100], [50, 101, 101])).toBe(50);
  });

  it('does not settle the ordinal of a transaction that began between a snapshot and the reading of the sequence', async () => {
    // Transaction 101 drew ordinal 50 after the first look took 100, and goes on.
    expect(await after([50, 100, 100], [50, 101, 102], [50, 101, 103])).toBe(0);
    expect(await after([50, 100, 100], [50, 101, 102], [50, 102, 103])).toBe(50);
  });

  it('does not settle the ordinals of a transaction that no snapshot shows yet', async () => {
    const server = await startPostgresServer(); // of its own, where nothing else ends
    const [writer, looker] = [new pg.Client(server.address), new pg.Client(server.address)];
    try {
      await Promise.all([writer.connect(), looker.connect()]);
      await writer.query('CREATE SEQUENCE event_ord');
      const horizon = new Horizon();
      const look = () =>
        horizon.look({
          query: async <T extends unknown[]>(_name: string, text: string, values: unknown[]) =>
            (await looker.query<T>({ text, values, rowMode: 'array' })).rows.map((row) =>
              row.map(numberOf),
            ) as T[],
        });
      await writer.query(`BEGIN`);
      await writer.query(`SELECT pg_current_xact_id(), nextval('event_ord')`);
      for (let looks = 0; looks < 4; looks += 1) await look();
      expect(horizon.safe).toBe(0);
      await writer.query('COMMIT');
      await look();
      expect(horizon.safe).toBe(1);
      const ids = async () =>
        Number((await looker.query('SELECT pg_snapshot_xmax(pg_current_snapshot()) AS x')).rows[0].x);
      const before = await ids();
      await look();
      expect(await ids()).toBe(before); // a look takes no id where nothing is left to settle
    } finally {
      await Promise.all([writer.end(), looker.end()]);
      await server.stop();
    }
  });
});

const numberOf = (value: unknown) => (value === null ? null : Number(value));
