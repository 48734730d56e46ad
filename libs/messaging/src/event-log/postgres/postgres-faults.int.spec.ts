import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createTestDatabase,
  startPostgresServer,
  uniqueName,
  type PostgresServer,
  type TestServer,
} from '@xianjie/testing';
import pg from 'pg';
import type { RecordBatch } from '../event-log.js';
import { record, Subscriber, until } from '../event-log.suite.js';
import { PostgresEventLog } from '../postgres-event-log.js';
import { GroupSession, IDLE_LIMIT_MS } from './group-session.js';
import { prepareEventLog } from './tables.js';

const DAY_MS = 86_400_000;
const open = (address: string, clientId = 'faults') =>
  new PostgresEventLog(address, { clientId, logger: () => undefined });

describe('the PostgreSQL log', () => {
  let database: TestServer;
  let log: PostgresEventLog;
  let admin: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase('log');
    log = open(database.address);
    admin = new pg.Pool({ connectionString: database.address, max: 1 });
  });
  afterAll(async () => {
    await log?.close();
    await admin?.end();
    await database?.stop();
  });

  async function topic(partitions = 1, retentionDays = 30): Promise<string> {
    const name = uniqueName('faults');
    await log.createTopics([{ name, partitions, retentionDays }]);
    return name;
  }

  it('is prepared by several processes at once', async () => {
    const fresh = await createTestDatabase('log');
    await Promise.all(Array.from({ length: 4 }, () => prepareEventLog(fresh.address)));
    const one = open(fresh.address);
    expect(await one.clusterId()).toMatch(/^[0-9a-f-]{36}$/);
    await one.close();
    await fresh.stop();
  });

  it('shows offsets in their order, although an earlier writer commits later', async () => {
    const at = { topic: await topic(), partition: 0 };
    const slow = await admin.connect();
    await slow.query('BEGIN');
    await slow.query(
      'UPDATE log_partition SET next_offset = next_offset + 1 WHERE topic_id = (SELECT id FROM log_topic WHERE name = $1)',
      [at.topic],
    );
    let answered = false;
    const appending = log.append(at, [record('later')]).then(() => (answered = true));
    await until('the writer to wait', async () => {
      const { rows } = await slow.query('SELECT 1 FROM pg_locks WHERE NOT granted');
      return rows.length > 0;
    });
    expect(answered).toBe(false);
    await slow.query('ROLLBACK');
    slow.release();
    await appending;
    expect(await log.bounds(at)).toEqual({ first: 0n, end: 1n });
  });

  it('deletes what has expired, oldest first, and moves the beginning', async () => {
    const old = { topic: await topic(1, 7), partition: 0 };
    const kept = { topic: await topic(1, 30), partition: 0 };
    for (const at of [old, kept]) await log.append(at, [record('a'), record('b'), record('c')]);
    await admin.query(
      'UPDATE log_record SET appended_at = appended_at - $1::bigint WHERE record_offset < 2',
      [8 * DAY_MS],
    );
    expect(await log.deleteExpired()).toBe(2);
    expect(await log.bounds(old)).toEqual({ first: 2n, end: 3n });
    expect(await log.bounds(kept)).toEqual({ first: 0n, end: 3n });
    expect(await log.deleteExpired()).toBe(0);
    expect(await log.deleteExpired(Date.now() + 40 * DAY_MS)).toBeGreaterThanOrEqual(4);
    expect(await log.bounds(kept)).toEqual({ first: 3n, end: 3n });
    expect(await log.bounds(old)).toEqual({ first: 3n, end: 3n });
    expect(await log.append(old, [record('d')])).toEqual({ baseOffset: 3n });
  });

  it('takes partitions from a member whose session ends, which knows it at once, and shares them again', async () => {
    const name = await topic(4);
    const group = uniqueName('g');
    const one = new Subscriber();
    const batches: RecordBatch[] = [];
    let finish!: () => void;
    const working = new Promise<void>((resolve) => (finish = resolve));
    one.onDeliver = async (batch) => {
      batches.push(batch);
      await working;
      return undefined;
    };
    await one.subscribe(log, group, [name]);
    await log.append({ topic: name, partition: 0 }, [record('a')]);
    await until('the batch', () => batches.length === 1);
    expect(batches[0]!.isStale()).toBe(false);
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
      `faults (group ${group})`,
    ]);
    await until('the loss', () => one.lost.length === 4);
    expect(batches[0]!.isStale()).toBe(true);
    finish();
    await until('the return', () => one.subscription.assigned().length === 4);
    await log.append({ topic: name, partition: 1 }, [record('b')]);
    await until('both', () => one.keys.includes('a') && one.keys.includes('b'));
    await one.subscription.stop();
  });

  it('ends the session of a frozen member, whose process must assume that earlier', async () => {
    const group = uniqueName('g');
    let lost = 0;
    const events = { grown: () => undefined, membersChanged: () => undefined, lost: () => void (lost += 1) };
    const frozen = await GroupSession.join(database.address, 'frozen', group, events); // nobody calls its ticks
    expect(await frozen.tryTake(1)).toBe(true);
    const heir = await GroupSession.join(database.address, 'heir', group, events);
    const began = performance.now();
    expect(await heir.tryTake(1)).toBe(false);
    let staleAt = 0;
    await until('the heir to take over', async () => {
      if (!staleAt && frozen.isStale()) staleAt = performance.now();
      return heir.tryTake(1);
    });
    expect(staleAt).toBeGreaterThan(0);
    expect(staleAt).toBeLessThan(performance.now());
    expect(performance.now() - began).toBeGreaterThan(IDLE_LIMIT_MS - 1_000);
    await until('the frozen one to hear of it', () => lost === 1);
    await heir.leave();
  });
});

describe('the PostgreSQL log, when its server fails', () => {
  let server: PostgresServer;
  let log: PostgresEventLog;

  beforeAll(async () => {
    server = await startPostgresServer();
    log = open(server.address);
  });
  afterAll(async () => {
    await log?.close();
    await server?.stop();
  });

  it('refuses meanwhile, keeps what it acknowledged, and goes on after the restart', async () => {
    const name = 'restarted';
    await log.createTopics([{ name, partitions: 2 }]);
    const one = await new Subscriber(new Map()).subscribe(log, 'g', [name]);
    const at = { topic: name, partition: 1 };
    await log.append(at, [record('a')]);
    await until('the first', () => one.seen.length === 1);
    await server.kill();
    await expect(log.append(at, [record('lost')])).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(log.bounds(at)).rejects.toMatchObject({ kind: 'unavailable' });
    await server.restart();
    await until('an append', () =>
      log.append(at, [record('b')]).then(
        () => true,
        () => false,
      ),
    );
    await until('the second', () => one.keys.includes('b'));
    expect(one.keys).toEqual(['a', 'b']);
    expect(one.outOfRange).toEqual([]);
    await one.subscription.stop();
  });

  it('says so when the database of the log is gone for good', async () => {
    const admin = new pg.Client({ connectionString: server.address });
    await admin.connect();
    await admin.query('CREATE DATABASE doomed');
    const url = new URL(server.address);
    url.pathname = '/doomed';
    const doomed = open(url.toString());
    await doomed.createTopics([{ name: 't', partitions: 1 }]);
    const one = await new Subscriber().subscribe(doomed, 'g', ['t']);
    await admin.query('DROP DATABASE doomed WITH (FORCE)');
    await admin.end();
    await expect(one.subscription.failed).rejects.toMatchObject({ code: 'event-log.subscription-died' });
    await one.subscription.stop();
    await doomed.close();
  });
});
