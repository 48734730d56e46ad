import { setTimeout as delay } from 'node:timers/promises';
import { isDomainError } from '@xianjie/errors';
import type pg from 'pg';
import type { LogRecord, TopicPartition } from '../event-log/event-log.js';
import type { EventSchema } from '../outbox/write-events.js';
import { Checkpoints } from './checkpoints.js';
import { Horizon } from './horizon.js';
import { Keeper } from './keeper.js';
import { Lane, LOWEST, type LaneOwner } from './lane.js';
import { deleteAcknowledged, readLanes, type LaneRows } from './outbox-reader.js';
import { ProducedTopics } from './produced-topics.js';
import { toRecord } from './record.js';
import type { RelayOptions, RelayStats } from './relay-options.js';
import type { RelaySession } from './relay-session.js';
import { Resender } from './resender.js';
import type { Totals } from './totals.js';

/** Milliseconds from one round to the next where little is to be done: at 1000 commits/s each round takes several. */
const SHORTEST_ROUND_MS = 2;
/** Events of a round that are much: the next follows at once. */
const FULL_ROUND = 200;
const HORIZON_MS = 200;
/** Now and then lanes are read from the very start: events put back to be sent again lie below the floor. */
const FROM_START_MS = 1000;
const LANES_MS = 1000;
const LANES = 'SELECT topic, partitions FROM produced_topic';
/** What works beside the loop may take so long to end; a log that does not answer must not hold up the next try for the lock. */
const BESIDE_MS = 5000;

/** The time during which this relay holds the lock: reads, sends and deletes until the session is lost or it is told to stop. */
export class Leadership implements LaneOwner {
  private readonly lanes = new Map<string, Lane>();
  private readonly schemas = new Map<number, EventSchema>();
  private readonly horizon = new Horizon();
  private readonly checkpoints: Checkpoints;
  private readonly keeper: Keeper;
  private readonly resender: Resender;
  private readonly due = new Map<string, number>();
  private stopped = false;
  private woken = false;
  private wakeUp: (() => void) | undefined;
  private readonly topics: ProducedTopics;

  constructor(
    private readonly options: RelayOptions,
    private readonly session: RelaySession,
    side: pg.Pool,
    private readonly totals: Totals,
  ) {
    this.topics = new ProducedTopics(options, side, totals);
    const fromStart = () => this.readFromStart();
    this.checkpoints = new Checkpoints(options, side, totals, () => [...this.lanes.values()], fromStart);
    this.keeper = new Keeper(options, side, totals);
    this.resender = new Resender(options, side, totals, fromStart);
  }

  /** Resolves when told to stop; rejects when the session is lost. What is under way then is no longer passed on. */
  async lead(): Promise<void> {
    try {
      this.topics.start();
      this.keeper.start();
      this.resender.start();
      this.checkpoints.start();
      while (!this.stopped) await this.round();
      await this.finish();
    } finally {
      this.stopped = true;
      const beside = [this.topics, this.checkpoints, this.keeper, this.resender].map((work) => work.stop());
      await Promise.race([Promise.all(beside), delay(BESIDE_MS, undefined, { ref: false })]);
      await Promise.all([...this.lanes.values()].map((lane) => lane.close()));
    }
  }

  /** Reads no more; what is under way may be answered within `ms`. */
  async stop(ms: number): Promise<void> {
    const closed = Promise.all([...this.lanes.values()].map((lane) => lane.close()));
    const late = new Promise((resolve) => setTimeout(resolve, ms).unref());
    await Promise.race([closed, late]);
    this.stopped = true;
    this.wake();
  }

  wake(): void {
    this.woken = true;
    this.wakeUp?.();
  }

  failing(): RelayStats['failing'] {
    return [...this.lanes.values()]
      .filter((lane) => lane.failure !== undefined)
      .map((lane) => ({
        ...lane.at,
        reason: lane.failure instanceof Error ? lane.failure.message : String(lane.failure),
      }));
  }

  append(at: TopicPartition, records: readonly LogRecord[]): Promise<unknown> {
    return this.options.log.append(at, records);
  }

  mayPass(): boolean {
    return !this.stopped && this.session.trusted;
  }

  answered(): void {
    this.wake();
  }

