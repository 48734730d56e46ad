import type { LogRecord, TopicPartition } from '../event-log/event-log.js';
import { keyOf, type EventRow } from './record.js';

/** Events of one partition that are appended by one call. */
export interface Group {
  readonly rows: readonly EventRow[];
  readonly records: readonly LogRecord[];
}

/** What a lane needs of its relay. */
export interface LaneOwner {
  /** Appends; rejects where the log does. */
  append(at: TopicPartition, records: readonly LogRecord[]): Promise<unknown>;
  /** False once the lock may be somebody else's. */
  mayPass(): boolean;
  /** Something was answered: pointers can be deleted, or the lane can be read again. */
  answered(lane: Lane): void;
  rejected(lane: Lane, error: unknown): void;
}

/** Below all ordinals; those of checkpoints are negative. */
export const LOWEST = Number.MIN_SAFE_INTEGER;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5000;

/**
 * One partition as the active relay sees it: what was read and is not yet deleted, one group under way, one waiting. A group leaves only
 * when the one before it was acknowledged; when one is rejected, everything waiting is forgotten and read again.
 */
export class Lane {
  /** Ordinals read, whose pointers are still there. */
  readonly held = new Set<number>();
  /** Ordinals acknowledged, whose pointers are still there. */
  acknowledged: number[] = [];
  /** Highest ordinal read since the lane was last read from the start. */
  readUpTo = LOWEST;
  /** Rises when the lane starts over; what was asked for before that must not be sent. */
  generation = 0;
  /** No pointer at or below exists: reading begins here. */
  floor = LOWEST;
  /** The highest floor there was: everything up to it was sent. */
  settled = LOWEST;
  /** Last numbers of streams sent and not yet named by a checkpoint. */
  readonly ends = new Map<string, number>();
  /** Checkpoints written and not yet acknowledged. */
  openCheckpoints = 0;
  /** Why the log rejects, while it does. */
  failure: unknown;
  private readonly waiting: Group[] = [];
  private sending: Promise<void> = Promise.resolve();
  private busy = false;
  private pauseMs = 0;
  private resumeAt = 0;
  private closed = false;

  constructor(
    readonly at: TopicPartition,
    private readonly owner: LaneOwner,
  ) {}

  /** Whether a read is worth its while now. */
  wantsMore(now: number): boolean {
    return !this.closed && this.waiting.length === 0 && now >= this.resumeAt;
  }

  /** Milliseconds until a pause ends; Infinity where there is none. */
  pauseLeft(now: number): number {
    return this.resumeAt > now ? this.resumeAt - now : Number.POSITIVE_INFINITY;
  }

  push(group: Group): void {
    for (const row of group.rows) this.held.add(row[1]);
    this.waiting.push(group);
    if (!this.busy) this.sending = this.send();
  }

  /** Nothing more leaves. Resolves when what is under way was answered. */
  async close(): Promise<void> {
    this.closed = true;
    this.waiting.length = 0;
    await this.sending;
  }

  /** The pointers of what was acknowledged are gone. */
  forget(ordinals: readonly number[]): void {
    for (const ord of ordinals) this.held.delete(ord);
  }

  /** Notes what a read found: `safe` is an ordinal below which nothing can appear any more, `all` whether the read came to the end. */
  noteRead(highest: number, safe: number, all: boolean): void {
    this.readUpTo = Math.max(this.readUpTo, highest);
    let floor = all ? safe : Math.min(safe, this.readUpTo);
    for (const ord of this.held) if (ord <= floor) floor = ord - 1;
    this.floor = Math.max(this.floor, floor);
    this.settled = Math.max(this.settled, this.floor);
  }

  private async send(): Promise<void> {
    this.busy = true;
    try {
      await this.sendWaiting();
    } finally {
      this.busy = false;
    }
  }

  private async sendWaiting(): Promise<void> {
    for (let group = this.waiting.shift(); group; group = this.waiting.shift()) {
      if (this.closed || !this.owner.mayPass()) return this.startOver(group);
      try {
        await this.owner.append(this.at, group.records);
      } catch (error) {
        this.startOver(group);
        this.pause(error);
        this.owner.rejected(this, error);
        return;
      }
      this.acknowledge(group);
      this.owner.answered(this);
    }
  }

  private acknowledge(group: Group): void {
    this.failure = undefined;
    this.pauseMs = 0;
    for (const row of group.rows) {
      this.acknowledged.push(row[1]);
      const key = keyOf(row[2], this.at.topic);
      if (key.startsWith('@')) this.openCheckpoints = Math.max(0, this.openCheckpoints - 1);
      else this.ends.set(key, Math.max(row[3], this.ends.get(key) ?? 0));
    }
  }

  /** Forgets what was not acknowledged; the next read begins from the start. */
  private startOver(group: Group): void {
    for (const { rows } of [group, ...this.waiting]) for (const row of rows) this.held.delete(row[1]);
    this.waiting.length = 0;
    this.readUpTo = LOWEST;
    this.generation += 1;
  }

  private pause(error: unknown): void {
    this.failure = error;
    this.pauseMs = Math.min(Math.max(this.pauseMs * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
    this.resumeAt = performance.now() + this.pauseMs * (0.75 + Math.random() / 2);
  }
}
