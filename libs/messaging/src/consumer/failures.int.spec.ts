import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Checkpoint, LeadSubmitted, schemaById } from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import { openDataSource } from '@xianjie/persistence';
import { appendToOutbox } from '../outbox/append-to-outbox.js';
import { registerTopics } from '../outbox/topics.js';
import { InboxRig, lead, TestStream, TOPIC } from './inbox-rig.suite.js';

const at = { topic: TOPIC, partition: 0 };

describe('when an event fails', () => {
  let rig: InboxRig;
  beforeEach(async () => {
    rig = await InboxRig.start();
  });
  afterEach(() => rig.stop());

  it('tries a fault of ours three times, then parks its key with error and attempts', async () => {
    const [bad, good] = [new TestStream(), new TestStream()];
    let tries = 0;
    rig.behaviour = ({ leadId }) => {
      if (leadId !== bad.key) return;
      tries += 1;
      throw new TypeError('x is not a function');
    };
    await rig.append([good.next(), good.next(), bad.next(), good.next()]);
    const consumer = await rig.consume();
    await rig.caughtUp();
    expect(tries).toBe(3);
    expect(await rig.numbers(good)).toEqual([1, 2, 3]);
    expect(await consumer.parked.show(bad.id)).toMatchObject([
      { reason: 'failed', attempts: 3, error: 'TypeError: x is not a function' },
    ]);
  });

  it('runs each event at most three times, however many keys of a batch are refused', async () => {
    const good = new TestStream();
    const bad = new Set<string>();
    let runs = 0;
    rig.behaviour = ({ leadId }) => {
      runs += 1;
      if (bad.has(leadId)) throw new DomainError('invalid', 'test.bad', 'bad');
    };
    const records = Array.from({ length: 200 }, (_, index) => {
      if (index % 20 !== 7) return good.next();
      const stream = new TestStream();
      bad.add(stream.key);
      return stream.next();
    });
    await rig.append(records);
    const consumer = await rig.consume();
    await rig.caughtUp();
    expect(await rig.numbers(good)).toEqual(Array.from({ length: 190 }, (_, index) => index + 1));
    expect(await consumer.parked.list()).toHaveLength(10);
    expect(runs).toBeLessThanOrEqual(600);
  });

  it('finds the one refused event in the wave of a batch handler', async () => {
    const streams = Array.from({ length: 60 }, () => new TestStream());
    const bad = streams[41]!;
    rig.behaviour = ({ leadId }) => {
      if (leadId === bad.key) throw new DomainError('conflict', 'test.bad', 'bad');
    };
    await rig.append(streams.map((stream) => stream.next()));
    const consumer = await rig.consume(rig.ordinary({ batch: true }));
    await rig.caughtUp();
    expect(await rig.effects()).toHaveLength(59);
    expect(await consumer.parked.list()).toMatchObject([{ streamId: bad.id, reason: 'refused' }]);
  });

  it('tries a stale row again at once, and parks nothing', async () => {
    const a = new TestStream();
    let tries = 0;
    rig.behaviour = () => {
      tries += 1;
      if (tries < 4) throw new DomainError('stale', 'test.stale', 'somebody was quicker');
    };
    await rig.append([a.next(), a.next()]);
    await rig.consume();
    await rig.caughtUp();
    expect(await rig.numbers(a)).toEqual([1, 2]);
    expect(await rig.mark(a)).toEqual({ number: '2', parked: null });
  });

  it('waits with the whole partition while something is unavailable', async () => {
    const [a, b] = [new TestStream(), new TestStream()];
    let tries = 0;
    rig.behaviour = ({ leadId }) => {
      if (leadId === a.key && (tries += 1) < 4) throw new DomainError('unavailable', 'test.away', 'not now');
    };
    await rig.append([a.next(), b.next()]);
    await rig.consume();
    await rig.caughtUp();
    expect((await rig.effects()).map(({ stream }) => stream)).toEqual([a.id, b.id]);
    expect(await rig.mark(a)).toEqual({ number: '1', parked: null });
  });

  it('parks nothing when the database ends its sessions in the middle of a batch', async () => {
    const a = new TestStream();
    let killed = 0;
    rig.behaviour = async (_value, { tx, envelope }) => {
      if (envelope.sequence !== 20n || killed >= 3) return;
      killed += 1;
      const other = await openDataSource({ url: rig.databaseUrl, name: 'killer' });
      const [row] = await tx.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
      await other.query('SELECT pg_terminate_backend($1)', [row?.pid]);
      await other.destroy();
    };
    await rig.append(Array.from({ length: 40 }, () => a.next()));
    await rig.consume();
    await rig.caughtUp();
    expect(killed).toBe(3);
    expect(await rig.numbers(a)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(await rig.mark(a)).toEqual({ number: '40', parked: null });
  });

  it('waits for a schema that nobody knows yet, and goes on when the registry has it', async () => {
    const a = new TestStream();
    const frame = LeadSubmitted.encode(lead(a.key));
    const text = schemaById(LeadSubmitted.schemaId)?.schema;
    frame.writeUInt32BE(999_999, 1);
    let asked = 0;
    const schemas = { resolve: async () => ((asked += 1) < 3 ? undefined : text) };
    await rig.append([a.add(LeadSubmitted, lead(a.key), frame)]);
    await rig.consume(undefined, { schemas });
    await rig.caughtUp();
    expect(asked).toBe(3);
    expect(await rig.numbers(a)).toEqual([1]);
  });

  it('parks bytes that are no such event', async () => {
    const [a, b] = [new TestStream(), new TestStream()];
    const frame = LeadSubmitted.encode(lead(a.key)).subarray(0, 20);
    await rig.append([a.add(LeadSubmitted, lead(a.key), Buffer.from(frame)), b.next()]);
    const consumer = await rig.consume();
    await rig.caughtUp();
    expect(await rig.numbers(b)).toEqual([1]);
    expect(await consumer.parked.show(a.id)).toMatchObject([{ code: 'contract.bytes-malformed' }]);
  });

  it('sends nothing of what a refused event had announced', async () => {
    const a = new TestStream();
    await registerTopics(rig.db.manager, new Map([[TOPIC, 1]]));
    rig.behaviour = (value, { tx }) => {
      appendToOutbox(tx, LeadSubmitted, lead(value.leadId));
      throw new DomainError('conflict', 'test.bad', 'bad');
    };
    await rig.append([a.next()]);
    await rig.consume();
    await rig.caughtUp();
    expect(await rig.db.manager.query('SELECT FROM event')).toHaveLength(0);
  });

  it('finds an event that ends the process again and again, one by one, and parks it', async () => {
    const [a, bad, b] = [new TestStream(), new TestStream(), new TestStream()];
    await rig.append([a.next(), bad.next(), b.next()]);
    const consumer = await rig.consume();
    await rig.caughtUp();
    await consumer.close();
    // As a process leaves things that was killed for the third time with the first event of `bad` under way.
    await rig.db.manager.query('TRUNCATE inbox_mark, effect');
    await rig.db.manager.query(
      `UPDATE inbox_position SET next_offset = 1, last_record = NULL, owner = gen_random_uuid(),
         attempt_offset = 1, attempts = 3, attempt_records = 2`,
    );
    await rig.append([a.next()]);
    const second = await rig.consume();
    await rig.caughtUp();
    expect(await second.parked.list({ reason: 'fatal' })).toMatchObject([
      { streamId: bad.id, code: 'inbox.fatal' },
    ]);
    expect(await rig.numbers(b)).toEqual([1]);
  });

  /** What the handlers see of their own attempt while the next three events come in, after a stop that left this. */
  async function attemptsAfter(left: string) {
    const a = new TestStream();
    await rig.append([a.next()]);
    const consumer = await rig.consume();
    await rig.caughtUp();
    await consumer.close();
    await rig.db.manager.query(`UPDATE inbox_position SET owner = gen_random_uuid()${left}`);
    await rig.append([a.next(), a.next(), a.next()]);
    const seen: unknown[] = [];
    rig.behaviour = async (_value, { tx }) => {
      const columns = 'attempt_offset AS offset, attempts, attempt_records AS records';
      seen.push(...(await tx.query<unknown[]>(`SELECT ${columns} FROM inbox_position`)));
    };
    const second = await rig.consume();
    await rig.caughtUp();
    const [after] = await rig.db.manager.query<{ attempt_records: number }[]>(
      'SELECT attempt_records FROM inbox_position',
    );
    expect(after).toEqual({ attempt_records: 0 });
    return { seen, batches: second.stats().batchesTotal };
  }

  it('notes a batch after an unclean stop, and runs it whole', async () => {
    const { seen, batches } = await attemptsAfter('');
    expect(seen).toEqual(Array.from({ length: 3 }, () => ({ offset: '1', attempts: 0, records: 3 })));
    expect(batches).toBe(1);
  });

  it('counts each try of the events of a batch in which a process ended, and runs them one at a time', async () => {
    const { seen, batches } = await attemptsAfter(', attempt_offset = next_offset, attempt_records = 2');
    expect(seen).toEqual([
      { offset: '1', attempts: 1, records: 2 },
      { offset: '2', attempts: 1, records: 1 },
      { offset: '3', attempts: 0, records: 1 },
    ]);
    expect(batches).toBe(3);
  });

  it('is harmless when it thaws after somebody else went on', async () => {
    const a = new TestStream();
    const source = await openDataSource({ url: rig.databaseUrl, name: 'other' });
    let isFrozen = false;
    rig.behaviour = async (_value, { tx }) => {
      if (isFrozen) return;
      isFrozen = true;
      const [row] = await tx.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
      // What idle_in_transaction_session_timeout does to a frozen process; then the successor passes the events.
      await source.query('SELECT pg_terminate_backend($1)', [row?.pid]);
      await source.query(`UPDATE inbox_position SET next_offset = 2, last_record = NULL`);
      await source.query(
        `INSERT INTO inbox_mark (stream_id, number, event_id, epoch) VALUES ($1, 2, $2, 1)`,
        [a.id, a.records[1]?.headers['ce_id']],
      );
    };
    await rig.append([a.next(), a.next(), a.next()]);
    await rig.consume();
    await rig.caughtUp();
    expect(await rig.numbers(a)).toEqual([3]);
    await source.destroy();
  });

  it('asks for the end of a stream that only a checkpoint tells of', async () => {
    const a = new TestStream();
    const [first] = [a.next(), a.next()];
    await rig.append([first!, checkpoint([{ key: a.key, number: 2n }])]);
    await rig.consume();
    await rig.caughtUp();
    expect(await rig.mark(a)).toEqual({ number: '1', parked: 'waiting' });
    await rig.until(async () => (await rig.read('messaging.requests')).length === 1);
    await rig.append([a.records[1]!]);
    await rig.until(async () => (await rig.mark(a))?.parked === null);
    expect(await rig.numbers(a)).toEqual([1, 2]);
  });

  it('parks a known number of a newer epoch as forked', async () => {
    const a = new TestStream();
    await rig.append([a.next(), a.next()]);
    const restored = new TestStream(a.key, 2);
    restored.next();
    restored.previous = a.records[0]?.headers['ce_id'];
    await rig.append([restored.next()]);
    const consumer = await rig.consume();
    await rig.caughtUp();
    expect(await rig.mark(a)).toEqual({ number: '2', parked: 'forked' });
    expect(await consumer.parked.giveUp(a.id, 'The restored history stands', 'op')).toMatchObject({
      remaining: 0,
    });
    await rig.append([restored.next()]);
    await rig.caughtUp();
    expect(await rig.numbers(a)).toEqual([1, 2, 3]);
  });

  it('gives up a refused event with its reason on record, and goes on behind it', async () => {
    const a = new TestStream();
    rig.behaviour = (_value, { envelope }) => {
      if (envelope.sequence === 2n) throw new DomainError('conflict', 'test.bad', 'bad');
    };
    await rig.append([a.next(), a.next(), a.next()]);
    const consumer = await rig.consume();
    await rig.caughtUp();
    expect(await consumer.parked.dryRun(a.id)).toMatchObject({ applied: 0, remaining: 2, reason: 'refused' });
    expect(await consumer.parked.giveUp(a.id, 'Wrong by mistake', 'op')).toMatchObject({
      applied: 1,
      remaining: 0,
    });
    expect(await rig.numbers(a)).toEqual([1, 3]);
    expect(await rig.db.manager.query('SELECT number, given_up_because FROM given_up_event')).toEqual([
      { number: '2', given_up_because: 'Wrong by mistake' },
    ]);
  });

  it('gives up numbers that never come', async () => {
    const a = new TestStream();
    const [first, , third] = [a.next(), a.next(), a.next()];
    await rig.append([first!, third!]);
    const consumer = await rig.consume();
    await rig.caughtUp();
    expect(await consumer.parked.giveUp(a.id, 'The journal has expired', 'op')).toMatchObject({ applied: 1 });
    expect(await rig.numbers(a)).toEqual([1, 3]);
    expect(await rig.mark(a)).toEqual({ number: '3', parked: null });
  });
});

let checkpoints = 0n;
function checkpoint(streams: { key: string; number: bigint }[]) {
  const stream = new TestStream('@checkpoint/lead-reporting/0');
  stream.number = checkpoints;
  checkpoints += 1n;
  return stream.add(Checkpoint, {
    service: 'lead-reporting',
    topic: TOPIC,
    partition: 0,
    everyMs: 10_000,
    streams,
  });
}

describe('when the log is another one', () => {
  let rig: InboxRig;
  beforeEach(async () => {
    rig = await InboxRig.start();
  });
  afterEach(() => rig.stop());

  /** Sets a copy of the log back, as a restored directory would be. */
  async function truncate(to: bigint): Promise<void> {
    const source = await openDataSource({ url: rig.logUrl, name: 'truncate' });
    await source.query(
      'DELETE FROM log_record WHERE record_offset >= $1 AND partition = 0 AND topic_id = (SELECT id FROM log_topic WHERE name = $2)',
      [String(to), TOPIC],
    );
    await source.query(
      'UPDATE log_partition SET next_offset = $1 WHERE partition = 0 AND topic_id = (SELECT id FROM log_topic WHERE name = $2)',
      [String(to), TOPIC],
    );
    await source.destroy();
  }

  it('goes on by itself after the log was rolled back, and applies nothing twice', async () => {
    const [a, b] = [new TestStream(), new TestStream()];
    await rig.append([a.next(), b.next(), a.next(), b.next()]);
    const consumer = await rig.consume();
    await rig.caughtUp();
    await consumer.close();
    await truncate(2n);
    await rig.append([a.records[1]!, a.next(), b.next()]);
    await rig.consume();
    await rig.until(async () => (await rig.mark(b))?.number === '3');
    expect(await rig.numbers(a)).toEqual([1, 2, 3]);
    expect(await rig.numbers(b)).toEqual([1, 2, 3]);
    expect(rig.logged.join('\n')).toMatch(/does not hold the record applied last/);
  });

  it('goes on by itself where the log is shorter than the position', async () => {
    const a = new TestStream();
    await rig.append([a.next(), a.next(), a.next(), a.next()]);
    const consumer = await rig.consume();
    await rig.caughtUp();
    await consumer.close();
    await truncate(1n);
    await rig.consume();
    await rig.append([a.next()]);
    await rig.until(async () => (await rig.mark(a))?.number === '5');
    expect(await rig.numbers(a)).toEqual([1, 2, 3, 4, 5]);
  });

  it('stops where the log contradicts what was applied, says so, and goes on when an operator accepts it', async () => {
    const a = new TestStream();
    await rig.append([a.next(), a.next()]);
    const consumer = await rig.consume();
    await rig.caughtUp();
    await consumer.close();
    await truncate(0n);
    const [other, fresh] = [new TestStream(a.key), new TestStream()];
    await rig.append([other.next(), other.next(), fresh.next()]);
    const second = await rig.consume();
    await rig.until(() => second.stats().stopped[`${TOPIC}/0`] !== undefined);
    expect(await rig.effects(fresh)).toHaveLength(0);
    await second.acceptLog(at);
    await rig.until(async () => (await rig.mark(fresh))?.number === '1');
    expect(await rig.mark(a)).toEqual({ number: '2', parked: 'forked' });
    expect(await rig.numbers(a)).toEqual([1, 2]);
  });

  it('refuses to begin in the middle unless the handler says how', async () => {
    const a = new TestStream();
    await rig.append([a.next(), a.next()]);
    const source = await openDataSource({ url: rig.logUrl, name: 'expire' });
    await source.query('DELETE FROM log_record WHERE record_offset = 0');
    await source.query(
      'UPDATE log_partition SET first_offset = 1 WHERE topic_id = (SELECT id FROM log_topic WHERE name = $1)',
      [TOPIC],
    );
    await source.destroy();
    await expect(rig.consume()).rejects.toThrow(/Events have passed .*LeadSubmitted/);
    await rig.consume(rig.ordinary({ from: 'now' }));
    await rig.append([a.next()]);
    await rig.caughtUp();
    expect(await rig.numbers(a)).toEqual([3]);
  });
});
