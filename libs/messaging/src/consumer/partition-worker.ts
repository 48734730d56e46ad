import { isDomainError } from '@xianjie/errors';
import type { Database } from '@xianjie/persistence';
import type {
  EventLog,
  LogBounds,
  RecordBatch,
  Resume,
  StoredRecord,
  TopicPartition,
} from '../event-log/event-log.js';
import type { Applying } from './apply-events.js';
import { runBatch, type BatchOutcome, type Verdict } from './batch.js';
import { BatchFailure, codeOf, meaningOf, PositionLost, sentenceOf } from './failure.js';
import { identityOf, readIncoming } from './incoming.js';
import { LogCheck } from './log-check.js';
import type { OneAtATime } from './one-at-a-time.js';
import {
  claimPosition,
  countAttempt,
  movePosition,
  noteBatch,
  readPosition,
  stopPosition,
  uncountAttempt,
  type Position,
} from './positions.js';

/** Events tried at most in one transaction, and milliseconds of work after which it ends. */
export const MAX_BATCH = 500;
const BUDGET_MS = 20;
/**
 * A transaction that took longer has its records halved, but not below so many: on a busy machine most of the time is spent waiting for
 * the batch's own statements, and smaller batches would only make more of them (docs/adr/0017-batches-on-a-busy-machine.md).
 */
const LONG_MS = 250;
const LEAST_HALVED = 100;
/** Tries of an event that fails by our bug; of one that killed the process; at once, of one that met a lock or a stale row. */
const BUG_TRIES = 3;
const FATAL_TRIES = 3;
const AGAIN_TRIES = 8;
const MAX_BACKOFF_MS = 10_000;

export interface WorkerLogger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** What all partitions of a consumer share. */
export interface WorkerEnvironment {
  readonly db: Database;
  readonly log: EventLog;
  readonly applying: Applying;
  /** This subscriber, as positions name it. */
  readonly owner: string;
  /** Where events that may end the process are tried, of all partitions. */
  readonly careful: OneAtATime;
  readonly logger: WorkerLogger;
  /** Called after each commit. */
  committed(at: TopicPartition, outcome: BatchOutcome): void;
}

type State = 'checking' | 'running' | 'verifying' | 'stopped';

/** Consumes one partition while this process holds it. The transaction decides; nothing here needs to be right for that. */
export class PartitionWorker {
  state: State = 'running';
  next = 0n;
  end = 0n;
  stopped: string | undefined;
  lastProgressAt = Date.now();
  lastAppendedAt: number | undefined;
  private position: Position | undefined;
  private clusterId = '';
  private limit = MAX_BATCH;
  /** Records whose batches are still to be noted before they run, after an unclean stop. */
  private watched = 0;
  /** Records still to be run one by one: a process ended with their batch noted. */
  private careful = 0;
  /** The record whose try this process has counted and not taken back. */
  private counted: bigint | undefined;
  private waits = 0;
  private readonly tries = new Map<bigint, number>();
  private readonly verdicts = new Map<bigint, Verdict>();
  private check: LogCheck | undefined;

  constructor(
    private readonly env: WorkerEnvironment,
    readonly at: TopicPartition,
  ) {}

  get name(): string {
    return `${this.at.topic}/${this.at.partition}`;
  }

  /** Claims the partition; answers where to begin: at the record applied last, to compare it. */
  async start(): Promise<bigint> {
    const { db, log, owner } = this.env;
    this.clusterId = await log.clusterId();
    const position = await claimPosition(db, this.at, owner);
    const unclean = position.owner !== undefined && position.owner !== owner;
    this.watched = unclean ? MAX_BATCH : 0;
    this.careful = unclean ? position.underWay : 0;
    return this.take(position);
  }

