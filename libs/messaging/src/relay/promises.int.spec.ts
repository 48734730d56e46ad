import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Checkpoint } from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import { describeOnEachLog } from '@xianjie/testing';
import type { EventLog, LogRecord, StoredRecord, TopicPartition } from '../event-log/event-log.js';
import { appendToOutbox } from '../outbox/append-to-outbox.js';
import { requestResend } from './request-resend.js';
import { eventsOf, follow, openStage, readAll, unsent, until, type Stage } from './stage.suite.js';

/** A real log behind a bad line: now and then an append is rejected, with nothing, a part or all of it stored. */
function badLine(log: EventLog, isBad: (at: TopicPartition) => boolean): EventLog {
  let turn = 0;
  const append = async (
    at: TopicPartition,
    records: readonly LogRecord[],
  ): Promise<{ baseOffset: bigint }> => {
    if (!isBad(at)) return log.append(at, records);
    turn += 1;
    const stored = [0, 0.5, 1][turn % 3] ?? 0;
    const part = records.slice(0, Math.ceil(records.length * stored));
    if (part.length > 0) await log.append(at, part);
    throw new DomainError('unavailable', 'test.bad-line', 'The line is bad');
  };
  return new Proxy(log, {
    get: (target, name) => {
      if (name === 'append') return append;
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

const checkpointsOf = (records: readonly StoredRecord[]): Checkpoint[] =>
  records
    .filter((record) => record.headers['ce_type'] === Checkpoint.type)
    .map((record) => Checkpoint.decode(record.value ?? Buffer.alloc(0)));

describeOnEachLog("The relay's promises", (kind) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(kind);
  });
  afterAll(() => stage.close());

  const append = (id: string, count = 1): Promise<void> =>
    stage.db.transact(async (tx) => {
      for (let n = 0; n < count; n += 1) appendToOutbox(tx, stage.event, { id, n });
    });
  const allSent = (): Promise<void> => until('all is sent', async () => (await unsent(stage.db)) === 0);
  const records = (): Promise<StoredRecord[]> => readAll(stage.log, stage.topic);

  it('never reorders where the log rejects, whatever part it stored; a partition that fails waits alone', async () => {
    let bad = 0;
    const relay = await stage.startRelay({
      log: badLine(
        stage.log,
        ({ partition }) => partition === 2 || (partition === 1 && (bad += 1) % 2 === 1),
      ),
    });
    for (let round = 0; round < 15; round += 1) {
      await Promise.all(Array.from({ length: 9 }, (_, key) => append(`r${key}`, 3)));
    }
    const left = async (): Promise<unknown> =>
      stage.db.manager.query('SELECT count(*)::int AS n FROM outbox WHERE partition <> 2');
    await until(
      'the partitions that work are empty',
      async () => JSON.stringify(await left()) === '[{"n":0}]',
    );
    expect(relay.stats().failing).toEqual([{ topic: stage.topic, partition: 2, reason: 'The line is bad' }]);
    expect(await unsent(stage.db)).toBeGreaterThan(0);
    follow(await records());
    await relay.stop();

    const next = await stage.startRelay();
    await allSent();
    const { ends, doubles } = follow(eventsOf(await records()));
    expect([...ends.values()]).toEqual(Array.from({ length: 9 }, () => 45));
    expect(doubles).toBeGreaterThan(0);
    await next.stop();
  });

  it('numbers checkpoints on each partition, also silent ones, that name each stream sent with its last number', async () => {
    const before = checkpointsOf(await records()).length;
    const relay = await stage.startRelay({ checkpointMs: 50 });
    await append('named', 7);
    await until('checkpoints are sent', () => relay.stats().checkpointsTotal >= 12);
    await relay.stop();
    const all = await records();
    follow(all); // checkpoints are streams too: numbered, chained, in one partition
    const checkpoints = checkpointsOf(all);
    expect(checkpoints.length).toBeGreaterThan(before);
    expect(new Set(checkpoints.map(({ partition }) => partition))).toEqual(new Set([0, 1, 2]));
    expect(checkpoints[0]).toMatchObject({ service: stage.service, topic: stage.topic });
    const named = new Map(
      checkpoints.flatMap(({ streams }) => streams.map(({ key, number }) => [key, number])),
    );
    expect(named.get('named')).toBe(7n);
    // What an earlier relay sent and no checkpoint of its own named.
    expect(named.get('r0')).toBe(45n);
    expect(checkpoints.some(({ streams }) => streams.length === 0)).toBe(true);
  });

  it('names no number before the log has it', async () => {
    const relay = await stage.startRelay({ checkpointMs: 20 });
    for (let round = 0; round < 40; round += 1) await append(`early-${round % 5}`, 5);
    await allSent();
    await relay.stop();
    const seen = new Map<string, bigint>();
    for (const record of await records()) {
      if (record.headers['ce_type'] !== Checkpoint.type) {
        seen.set(String(record.key), BigInt(record.headers['ce_sequence'] ?? 0));
        continue;
      }
      for (const { key, number } of checkpointsOf([record])[0]?.streams ?? []) {
        expect(seen.get(key) ?? 0n).toBeGreaterThanOrEqual(number);
      }
    }
  });

  it('sends again what a consumer misses, with its first ids and numbers, and nothing for a forged request', async () => {
    const relay = await stage.startRelay();
    await append('missed', 6);
    await allSent();
    const first = eventsOf(await records()).filter(({ key }) => key === 'missed');
    const streamId = `${stage.topic}/missed`;
    const ask = (service: string, from: bigint, to: bigint): Promise<void> =>
      requestResend(stage.log, {
        service,
        requestedBy: 'tests',
        topic: stage.topic,
        streams: [
          { streamId, from, to },
          { streamId: `${stage.topic}/never-was`, from: 1n, to: 9_000_000_000n },
        ],
      });
    await ask('somebody-else', 1n, 6n);
    await stage.log.append({ topic: 'messaging.requests', partition: 0 }, [
      { key: 'x', value: Buffer.from('rubbish'), headers: { ce_type: 'messaging.v1.ResendRequested' } },
    ]);
    await ask(stage.service, 3n, 5n);
    await until('it was put back', () => relay.stats().resentTotal === 3);
    await allSent();
    const again = eventsOf(await records())
      .filter(({ key }) => key === 'missed')
      .slice(first.length);
    expect(again.map(({ headers }) => headers)).toEqual(first.slice(2, 5).map(({ headers }) => headers));
    expect(again.map(({ value }) => value)).toEqual(first.slice(2, 5).map(({ value }) => value));
    await append('missed');
    await allSent();
    expect(follow(eventsOf(await records())).ends.get(streamId)).toBe(7);
    await relay.stop();
  });

  it('finds what committed late, below an ordinal already sent', async () => {
    const relay = await stage.startRelay();
    let commit = (): void => undefined;
    const held = new Promise<void>((resolve) => (commit = resolve));
    let written = (): void => undefined;
    const isWritten = new Promise<void>((resolve) => (written = resolve));
    const late = stage.db.transact(async (tx) => {
      await tx.query(
        `SELECT append_events(ARRAY[gen_random_uuid()], ARRAY[$1 || '/late'], ARRAY[$1], ARRAY[0], ARRAY[900],
        ARRAY['\\x00'::bytea], ARRAY[now()], ARRAY[NULL::text], false)`,
        [stage.topic],
      );
      written();
      await held;
    });
    await isWritten;
    for (let round = 0; round < 30; round += 1) await append(`other-${round % 4}`, 2);
    await allSent();
    commit();
    await late;
    await append('late', 2); // goes on in the late one's stream, born in partition 0
    await allSent();
    expect(follow(eventsOf(await records())).ends.get(`${stage.topic}/late`)).toBe(3);
    await relay.stop();
  });
});

describe('a relay without its topic', () => {
  it('names it and sends once it is there', async () => {
    const stage = await openStage('postgres');
    try {
      const missing = `${stage.topic}.later`;
      const relay = await stage.startRelay({ topics: [missing] });
      await until('it is named', () => relay.stats().missingTopics.includes(missing));
      expect(stage.said.lines.join('\n')).toContain(`error The event log has no topics ${missing}`);
      await stage.log.createTopics([{ name: missing, partitions: 2 }]);
      await until('it is registered', () => relay.stats().missingTopics.length === 0);
      await stage.db.transact(async (tx) =>
        appendToOutbox(tx, { ...stage.event, topic: missing }, { id: 'a', n: 1 }),
      );
      await until('it is sent', async () => (await unsent(stage.db)) === 0);
      expect(eventsOf(await readAll(stage.log, missing))).toHaveLength(1);
    } finally {
      await stage.close();
    }
  });
});
