import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { malformedHeaders } from '@xianjie/contracts';
import { describeOnEachLog } from '@xianjie/testing';
import { newTraceparent, runWithTrace } from '@xianjie/tracing';
import { appendToOutbox } from '../outbox/append-to-outbox.js';
import { partitionOf } from '../outbox/murmur2.js';
import { eventsOf, follow, openStage, readAll, unsent, until, type Stage } from './stage.suite.js';

describeOnEachLog('Relay', (kind) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(kind);
  });
  afterAll(() => stage.close());

  it('sends what was committed, once, in the order of each stream, and deletes the pointers', async () => {
    const relay = await stage.startRelay();
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let round = 0; round < 20; round += 1) {
        await stage.db.transact(async (tx) => {
          for (let n = 0; n < 10; n += 1) {
            appendToOutbox(tx, stage.event, { id: `key-${(writer + round + n) % 17}`, n });
          }
        });
      }
    });
    await Promise.all(writers);
    await until('all is sent', async () => (await unsent(stage.db)) === 0);
    const { ends, doubles } = follow(await readAll(stage.log, stage.topic));
    expect([...ends.values()].reduce((sum, n) => sum + n, 0)).toBe(1200 + 3);
    expect(doubles).toBe(0);
    expect(relay.stats()).toMatchObject({ active: true, failing: [], missingTopics: [] });
    expect(relay.stats().sentTotal).toBe(1200 + 3);
    await relay.stop();
  });

  it('writes headers that the contracts accept, with the trace of the request, into the partition of the key', async () => {
    const relay = await stage.startRelay();
    const trace = newTraceparent();
    const id = await runWithTrace(trace, () =>
      stage.db.transact(async (tx) => appendToOutbox(tx, stage.event, { id: '线索/1', n: 1 })),
    );
    await until('it is sent', async () => (await unsent(stage.db)) === 0);
    const record = eventsOf(await readAll(stage.log, stage.topic)).find(({ key }) => key === '线索/1');
    expect(malformedHeaders(record?.headers ?? {})).toEqual([]);
    expect(record).toMatchObject({ partition: partitionOf('线索/1', 3) });
    expect(record?.headers).toMatchObject({
      ce_id: id,
      ce_source: `/xianjie/${stage.service}`,
      ce_type: 'test.v1.Noted',
      ce_subject: `${stage.topic}/线索/1`,
      ce_sequence: '1',
      ce_partitionkey: '线索/1',
      ce_epoch: '1',
      traceparent: trace,
    });
    expect(Date.parse(String(record?.headers['ce_time']))).toBeGreaterThan(Date.now() - 60_000);
    await relay.stop();
  });

  it('sends big events in groups the log takes', async () => {
    const relay = await stage.startRelay();
    const filler = 'x'.repeat(200_000);
    await stage.db.transact(async (tx) => {
      for (let n = 0; n < 12; n += 1) appendToOutbox(tx, stage.event, { id: 'big', n, filler });
    });
    await until('all is sent', async () => (await unsent(stage.db)) === 0);
    const big = eventsOf(await readAll(stage.log, stage.topic)).filter(({ key }) => key === 'big');
    // A slow answer of the log may double a group; the first occurrences are in order.
    expect([...new Set(big.map((record) => record.headers['ce_sequence']))]).toEqual(
      Array.from({ length: 12 }, (_, i) => `${i + 1}`),
    );
    await relay.stop();
  });
});

describe('the first event of a database', () => {
  it('leaves before the second, however long the relay had waited for it', async () => {
    const stage = await openStage('postgres');
    try {
      const relay = await stage.startRelay({ pollMs: 20 });
      await until('it is active', () => relay.stats().active);
      await delay(1500);
      await stage.db.transact(async (tx) => {
        for (const n of [1, 2]) appendToOutbox(tx, stage.event, { id: 'first', n });
      });
      await until('both are sent', async () => (await unsent(stage.db)) === 0);
      const records = eventsOf(await readAll(stage.log, stage.topic));
      expect(records.map(({ headers }) => headers['ce_sequence'])).toEqual(['1', '2']);
    } finally {
      await stage.close();
    }
  });
});

describe('a standby', () => {
  it('takes over when the active relay stops, and is woken through the database until then', async () => {
    const stage = await openStage('postgres');
    try {
      const first = await stage.startRelay({ pollMs: 60_000 });
      await until('the first is active', () => first.stats().active);
      const second = await stage.startRelay();
      await stage.db.transact(async (tx) => appendToOutbox(tx, stage.event, { id: 'a', n: 1 }));
      await until('the first has sent it', async () => (await unsent(stage.db)) === 0);
      await until('one stands by', () => first.stats().active !== second.stats().active);
      await first.stop();
      await until('the second is active', () => second.stats().active);
      await stage.db.transact(async (tx) => appendToOutbox(tx, stage.event, { id: 'a', n: 2 }));
      await until('the second has sent it', async () => (await unsent(stage.db)) === 0);
      expect(follow(eventsOf(await readAll(stage.log, stage.topic)))).toEqual({
        ends: new Map([[`${stage.topic}/a`, 2]]),
        doubles: 0,
      });
    } finally {
      await stage.close();
    }
  });
});