  private async take(position: Position): Promise<bigint> {
    this.position = position;
    this.next = position.next;
    this.stopped = position.stopped;
    this.lastProgressAt = Date.now();
    this.state = position.stopped === undefined ? 'running' : 'stopped';
    if (this.state === 'running' && position.clusterId !== this.clusterId) {
      await this.stop(
        `The event log is another one (${this.clusterId}) than the position's (${position.clusterId})`,
      );
    }
    if (this.state === 'stopped' || position.lastRecord === undefined) return this.next;
    this.state = 'checking';
    return this.next - 1n;
  }

  /** Must not throw: what cannot be done now is done later, from the position. */
  async deliver(batch: RecordBatch): Promise<Resume> {
    // Idle until now: what has just come is no backlog that waited.
    if (this.next >= this.end) this.lastProgressAt = Date.now();
    this.end = batch.end;
    try {
      return await this.consume(batch);
    } catch (error) {
      return this.wait(error);
    }
  }

  private async consume(batch: RecordBatch): Promise<Resume> {
    if (this.state === 'stopped') return { at: this.next, afterMs: 5000 };
    if (this.state === 'verifying') return this.verify(batch.records);
    if (this.state === 'checking' && !this.confirm(batch.records[0])) return this.beginCheck();
    for (;;) {
      const [first, ...rest] = batch.records.filter(({ offset }) => offset >= this.next).slice(0, MAX_BATCH);
      if (!first || batch.isStale()) return { at: this.next, afterMs: 0 };
      const resume = await this.turn([first, ...rest]);
      if (resume) return resume;
    }
  }

  /** Runs one transaction; answers where to go on where the batch at hand is not to be continued. */
  private async turn(ahead: readonly [StoredRecord, ...StoredRecord[]]): Promise<Resume | undefined> {
    const records = this.cut(ahead);
    const began = performance.now();
    try {
      const outcome = await this.attempt(records);
      this.advance(outcome, records, performance.now() - began);
      return undefined;
    } catch (error) {
      if (error instanceof PositionLost) return { at: await this.reload(), afterMs: 0 };
      if (error instanceof BatchFailure) return this.decide(error, records);
      throw error;
    }
  }

  private attempt(records: readonly [StoredRecord, ...StoredRecord[]]): Promise<BatchOutcome> {
    if (this.careful > 0) return this.runCarefully(records);
    return this.watched > 0 ? this.runWatched(records) : this.run(records);
  }

  private run(records: readonly [StoredRecord, ...StoredRecord[]]): Promise<BatchOutcome> {
    return runBatch(this.env.db, this.env.applying, {
      at: this.at,
      clusterId: this.clusterId,
      expected: this.next,
      records,
      joined: this.position?.began === 'now',
      verdicts: this.verdicts,
      budgetMs: BUDGET_MS,
    });
  }

  /**
   * After an unclean stop, of which a batch may have been the cause: where the process ends again, the batches noted are the suspects. Most
   * stops have other causes, and cost no more than this one statement a batch.
   */
  private async runWatched(records: readonly [StoredRecord, ...StoredRecord[]]): Promise<BatchOutcome> {
    await noteBatch(this.env.db.manager, this.at, records[0].offset, records.length);
    return this.run(records);
  }

  /**
   * A suspect's try is counted before it is made, and no other partition's is under way meanwhile: of all events at hand when the process
   * dies, only the culprit was counted. A try that fails otherwise was survived, and does not count.
   */
  private runCarefully(records: readonly [StoredRecord, ...StoredRecord[]]): Promise<BatchOutcome> {
    const [{ offset }] = records;
    return this.env.careful.run(async () => {
      if (this.counted !== offset) await this.countTry(offset);
      try {
        return await this.run(records);
      } catch (error) {
        await uncountAttempt(this.env.db.manager, this.at, offset).then(
          () => (this.counted = undefined),
          () => undefined, // still counted, once: the database is away
        );
        throw error;
      }
    });
  }

  /** A suspect runs alone, what is before it runs before; what was decided of ends the batch. */
  private cut(ahead: readonly [StoredRecord, ...StoredRecord[]]): [StoredRecord, ...StoredRecord[]] {
    const [first, ...rest] = ahead;
    if (this.careful > 0) return [first];
    const taken: [StoredRecord, ...StoredRecord[]] = [first];
    if (this.tries.has(first.offset)) return taken;
    for (const record of rest) {
      if (taken.length >= this.limit || this.tries.has(record.offset)) break;
      taken.push(record);
      if (this.verdicts.has(record.offset)) break;
    }
    return taken;
  }

