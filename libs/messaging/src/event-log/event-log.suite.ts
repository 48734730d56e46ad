import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { uniqueName } from '@xianjie/testing';
import fc from 'fast-check';
import type {
  EventLog,
  LogBounds,
  LogRecord,
  RecordBatch,
  Resume,
  StoredRecord,
  SubscribeOptions,
  Subscription,
  TopicPartition,
} from './event-log.js';
import { openEventLog } from './open-event-log.js';

/** What only the adapter's own tools can do to a log. */
export interface LogUnderTest {
  readonly address: string;
  /** Deletes a topic with its records, for ever. */
  deleteTopic(topic: string): Promise<void>;
  /** Deletes the records of a partition below an offset, as retention does. */
  deleteRecords(at: TopicPartition, below: bigint): Promise<void>;
  /** Writes as a stranger: without key, without value. */
  writeBare(at: TopicPartition): Promise<void>;
  stop(): Promise<void>;
}

export function record(key: string, text = key, headers: Record<string, string> = {}): LogRecord {
  return { key, value: Buffer.from(text), headers };
}

/** Waits for a condition, looking every 10 ms; fails after 20 s. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 20_000; !(await holds());) {
    if (Date.now() > deadline) throw new Error(`Not within 20 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A subscriber that keeps its positions where others of its group find them, and everything it was told. */
export class Subscriber {
  readonly seen: StoredRecord[] = [];
  readonly batches: RecordBatch[] = [];
  readonly lost: TopicPartition[] = [];
  readonly outOfRange: { wanted: bigint; bounds: LogBounds }[] = [];
  subscription!: Subscription;
  /** Replaced by tests that want something else than "go on behind the batch". */
  onDeliver: (batch: RecordBatch) => Promise<Resume | undefined> = async () => undefined;
  onOutOfRange: (bounds: LogBounds) => Promise<Resume | undefined> = async () => undefined;

  constructor(private readonly positions: Map<string, bigint> = new Map()) {}

  async subscribe(
    log: EventLog,
    group: string,
    topics: string[],
    more: Partial<SubscribeOptions> = {},
  ): Promise<this> {
    this.subscription = await log.subscribe({
      group,
      topics,
      start: async (at) => this.positions.get(`${at.topic}/${at.partition}`) ?? 0n,
      deliver: (batch) => this.deliver(batch),
      revoked: (at) => void this.lost.push(at),
      outOfRange: async (_at, wanted, bounds) => {
        this.outOfRange.push({ wanted, bounds });
        return this.onOutOfRange(bounds);
      },
      ...more,
    });
    await this.subscription.ready;
    return this;
  }

  get keys(): (string | undefined)[] {
    return this.seen.map(({ key }) => key);
  }

  private async deliver(batch: RecordBatch): Promise<Resume> {
    this.batches.push(batch);
    const told = await this.onDeliver(batch);
    if (told) return told;
    this.seen.push(...batch.records);
    const at = batch.records[batch.records.length - 1]!.offset + 1n;
    this.positions.set(`${batch.topic}/${batch.partition}`, at);
    return { at, afterMs: 0 };
  }
}

const numbers = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, i) => String(from + i));

