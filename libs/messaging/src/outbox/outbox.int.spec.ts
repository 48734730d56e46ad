import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beforeCommit } from '@xianjie/persistence';
import fc from 'fast-check';
import { markRestored } from '../relay/restored.js';
import { notedOn, openServiceDatabase } from '../relay/stage.suite.js';
import { appendToOutbox, markOutbox, MAX_EVENT_BYTES } from './append-to-outbox.js';
import { partitionOf } from './murmur2.js';
import { limitOutbox, outboxPressure, requireOutboxRoom } from './pressure.js';
import { registerTopics } from './topics.js';

const TOPIC = 'test.note';
const Noted = notedOn(TOPIC);

interface Row {
  readonly ord: string;
  readonly stream_id: string;
  readonly number: string;
  readonly event_id: string;
  readonly previous_id: string | null;
  readonly partition: number;
  readonly epoch: number;
}

describe('appendToOutbox', () => {
  let service: Awaited<ReturnType<typeof openServiceDatabase>>;
  beforeAll(async () => {
    service = await openServiceDatabase({ [TOPIC]: 6 });
  });
  afterAll(() => service.close());

  const append = (id: string, count = 1): Promise<string[]> =>
    service.db.transact(async (tx) =>
      Array.from({ length: count }, (_, n) => appendToOutbox(tx, Noted, { id, n })),
    );
  const rowsOf = (key: string): Promise<Row[]> =>
    service.db.manager.query('SELECT * FROM event WHERE stream_id = $1 ORDER BY ord', [`${TOPIC}/${key}`]);
  const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
    service.db.manager.query(sql, values);

  it('numbers each stream without gaps, in the order of ordinals, each with its predecessor, whoever writes at once', async () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const transactions = fc.array(fc.array(key, { minLength: 1, maxLength: 12 }), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(transactions, async (all) => {
        const run = randomUUID();
        await Promise.all(
          all.map((keys) =>
            service.db.transact(async (tx) => {
              keys.forEach((its, n) => appendToOutbox(tx, Noted, { id: `${run}-${its}`, n }));
            }),
          ),
        );
        for (const its of new Set(all.flat())) {
          const rows = await rowsOf(`${run}-${its}`);
          expect(rows.map((row) => Number(row.number))).toEqual(rows.map((_, at) => at + 1));
          expect(rows.map((row) => row.previous_id)).toEqual([
            null,
            ...rows.slice(0, -1).map((row) => row.event_id),
          ]);
          expect(rows).toHaveLength(all.flat().filter((one) => one === its).length);
          expect(new Set(rows.map((row) => row.partition))).toEqual(
            new Set([partitionOf(`${run}-${its}`, 6)]),
          );
        }
      }),
      { numRuns: 25 },
    );
  });

  it('keeps the order of the appends within a transaction, and answers the ids stored', async () => {
    const ids = await append('in-order', 50);
    expect((await rowsOf('in-order')).map((row) => row.event_id)).toEqual(ids);
  });

  it('leaves nothing behind when the transaction is rolled back', async () => {
    await append('rolled-back');
    await expect(
      service.db.transact(async (tx) => {
        appendToOutbox(tx, Noted, { id: 'rolled-back', n: 2 });
        beforeCommit(tx, () => Promise.reject(new Error('no')));
      }),
    ).rejects.toThrow('no');
    await append('rolled-back');
    expect((await rowsOf('rolled-back')).map((row) => row.number)).toEqual(['1', '2']);
  });

  it('forgets what was appended since a mark, and goes on', async () => {
    await service.db.transact(async (tx) => {
      markOutbox(tx)();
      const all = markOutbox(tx);
      appendToOutbox(tx, Noted, { id: 'marked', n: 0 });
      all();
      appendToOutbox(tx, Noted, { id: 'marked', n: 1 });
      const forget = markOutbox(tx);
      for (const n of [2, 3]) appendToOutbox(tx, Noted, { id: 'marked', n });
      forget();
      appendToOutbox(tx, Noted, { id: 'marked', n: 4 });
    });
    const payloads = await query<{ payload: Buffer }>(
      'SELECT payload FROM event WHERE stream_id = $1 ORDER BY number',
      [`${TOPIC}/marked`],
    );
    expect(payloads.map(({ payload }) => Noted.decode(payload).n)).toEqual([1, 4]);
    await service.db.transact(async (tx) => {
      const forget = markOutbox(tx);
      appendToOutbox(tx, Noted, { id: 'unmarked', n: 1 });
      forget();
    });
    expect(await rowsOf('unmarked')).toEqual([]);
  });

  it('writes what a hook before the commit appends, too', async () => {
    await service.db.transact(async (tx) => {
      appendToOutbox(tx, Noted, { id: 'hook', n: 1 });
      beforeCommit(tx, async () => void appendToOutbox(tx, Noted, { id: 'hook', n: 2 }));
    });
    expect((await rowsOf('hook')).map((row) => row.number)).toEqual(['1', '2']);
  });

  it('points to every event with its size', async () => {
    await append('pointed');
    expect(
      await query(
        `SELECT o.size = octet_length(e.payload) AS fits FROM outbox o JOIN event e USING (ord, day, topic, partition)
         WHERE e.stream_id = $1`,
        [`${TOPIC}/pointed`],
      ),
    ).toEqual([{ fits: true }]);
  });

  it.each([
    ['outbox.event-too-large', { id: 'big', n: 1, filler: 'x'.repeat(MAX_EVENT_BYTES) }],
    ['outbox.key-invalid', { id: '', n: 1 }],
    ['outbox.key-invalid', { id: '@checkpoint/x/1', n: 1 }],
    ['outbox.key-invalid', { id: 'a\u0000b', n: 1 }],
    ['outbox.key-invalid', { id: 'k'.repeat(201), n: 1 }],
  ])('refuses at once with %s', async (code, value) => {
    await service.db.transact(async (tx) => {
      expect(() => appendToOutbox(tx, Noted, value)).toThrow(
        expect.objectContaining({ kind: 'invalid', code }),
      );
    });
  });

  it('refuses a topic nobody registered, by name', async () => {
    const lost = service.db.transact(async (tx) => appendToOutbox(tx, notedOn('no.such'), { id: 'a', n: 1 }));
    await expect(lost).rejects.toMatchObject({ kind: 'unavailable', code: 'outbox.topic-unknown' });
    await expect(lost).rejects.toThrow('no.such');
  });

  it('refuses another partition count for a topic that has streams', async () => {
    await expect(registerTopics(service.db.dataSource, new Map([[TOPIC, 7]]))).rejects.toMatchObject({
      code: 'outbox.partitions-changed',
    });
  });

  it('raises the epoch of all streams after a restore', async () => {
    await append('restored');
    const epoch = await markRestored(service.url);
    await append('restored', 2);
    expect((await rowsOf('restored')).map((row) => row.epoch)).toEqual([1, epoch, epoch]);
    expect(epoch).toBeGreaterThan(1);
  });

  it('appends on a day that has no partition, and moves the events when it gets one', async () => {
    const [today] = await query<{ name: string }>(
      `SELECT 'event_' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD') AS name`,
    );
    await query(`ALTER TABLE event DETACH PARTITION ${today?.name}`);
    await query(`DROP TABLE ${today?.name}`);
    await query('DELETE FROM outbox');
    await append('midnight', 3);
    expect(await query('SELECT count(*)::int AS n FROM event_default')).toEqual([{ n: 3 }]);
    await query('SELECT make_event_days(3)');
    expect(await query('SELECT count(*)::int AS n FROM event_default')).toEqual([{ n: 0 }]);
    await append('midnight');
    expect((await rowsOf('midnight')).map((row) => row.number)).toEqual(['1', '2', '3', '4']);
    expect(await query(`SELECT count(*)::int AS n FROM ${today?.name}`)).toEqual([{ n: 4 }]);
  });

  it('drops whole days that are older than told, but none of which something is unsent', async () => {
    const old = (days: number): string =>
      `INSERT INTO event (day, event_id, stream_id, number, epoch, topic, partition, schema_id, occurred_at, payload)
       VALUES ((now() AT TIME ZONE 'UTC')::date - ${days}, gen_random_uuid(), 'old', ${days}, 1, 't', 0, 1, now(), '')`;
    for (const days of [40, 35, 29]) await query(old(days));
    await query('SELECT make_event_days(3)');
    await query(
      `INSERT INTO outbox SELECT topic, partition, ord, day, 0 FROM event WHERE stream_id = 'old' AND number = 35`,
    );
    expect(await query('SELECT drop_event_days(30) AS n')).toEqual([{ n: 1 }]);
    expect(
      (await query<Row>(`SELECT * FROM event WHERE stream_id = 'old'`)).map((row) => row.number).sort(),
    ).toEqual(['29', '35']);
  });

  it('is pressed above the soft limit and closed above the hard one, until it is emptied', async () => {
    const [{ n } = { n: 0 }] = await query<{ n: number }>(
      `SELECT (s.outbox_size + greatest(0, q.last_value - s.counted_ord))::int AS n FROM relay_state s, event_ord q`,
    );
    limitOutbox(service.db, { soft: n + 2, hard: n + 4 });
    const pressure = async (): Promise<string> => outboxPressure(service.db);
    const fresh = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 1010)); // an estimate is good for a second
    await fresh();
    expect(await pressure()).toBe('ok');
    await append('pressed', 2);
    await fresh();
    expect(await pressure()).toBe('soft');
    await expect(requireOutboxRoom(service.db)).rejects.toMatchObject({ code: 'outbox.full', retryAfter: 5 });
    await append('pressed', 2);
    await fresh();
    await expect(append('pressed')).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'outbox.full',
      retryAfter: 5,
    });
    await query('UPDATE relay_state SET outbox_size = 0, counted_ord = (SELECT last_value FROM event_ord)');
    await fresh();
    await append('pressed');
    expect((await rowsOf('pressed')).map((row) => row.number)).toEqual(['1', '2', '3', '4', '5']);
  });
});

describe('the outbox of a database that never sent anything', () => {
  it('is empty: a sequence that was not used counts for nothing', async () => {
    const service = await openServiceDatabase({ [TOPIC]: 1 });
    try {
      limitOutbox(service.db, { soft: 1, hard: 1 });
      expect(await outboxPressure(service.db)).toBe('ok');
    } finally {
      await service.close();
    }
  });
});