  private async countTry(offset: bigint): Promise<void> {
    const attempts = await countAttempt(this.env.db.manager, this.at, offset, this.careful);
    this.counted = offset;
    if (attempts < FATAL_TRIES) return;
    const error = `The process ended ${attempts} times while this event was tried`;
    this.verdicts.set(offset, { reason: 'fatal', error, code: 'inbox.fatal', attempts });
  }

  private advance(outcome: BatchOutcome, records: readonly StoredRecord[], elapsedMs: number): void {
    this.next = outcome.next;
    this.waits = 0;
    this.watched = Math.max(0, this.watched - outcome.records);
    this.careful = Math.max(0, this.careful - outcome.records);
    this.lastProgressAt = Date.now();
    this.lastAppendedAt = records[outcome.records - 1]?.appendedAt;
    for (const offset of [...this.tries.keys(), ...this.verdicts.keys()]) {
      if (offset >= this.next) continue;
      this.tries.delete(offset);
      this.verdicts.delete(offset);
    }
    const halved = Math.max(LEAST_HALVED, Math.floor(records.length / 2));
    if (elapsedMs > LONG_MS) this.limit = halved;
    else this.limit = Math.min(MAX_BATCH, Math.max(this.limit, records.length * 2));
    this.env.committed(this.at, outcome);
  }

  /** What follows from a failure; nothing of the batch was written. */
  private async decide(
    failure: BatchFailure,
    records: readonly [StoredRecord, ...StoredRecord[]],
  ): Promise<Resume | undefined> {
    const culprit = failure.indices.length === 1 ? records[failure.indices[0] ?? 0] : undefined;
    const meaning = meaningOf(failure.reason);
    if (meaning === 'unavailable') {
      const incoming = culprit && readIncoming(culprit);
      if (incoming?.kind === 'event' && (await this.env.applying.decoder.learn(incoming, failure.reason)))
        return undefined;
      return this.wait(failure.reason);
    }
    if (meaning === 'again') return this.again(failure, records);
    if (!culprit) return this.halve(records.length);
    return this.suspect(culprit, failure.reason, meaning);
  }

  private again(
    failure: BatchFailure,
    records: readonly [StoredRecord, ...StoredRecord[]],
  ): Promise<Resume> | Resume | undefined {
    this.halve(records.length);
    const { offset } = records[0];
    const tries = (this.tries.get(offset) ?? 0) + 1;
    if (records.length > 1 || tries < AGAIN_TRIES) {
      if (records.length === 1) this.tries.set(offset, tries);
      return undefined;
    }
    // A row that is stale whenever we look is a fault of the handler; a lock that is always held is the database's.
    if (isDomainError(failure.reason, 'stale')) return this.suspect(records[0], failure.reason, 'failed');
    return this.wait(failure.reason);
  }

  private halve(size: number): undefined {
    this.limit = Math.max(1, Math.floor(size / 2));
  }

  private suspect(
    culprit: StoredRecord,
    error: unknown,
    meaning: 'refused' | 'failed',
  ): Promise<Resume> | undefined {
    const { offset } = culprit;
    // Not even setting it aside succeeded.
    if (this.verdicts.has(offset)) return this.wait(error);
    const attempts = (this.tries.get(offset) ?? 0) + 1;
    this.tries.set(offset, attempts);
    if (meaning === 'failed' && attempts < BUG_TRIES) return undefined;
    this.tries.delete(offset);
    this.verdicts.set(offset, { reason: meaning, error: sentenceOf(error), code: codeOf(error), attempts });
    this.env.logger.warn(`${this.name}: the event at ${offset} is parked (${meaning}): ${sentenceOf(error)}`);
    return undefined;
  }