  rejected(lane: Lane, error: unknown): void {
    this.totals.rejectionsTotal += 1;
    const message = `The log rejects ${lane.at.topic}/${lane.at.partition}; the partition waits`;
    if (isDomainError(error, 'invalid')) {
      this.options.logger.error(`${message}, and will not recover by itself`, { error });
    } else {
      this.options.logger.warn(message, { error });
    }
    this.wake();
  }

  private async round(): Promise<void> {
    const began = performance.now();
    this.woken = false;
    if (this.isDue('lanes', LANES_MS)) await this.openLanes();
    if (this.isDue('horizon', HORIZON_MS)) await this.horizon.look(this.session);
    if (this.isDue('from-start', FROM_START_MS)) for (const lane of this.lanes.values()) lane.floor = LOWEST;
    const deleted = await this.deleteSent();
    const read = await this.readMore();
    const took = performance.now() - began;
    if (deleted + read >= FULL_ROUND) return;
    if (this.woken || read > 0) await this.rest(Math.max(0, SHORTEST_ROUND_MS - took));
    else await this.sleep();
  }

  private async readMore(): Promise<number> {
    const now = performance.now();
    const wanting = [...this.lanes.values()].filter((lane) => lane.wantsMore(now));
    if (wanting.length === 0) return 0;
    const answers = await readLanes(this.session, wanting);
    await this.learnSchemas(answers);
    let read = 0;
    for (const { lane, rows, all } of answers) {
      read += rows.length;
      if (rows.length > 0) lane.push({ rows, records: this.toRecords(lane, rows) });
      lane.noteRead(rows.at(-1)?.[1] ?? 0, this.horizon.safe, all);
    }
    return read;
  }

  private toRecords(lane: Lane, rows: LaneRows['rows']): LogRecord[] {
    const source = `/xianjie/${this.options.service}`;
    return rows.map((row) => {
      const schema = this.schemas.get(row[7]);
      if (!schema) throw new Error(`Schema ${row[7]} of event ${row[4]} is not in event_schema`);
      return toRecord(row, lane.at.topic, source, schema);
    });
  }

  private async learnSchemas(answers: readonly LaneRows[]): Promise<void> {
    if (answers.every(({ rows }) => rows.every((row) => this.schemas.has(row[7])))) return;
    const rows = await this.session.query<[number, string, string]>(
      'schemas',
      'SELECT schema_id, type, fingerprint FROM event_schema',
      [],
    );
    for (const [id, type, fingerprint] of rows) this.schemas.set(id, { id, type, fingerprint });
  }

  private async deleteSent(): Promise<number> {
    const deleted = await deleteAcknowledged(this.session, this.lanes.values());
    this.totals.sentTotal += deleted;
    this.keeper.deleted += deleted;
    return deleted;
  }

  /** Lanes for all partitions that streams can be born into. */
  private async openLanes(): Promise<void> {
    const topics = await this.session.query<[string, number]>('lanes', LANES, []);
    for (const [topic, partitions] of topics) {
      for (let partition = 0; partition < partitions; partition += 1) {
        const id = `${topic}/${partition}`;
        if (!this.lanes.has(id)) this.lanes.set(id, new Lane({ topic, partition }, this));
      }
    }
  }

  private readFromStart(): void {
    for (const lane of this.lanes.values()) lane.floor = LOWEST;
    this.wake();
  }

  /** Pointers of what was answered meanwhile. */
  private async finish(): Promise<void> {
    if (this.session.trusted) await this.deleteSent();
  }

  private isDue(what: string, everyMs: number): boolean {
    const now = performance.now();
    if (now < (this.due.get(what) ?? 0)) return false;
    this.due.set(what, now + everyMs);
    return true;
  }

  /** Until woken, the next poll, or the end of a partition's pause. */
  private sleep(): Promise<void> {
    const now = performance.now();
    const pauses = [...this.lanes.values()].map((lane) => lane.pauseLeft(now));
    return this.rest(Math.min(this.options.pollMs ?? 100, ...pauses), true);
  }

  private rest(ms: number, wakeable = false): Promise<void> {
    if (wakeable && this.woken) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wakeUp = wakeable ? () => (clearTimeout(timer), resolve()) : undefined;
    });
  }
}
