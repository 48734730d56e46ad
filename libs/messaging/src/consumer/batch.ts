import type { Database, Tx } from '@xianjie/persistence';
import type { StoredRecord, TopicPartition } from '../event-log/event-log.js';
import { storeParked, storeStrangers, type Parking } from '../parked/parked-store.js';
import { applyOne, applyWaves, inWaves, type Applicable, type Applying } from './apply-events.js';
import { compareCheckpoint } from './checkpoints.js';
import { BatchFailure, PositionLost } from './failure.js';
import {
  identityOf,
  isCheckpoint,
  readIncoming,
  type Incoming,
  type IncomingEvent,
  type Stranger,
} from './incoming.js';
import { judge, type ParkedReason } from './judge.js';
import { advanced, MarkBook, parkedMark } from './marks.js';
import { advancePosition, lockPosition } from './positions.js';

/** Records worked off at least, however slow: on a busy machine the batch's own statements would cost more than the handlers'. */
const MIN_BATCH = 50;

/** What was decided of a record that failed before: it is not tried again, its key is parked. */
export interface Verdict {
  readonly reason: Exclude<ParkedReason, 'waiting' | 'forked'>;
  readonly error: string;
  readonly code: string | undefined;
  readonly attempts: number;
}

/** Records of one partition, from the position on, to be applied in one transaction. */
export interface BatchOrder {
  readonly at: TopicPartition;
  readonly clusterId: string;
  /** The position that is expected. */
  readonly expected: bigint;
  readonly records: readonly [StoredRecord, ...StoredRecord[]];
  /** The service began in the middle of this partition (`from: 'now'`). */
  readonly joined: boolean;
  /** By offset. */
  readonly verdicts: ReadonlyMap<bigint, Verdict>;
  /** Milliseconds of work after which no further event is begun. */
  readonly budgetMs: number;
}

export interface BatchOutcome {
  readonly next: bigint;
  /** Records done, of those given. */
  readonly records: number;
  readonly applied: number;
  readonly doubles: number;
  readonly strangers: number;
  readonly parked: readonly Parking[];
  readonly checkpoints: readonly IncomingEvent[];
  /** Streams that were waiting and went on: what is parked of them may follow. */
  readonly resumed: readonly string[];
  /** Some stream began to wait: missing numbers are to be asked for. */
  readonly waiting: boolean;
}

/**
 * One transaction: locks the position where it is still as expected, locks the marks, applies each event that is its stream's next,
 * parks what cannot be applied, writes marks and position. Throws PositionLost, or BatchFailure with the culprits.
 */
export async function runBatch(db: Database, applying: Applying, order: BatchOrder): Promise<BatchOutcome> {
  try {
    return await db.transact(async (tx) => {
      await lockPosition(tx, order.at, order.clusterId, order.expected);
      const batch = new Batch(tx, applying, order);
      await batch.run();
      return batch.finish();
    });
  } catch (error) {
    if (error instanceof BatchFailure || error instanceof PositionLost) throw error;
    throw new BatchFailure([...order.records.keys()], error);
  }
}

class Batch {
  private readonly book: MarkBook;
  private readonly incoming: readonly Incoming[];
  private readonly parkings: Parking[] = [];
  private readonly strangers: Stranger[] = [];
  private readonly checkpoints: IncomingEvent[] = [];
  private readonly resumed = new Set<string>();
  private applied = 0;
  private doubles = 0;
  private done = 0;

  constructor(
    private readonly tx: Tx,
    private readonly applying: Applying,
    private readonly order: BatchOrder,
  ) {
    this.book = new MarkBook(tx);
    this.incoming = order.records.map(readIncoming);
  }

  async run(): Promise<void> {
    const events = this.incoming.filter((one) => one.kind === 'event');
    await this.book.load(events.map(({ streamId }) => streamId));
    if (inWaves(this.applying, events)) await this.runInWaves();
    else await this.runInOrder();
  }

  /** Everything is judged first, as if it succeeded: if it does not, all is rolled back. */
  private async runInWaves(): Promise<void> {
    const applicable: Applicable[] = [];
    for (const [index, one] of this.incoming.entries()) {
      const event = await this.judge(one, index);
      if (event) applicable.push({ index, event });
    }
    this.done = this.incoming.length;
    await applyWaves(this.tx, this.applying, applicable, 'log');
  }

  private async runInOrder(): Promise<void> {
    const until = performance.now() + this.order.budgetMs;
    for (const [index, one] of this.incoming.entries()) {
      const event = await this.judge(one, index);
      if (event) await applyOne(this.tx, this.applying, { index, event }, 'log');
      this.done = index + 1;
      if (this.done >= MIN_BATCH && performance.now() >= until) return;
    }
  }

  /** Notes what becomes of a record; answers it where handlers are to see it. */
  private async judge(one: Incoming, index: number): Promise<IncomingEvent | undefined> {
    if (one.kind === 'stranger') {
      this.strangers.push(one);
      return undefined;
    }
    if (isCheckpoint(one)) this.checkpoints.push(one);
    const mark = this.book.get(one.streamId);
    const judgement = judge(one, mark, this.order.joined);
    if (judgement === 'double') this.doubles += 1;
    else if (judgement === 'behind') this.parkings.push({ event: one, reason: 'behind' });
    else if (judgement !== 'apply') this.park(one, { event: one, reason: judgement });
    else return this.accept(one, index);
    return undefined;
  }

  private async accept(event: IncomingEvent, index: number): Promise<IncomingEvent | undefined> {
    const verdict = this.order.verdicts.get(event.record.offset);
    if (verdict) {
      this.park(event, { event, ...verdict });
      return undefined;
    }
    const mark = this.book.get(event.streamId);
    if (mark?.parked === 'waiting') this.resumed.add(event.streamId);
    this.book.set(event.streamId, advanced(mark, event));
    this.applied += 1;
    if (!isCheckpoint(event)) return event;
    await this.compare(event, index);
    return undefined;
  }

  private async compare(event: IncomingEvent, index: number): Promise<void> {
    try {
      await compareCheckpoint(this.book, event, this.applying.decoder, this.order.joined);
    } catch (error) {
      throw new BatchFailure([index], error);
    }
  }

  private park(event: IncomingEvent, parking: Parking & { reason: ParkedReason }): void {
    const mark = this.book.get(event.streamId);
    const known = parking.reason === 'waiting' ? event.number : undefined;
    this.book.set(event.streamId, parkedMark(mark, parking.reason, known));
    this.parkings.push(parking);
  }

  async finish(): Promise<BatchOutcome> {
    await storeParked(this.tx, this.parkings);
    await storeStrangers(this.tx, this.strangers);
    const last = this.order.records[this.done - 1] ?? this.order.records[0];
    const next = last.offset + 1n;
    const to = { next, lastRecord: identityOf(last), strangers: this.strangers.length };
    await advancePosition(this.tx, this.order.at, to, this.book.changed);
    return {
      next,
      records: this.done,
      applied: this.applied,
      doubles: this.doubles,
      strangers: this.strangers.length,
      parked: this.parkings,
      checkpoints: this.checkpoints,
      resumed: [...this.resumed],
      waiting: [...this.book.changed.values()].some(({ parked }) => parked === 'waiting'),
    };
  }
}