  /** The partition waits, longer each time, and goes on from the position: a COMMIT without an answer may have succeeded. */
  private async wait(error: unknown): Promise<Resume> {
    const afterMs =
      Math.min(MAX_BACKOFF_MS, 100 * 2 ** Math.min(this.waits, 10)) * (0.75 + Math.random() / 2);
    this.waits += 1;
    this.env.logger.warn(`${this.name} waits ${Math.round(afterMs)} ms: ${sentenceOf(error)}`);
    await this.reload().catch(() => undefined);
    return { at: this.next, afterMs: Math.round(afterMs) };
  }

  private async reload(): Promise<bigint> {
    const position = await readPosition(this.env.db.manager, this.at);
    if (!position) return this.next;
    this.position = position;
    this.next = position.next;
    if (position.stopped !== undefined) {
      this.state = 'stopped';
      this.stopped = position.stopped;
    }
    return this.next;
  }

  /** Whether the log still holds what was applied last. A record that has expired proves nothing either way. */
  private confirm(first: StoredRecord | undefined): boolean {
    if (!first) return true;
    if (first.offset === this.next - 1n && identityOf(first) !== this.position?.lastRecord) return false;
    this.state = 'running';
    return true;
  }

  /** The log does not hold the offset wanted: it expired, or the log was truncated or made anew. */
  async outOfRange(bounds: LogBounds): Promise<Resume | undefined> {
    try {
      if (this.state === 'stopped') return undefined;
      if (this.state === 'verifying' || this.next > bounds.end) return await this.beginCheck();
      this.state = 'running';
      if (this.next >= bounds.first) return { at: this.next, afterMs: 0 };
      this.env.logger.error(
        `${this.name}: offsets ${this.next} to ${bounds.first} expired unread; what is missing is asked for`,
      );
      await movePosition(this.env.db.manager, this.at, this.next, bounds.first);
      return { at: await this.reload(), afterMs: 0 };
    } catch (error) {
      return this.wait(error);
    }
  }

  /** Reads the whole log against the marks before going on (see LogCheck). */
  private async beginCheck(): Promise<Resume> {
    const bounds = await this.env.log.bounds(this.at);
    this.env.logger.error(
      `${this.name}: the log does not hold the record applied last, before ${this.next}; it holds ${bounds.first} to ${bounds.end} and is compared with the marks`,
    );
    this.state = 'verifying';
    this.check = new LogCheck(bounds);
    if (bounds.first >= bounds.end) return this.finishCheck(this.check);
    return { at: bounds.first, afterMs: 0 };
  }

  private async verify(records: readonly StoredRecord[]): Promise<Resume> {
    const check = this.check;
    if (!check) return this.beginCheck();
    await check.read(this.env.db.manager, records);
    if (check.contradiction) {
      await this.stop(`The log contradicts what was applied: ${check.contradiction}`);
      return { at: this.next, afterMs: 5000 };
    }
    return check.isDone ? this.finishCheck(check) : { at: check.next, afterMs: 0 };
  }

  private async finishCheck(check: LogCheck): Promise<Resume> {
    await movePosition(this.env.db.manager, this.at, this.next, check.resumeAt);
    this.env.logger.warn(
      `${this.name}: nothing contradicts; goes on at ${check.resumeAt}, numbers tell what is missing`,
    );
    await this.reload();
    this.state = 'running';
    this.check = undefined;
    return { at: this.next, afterMs: 0 };
  }

  private async stop(because: string): Promise<void> {
    this.state = 'stopped';
    this.stopped = because;
    this.env.logger.error(`${this.name} is stopped: ${because}. An operator may accept the log as it is.`);
    await stopPosition(this.env.db.manager, this.at, because);
  }

  /** Looks whether an operator has accepted the log; answers where to go on then. */
  async reopen(): Promise<bigint | undefined> {
    const position = await readPosition(this.env.db.manager, this.at);
    if (!position || position.stopped !== undefined) return undefined;
    this.clusterId = await this.env.log.clusterId();
    return this.take(position);
  }
}