/** What every event log promises. */
export function eventLogSuite(start: () => Promise<LogUnderTest>): void {
  let server: LogUnderTest;
  let log: EventLog;
  let subscribers: Subscription[] = [];

  beforeAll(async () => {
    server = await start();
    log = await openEventLog(server.address, { clientId: 'suite' });
  });
  afterAll(async () => {
    await log?.close();
    await server?.stop();
  });
  afterEach(async () => {
    await Promise.all(subscribers.map((subscription) => subscription.stop()));
    subscribers = [];
  });

  async function topic(partitions = 1): Promise<string> {
    const name = uniqueName('suite').replace('_', '.');
    await log.createTopics([{ name, partitions }]);
    return name;
  }

  async function subscriber(
    group: string,
    topics: string[],
    made = new Subscriber(),
    on = log,
  ): Promise<Subscriber> {
    await made.subscribe(on, group, topics);
    subscribers.push(made.subscription);
    return made;
  }

  describe('topics', () => {
    it('are made where missing, and known with their partition counts', async () => {
      const name = await topic(3);
      await log.createTopics([{ name, partitions: 5 }]);
      expect(await log.partitions([name, 'no.such'])).toEqual(new Map([[name, 3]]));
    });

    it('can be made by two processes at once', async () => {
      const name = uniqueName('suite').replace('_', '.');
      const other = await openEventLog(server.address, { clientId: 'other' });
      await Promise.all([log, other].map((each) => each.createTopics([{ name, partitions: 2 }])));
      expect((await other.partitions([name])).get(name)).toBe(2);
      await other.close();
    });

    it('that are missing are named at once by whatever needs them', async () => {
      const at = { topic: uniqueName('missing'), partition: 0 };
      const missing = { kind: 'not-found', code: 'event-log.topic-missing' };
      const began = Date.now();
      await expect(log.append(at, [record('a')])).rejects.toMatchObject(missing);
      await expect(log.bounds(at)).rejects.toMatchObject(missing);
      await expect(log.read(at, 0n, 1)).rejects.toMatchObject(missing);
      await expect(log.checkSafety([at.topic])).rejects.toMatchObject(missing);
      await expect(new Subscriber().subscribe(log, uniqueName('g'), [at.topic])).rejects.toMatchObject(
        missing,
      );
      expect(Date.now() - began).toBeLessThan(6_000); // kafkajs alone takes 7-10 s for the first of them
    });

    it('have no partition beyond their count', async () => {
      const at = { topic: await topic(2), partition: 2 };
      await expect(log.append(at, [record('a')])).rejects.toMatchObject({
        kind: expect.stringMatching(/not-found|unavailable/),
      });
      await expect(log.bounds(at)).rejects.toMatchObject({ kind: 'not-found' });
    });

    it('belong to a log whose id stays the same', async () => {
      const other = await openEventLog(server.address, { clientId: 'other' });
      expect(await other.clusterId()).toBe(await log.clusterId());
      expect(await log.clusterId()).toMatch(/\S{10,}/);
      await other.close();
    });
  });

  describe('appending', () => {
    it('answers the first offset and keeps keys, values and headers as they were, in any script', async () => {
      const at = { topic: await topic(2), partition: 1 };
      const bytes = Buffer.from([0, 1, 2, 253, 254, 255]);
      const first = {
        key: '线索-𠮷',
        value: bytes,
        headers: { ce_type: '举报', 'content-type': 'application/avro', empty: '' },
      };
      expect(await log.append(at, [first, record('', '')])).toEqual({ baseOffset: 0n });
      expect(await log.append(at, [record('b')])).toEqual({ baseOffset: 2n });
      const before = Date.now();
      const stored = await log.read(at, 0n, 10);
      expect(stored.map(({ appendedAt: _appendedAt, ...rest }) => rest)).toEqual([
        { ...at, offset: 0n, ...first },
        { ...at, offset: 1n, key: '', value: Buffer.alloc(0), headers: {} },
        { ...at, offset: 2n, key: 'b', value: Buffer.from('b'), headers: {} },
      ]);
      for (const { appendedAt } of stored) expect(Math.abs(before - appendedAt)).toBeLessThan(60_000);
      expect(await log.read({ ...at, partition: 0 }, 0n, 10)).toEqual([]);
    });

    it('refuses a record that is too large, by name, and stores nothing of its call', async () => {
      const at = { topic: await topic(), partition: 0 };
      const large = { key: 'large', value: Buffer.alloc(1_100_000), headers: {} };
      await expect(log.append(at, [record('a'), large])).rejects.toMatchObject({
        kind: 'invalid',
        code: 'event-log.record-too-large',
        message: expect.stringContaining('large'),
      });
      expect(await log.bounds(at)).toEqual({ first: 0n, end: 0n });
    });

    it('takes many records whose sum is larger than one batch may be, in order', async () => {
      const at = { topic: await topic(), partition: 0 };
      const records = numbers(30).map((key) => ({ key, value: Buffer.alloc(100_000, key), headers: {} }));
      await log.append(at, records);
      expect((await log.read(at, 0n, 100)).map(({ key }) => key)).toEqual(numbers(30));
    });

    it('keeps the calls of one partition whole and in the order of their answers', async () => {
      const at = { topic: await topic(), partition: 0 };
      const other = await openEventLog(server.address, { clientId: 'other' });
      const answers: { base: bigint; keys: string[] }[] = [];
      const write = async (who: EventLog, name: string) => {
        for (let call = 0; call < 10; call += 1) {
          const keys = numbers(7).map((number) => `${name}-${call}-${number}`);
          answers.push({
            base: (
              await who.append(
                at,
                keys.map((key) => record(key)),
              )
            ).baseOffset,
            keys,
          });
        }
      };
      await Promise.all([write(log, 'a'), write(log, 'b'), write(other, 'c')]);
      const stored = await log.read(at, 0n, 1000);
      for (const { base, keys } of answers) {
        expect(stored.slice(Number(base), Number(base) + 7).map(({ key }) => key)).toEqual(keys);
      }
      await other.close();
    });

    it('and reading agree for any sequence of groups', async () => {
      const text = fc.string({ unit: fc.constantFrom('a', '0', '线', '𠮷', ' ', '"', '\\', '\n') });
      const one = fc.record({
        key: text,
        value: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
        headers: fc.dictionary(fc.stringMatching(/^[a-z_-]{1,12}$/), text, {
          maxKeys: 4,
          noNullPrototype: true,
        }),
      });
      const groups = fc.array(fc.array(one, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 6 });
      const name = await topic(4);
      let partition = 0;
      await fc.assert(
        fc.asyncProperty(groups, fc.nat(200), async (written, from) => {
          const at = { topic: name, partition: (partition += 1) % 4 };
          const { end } = await log.bounds(at);
          for (const group of written) await log.append(at, group);
          const start = end + BigInt(Math.min(from, written.flat().length));
          const stored = await log.read(at, start, 1000);
          expect(stored.map(({ key, value, headers }) => ({ key, value, headers }))).toEqual(
            written.flat().slice(Number(start - end)),
          );
          expect(stored.map(({ offset }) => offset)).toEqual(stored.map((_, index) => start + BigInt(index)));
        }),
        { numRuns: 15 },
      );
    });
  });

  describe('reading', () => {
    it('is limited, begins where asked, and ends with the log', async () => {
      const at = { topic: await topic(), partition: 0 };
      await log.append(
        at,
        numbers(20).map((key) => record(key)),
      );
      expect((await log.read(at, 5n, 3)).map(({ key }) => key)).toEqual(['5', '6', '7']);
      expect((await log.read(at, 18n, 10)).map(({ key }) => key)).toEqual(['18', '19']);
      expect(await log.read(at, 20n, 10)).toEqual([]);
      expect(await log.read(at, 99n, 10)).toEqual([]);
    });

    it('begins at the oldest record kept where older ones are asked for', async () => {
      const at = { topic: await topic(), partition: 0 };
      await log.append(
        at,
        numbers(10).map((key) => record(key)),
      );
      await server.deleteRecords(at, 4n);
      expect(await log.bounds(at)).toEqual({ first: 4n, end: 10n });
      expect((await log.read(at, 0n, 2)).map(({ offset }) => offset)).toEqual([4n, 5n]);
    });

    it('shows what a stranger left out', async () => {
      const at = { topic: await topic(), partition: 0 };
      await server.writeBare(at);
      expect(await log.read(at, 0n, 1)).toMatchObject([
        { offset: 0n, key: undefined, value: undefined, headers: {} },
      ]);
    });
  });

  describe('a subscriber', () => {
    it('gets each record of each partition once, in order, old and new ones', async () => {
      const name = await topic(6);
      const write = (from: number) =>
        Promise.all(
          [0, 1, 2, 3, 4, 5].map((partition) =>
            log.append(
              { topic: name, partition },
              numbers(50, from).map((key) => record(key)),
            ),
          ),
        );
      await write(0);
      const one = await subscriber(uniqueName('g'), [name]);
      await until('the old ones', () => one.seen.length === 300);
      await write(50);
      await until('the new ones', () => one.seen.length === 600);
      for (let partition = 0; partition < 6; partition += 1) {
        const keys = one.seen.filter((each) => each.partition === partition).map(({ key }) => key);
        expect(keys).toEqual(numbers(100));
      }
      const last = one.batches.filter(({ partition }) => partition === 3).pop()!;
      expect(last.end).toBe(100n);
      expect(last.isStale()).toBe(false);
      expect(one.subscription.assigned()).toHaveLength(6);
    });

    it('begins where it says, in each topic', async () => {
      const [first, second] = [await topic(), await topic()];
      for (const name of [first, second])
        await log.append(
          { topic: name, partition: 0 },
          numbers(10).map((key) => record(key)),
        );
      const one = await subscriber(
        uniqueName('g'),
        [first, second],
        new Subscriber(new Map([[`${first}/0`, 7n]])),
      );
      await until('both', () => one.seen.length === 13);
      expect(one.seen.filter((each) => each.topic === first).map(({ key }) => key)).toEqual(['7', '8', '9']);
    });

    it('is given nothing before its start is known', async () => {
      const name = await topic();
      await log.append(
        { topic: name, partition: 0 },
        numbers(5).map((key) => record(key)),
      );
      let begin!: () => void;
      const asked = new Promise<void>((resolve) => (begin = resolve));
      const one = new Subscriber();
      await one.subscribe(log, uniqueName('g'), [name], { start: () => asked.then(() => 3n) });
      subscribers.push(one.subscription);
      await log.append({ topic: name, partition: 0 }, [record('5')]);
      await new Promise((resolve) => setTimeout(resolve, 300)); // time in which a hasty log would deliver
      expect(one.batches).toEqual([]);
      begin();
      await until('the rest', () => one.seen.length === 3);
      expect(one.keys).toEqual(['3', '4', '5']);
    });

    it('is asked for its start again when it could not answer', async () => {
      const name = await topic();
      await log.append({ topic: name, partition: 0 }, [record('a')]);
      let asked = 0;
      const one = new Subscriber();
      const start = async (): Promise<bigint> => {
        asked += 1;
        if (asked < 3) throw new Error('no database');
        return 0n;
      };
      await one.subscribe(log, uniqueName('g'), [name], { start });
      subscribers.push(one.subscription);
      await until('the record', () => one.seen.length === 1);
      expect(asked).toBe(3);
    });

    it('may take a part of a batch, repeat it, go back and go on', async () => {
      const name = await topic();
      await log.append(
        { topic: name, partition: 0 },
        numbers(6).map((key) => record(key)),
      );
      const one = new Subscriber();
      const plan = [2n, 2n, 5n, 0n];
      one.onDeliver = async (batch) => {
        const at = plan.shift();
        if (at === undefined) return undefined;
        const taken = batch.records.filter(({ offset }) => offset < at);
        one.seen.push(...(taken.length > 0 ? taken : batch.records.slice(0, 1)));
        return { at, afterMs: 0 };
      };
      await subscriber(uniqueName('g'), [name], one);
      await until('all of them', () => one.seen.length === 6 + 1 + 6);
      expect(one.keys.join('')).toBe('01' + '2' + '234' + '5' + '012345');
    });

    it('waits as long as it asked, and no longer once woken', async () => {
      const name = await topic(2);
      const one = new Subscriber();
      const waits = [400, 3_600_000];
      const at: number[] = [];
      one.onDeliver = async (batch) => {
        if (batch.partition === 1) return undefined;
        at.push(performance.now());
        const afterMs = waits.shift();
        return afterMs === undefined ? undefined : { at: batch.records[0]!.offset, afterMs };
      };
      await subscriber(uniqueName('g'), [name], one);
      await log.append({ topic: name, partition: 0 }, [record('a')]);
      await until('the second try', () => at.length === 2);
      expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(395);
      await log.append({ topic: name, partition: 1 }, [record('b')]); // the other partition goes on meanwhile
      await until('the other partition', () => one.keys.includes('b'));
      one.subscription.wake({ topic: name, partition: 0 });
      await until('the third try', () => one.keys.includes('a'));
    });

    it('re-reads from where it seeks, also while it waits', async () => {
      const name = await topic();
      await log.append(
        { topic: name, partition: 0 },
        numbers(5).map((key) => record(key)),
      );
      const one = await subscriber(uniqueName('g'), [name]);
      await until('all', () => one.seen.length === 5);
      one.onDeliver = async (batch) => {
        one.onDeliver = async () => undefined;
        return { at: batch.records[0]!.offset, afterMs: 3_600_000 };
      };
      await log.append({ topic: name, partition: 0 }, [record('5')]);
      await until('the wait', () => one.batches.at(-1)!.records[0]!.key === '5');
      one.subscription.seek({ topic: name, partition: 0 }, 2n);
      await until('the rest again', () => one.seen.length === 9);
      expect(one.keys.slice(5)).toEqual(['2', '3', '4', '5']);
    });

    it('that is slow on one partition gets the others meanwhile', async () => {
      const name = await topic(2);
      let finish!: () => void;
      const slow = new Promise<void>((resolve) => (finish = resolve));
      const one = new Subscriber();
      one.onDeliver = async (batch) => {
        if (batch.partition === 0) await slow;
        return undefined;
      };
      await subscriber(uniqueName('g'), [name], one);
      await log.append({ topic: name, partition: 0 }, [record('slow')]);
      await until('the slow one to begin', () => one.batches.length === 1);
      for (const key of numbers(20)) {
        await log.append({ topic: name, partition: 1 }, [record(key)]);
        await until(`record ${key}`, () => one.keys.includes(key));
      }
      finish();
      await log.append({ topic: name, partition: 0 }, [record('next')]);
      await until('the slow one and the next', () => one.keys.includes('next'));
      expect(one.keys.filter((key) => key === 'slow')).toHaveLength(1);
    });

    it('that throws gets the batch again', async () => {
      const name = await topic();
      const one = new Subscriber();
      let thrown = 0;
      one.onDeliver = async () => {
        thrown += 1;
        if (thrown === 1) throw new Error('a mistake');
        return undefined;
      };
      await subscriber(uniqueName('g'), [name], one);
      await log.append({ topic: name, partition: 0 }, [record('a')]);
      await until('the record', () => one.seen.length === 1);
      expect(thrown).toBe(2);
    });

    it('gets batches of about the size it asked for', async () => {
      const name = await topic();
      for (let group = 0; group < 10; group += 1) {
        const records = numbers(10, group * 10).map((key) => ({
          key,
          value: Buffer.alloc(10_000),
          headers: {},
        }));
        await log.append({ topic: name, partition: 0 }, records);
      }
      const one = new Subscriber();
      await one.subscribe(log, uniqueName('g'), [name], { maxBatchBytes: 150_000 });
      subscribers.push(one.subscription);
      await until('all', () => one.seen.length === 100);
      expect(one.keys).toEqual(numbers(100));
      for (const { records } of one.batches) expect(records.length).toBeLessThanOrEqual(30);
    });

    it('gets a record larger than the batches it asked for', async () => {
      const name = await topic();
      await log.append({ topic: name, partition: 0 }, [
        { key: 'large', value: Buffer.alloc(500_000), headers: {} },
      ]);
      const one = new Subscriber();
      await one.subscribe(log, uniqueName('g'), [name], { maxBatchBytes: 10_000 });
      subscribers.push(one.subscription);
      await until('the record', () => one.seen.length === 1);
    });

    it('keeps up with many partitions', async () => {
      const name = await topic(60);
      const one = await subscriber(uniqueName('g'), [name]);
      await Promise.all(
        Array.from({ length: 60 }, (_, partition) =>
          log.append({ topic: name, partition }, [record('a'), record('b')]),
        ),
      );
      await until('all', () => one.seen.length === 120);
      expect(new Set(one.seen.map(({ partition }) => partition)).size).toBe(60);
    });

    it('finishes its batch when it stops, and gets nothing after', async () => {
      const name = await topic();
      let finish!: () => void;
      const slow = new Promise<void>((resolve) => (finish = resolve));
      const one = new Subscriber();
      one.onDeliver = () => slow.then(() => undefined);
      await subscriber(uniqueName('g'), [name], one);
      await log.append({ topic: name, partition: 0 }, [record('a')]);
      await until('the batch', () => one.batches.length === 1);
      let stopped = false;
      const stopping = one.subscription.stop().then(() => (stopped = true));
      await log.append({ topic: name, partition: 0 }, [record('b')]);
      expect(stopped).toBe(false);
      finish();
      await stopping;
      expect(one.keys).toEqual(['a']);
      expect(one.subscription.assigned()).toEqual([]);
    });

    it('stops within a moment although it was told to wait an hour', async () => {
      const name = await topic();
      const one = new Subscriber();
      one.onDeliver = async (batch) => ({ at: batch.records[0]!.offset, afterMs: 3_600_000 });
      await subscriber(uniqueName('g'), [name], one);
      await log.append({ topic: name, partition: 0 }, [record('a')]);
      await until('the batch', () => one.batches.length === 1);
      await one.subscription.stop();
    });
  });

  describe('a group', () => {
    it('shares the partitions, and hands them over without losing or reordering', async () => {
      const name = await topic(6);
      const group = uniqueName('g');
      const positions = new Map<string, bigint>();
      const order: StoredRecord[] = [];
      const other = await openEventLog(server.address, { clientId: 'other' });
      const make = () => {
        const made = new Subscriber(positions);
        made.onDeliver = async (batch) => {
          if (batch.isStale()) return { at: batch.records[0]!.offset, afterMs: 0 };
          order.push(...batch.records);
          return undefined;
        };
        return made;
      };
      let written = 0;
      const write = async () => {
        for (let partition = 0; partition < 6; partition += 1) {
          await log.append({ topic: name, partition }, [record(String(written))]);
        }
        written += 1;
      };
      const one = await subscriber(group, [name], make());
      for (let round = 0; round < 10; round += 1) await write();
      const two = make();
      const joining = subscriber(group, [name], two, other);
      for (let round = 0; round < 20; round += 1) await write();
      await joining;
      await until('both have some', () => {
        return one.subscription.assigned().length === 3 && two.subscription.assigned().length === 3;
      });
      for (let round = 0; round < 20; round += 1) await write();
      await until('the second works', () => two.seen.length > 0);
      await one.subscription.stop();
      for (let round = 0; round < 10; round += 1) await write();
      await until('the second has all', () => two.subscription.assigned().length === 6);
      await until(
        'all are seen',
        () => new Set(order.map((each) => `${each.partition}/${each.key}`)).size === written * 6,
      );
      for (let partition = 0; partition < 6; partition += 1) {
        const keys = order.filter((each) => each.partition === partition).map(({ key }) => Number(key));
        const first = keys.filter((key, index) => keys.indexOf(key) === index);
        expect(first).toEqual([...first].sort((a, b) => a - b));
      }
      expect(one.lost.length).toBeGreaterThanOrEqual(3);
      await two.subscription.stop();
      await other.close();
    });

    it('is independent of another group', async () => {
      const name = await topic();
      const [one, two] = [
        await subscriber(uniqueName('g'), [name]),
        await subscriber(uniqueName('g'), [name]),
      ];
      await log.append({ topic: name, partition: 0 }, [record('a')]);
      await until('both', () => one.seen.length === 1 && two.seen.length === 1);
    });
  });

  describe('an offset that is not in the log', () => {
    it('is reported with the bounds, and held until a seek', async () => {
      const name = await topic();
      await log.append(
        { topic: name, partition: 0 },
        numbers(3).map((key) => record(key)),
      );
      const one = await subscriber(uniqueName('g'), [name], new Subscriber(new Map([[`${name}/0`, 10n]])));
      await until('the report', () => one.outOfRange.length === 1);
      expect(one.outOfRange).toEqual([{ wanted: 10n, bounds: { first: 0n, end: 3n } }]);
      await log.append({ topic: name, partition: 0 }, [record('3')]);
      expect(one.seen).toEqual([]);
      one.subscription.seek({ topic: name, partition: 0 }, 1n);
      await until('the rest', () => one.seen.length === 3);
      expect(one.keys).toEqual(['1', '2', '3']);
    });

    it('is replaced by what the subscriber answers', async () => {
      const name = await topic();
      await log.append(
        { topic: name, partition: 0 },
        numbers(10).map((key) => record(key)),
      );
      await server.deleteRecords({ topic: name, partition: 0 }, 6n);
      const one = new Subscriber(new Map([[`${name}/0`, 2n]]));
      one.onOutOfRange = async ({ first }) => ({ at: first, afterMs: 0 });
      await subscriber(uniqueName('g'), [name], one);
      await until('the rest', () => one.seen.length === 4);
      expect(one.outOfRange).toEqual([{ wanted: 2n, bounds: { first: 6n, end: 10n } }]);
    });

    it('is noticed when retention overtakes a subscriber that waits', async () => {
      const name = await topic();
      const one = new Subscriber();
      one.onDeliver = async (batch) => ({ at: batch.records[0]!.offset, afterMs: 3_600_000 });
      await subscriber(uniqueName('g'), [name], one);
      await log.append(
        { topic: name, partition: 0 },
        numbers(10).map((key) => record(key)),
      );
      await until('the wait', () => one.batches.length === 1);
      await server.deleteRecords({ topic: name, partition: 0 }, 8n);
      one.subscription.wake({ topic: name, partition: 0 });
      await until('the report', () => one.outOfRange.length === 1);
      expect(one.outOfRange).toEqual([{ wanted: 0n, bounds: { first: 8n, end: 10n } }]);
      expect(one.batches).toHaveLength(1);
    });

    it('is noticed when the topic is made anew under a subscriber, although nothing is written', async () => {
      const name = await topic();
      await log.append(
        { topic: name, partition: 0 },
        numbers(10).map((key) => record(key)),
      );
      const one = await subscriber(uniqueName('g'), [name]);
      await until('all', () => one.seen.length === 10);
      await server.deleteTopic(name);
      await log.createTopics([{ name, partitions: 1 }]);
      await until('the report', () => one.outOfRange.length > 0);
      expect(one.outOfRange[0]).toEqual({ wanted: 10n, bounds: { first: 0n, end: 0n } });
      await until('an append to the new topic', () =>
        log.append({ topic: name, partition: 0 }, [record('new')]).then(
          () => true,
          () => false,
        ),
      );
      one.subscription.seek({ topic: name, partition: 0 }, 0n);
      await until('the new record', () => one.keys.includes('new'));
    });
  });
}
