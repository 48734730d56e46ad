import type { EventLogLogger } from './event-log-logger.js';
import type { LogBounds, Resume, StoredRecord, SubscribeOptions, TopicPartition } from './event-log.js';

/** Records as a source has them. Empty `records`: something about the position is doubtful, compare it with the bounds. */
export interface Fetched {
  readonly records: readonly StoredRecord[];
  readonly end: bigint;
  /** The topic was made anew: offsets wanted so far mean nothing, even where they are within the bounds. */
  readonly replaced?: boolean;
}

/** Where a partition's records come from; each adapter has one. */
export interface PartitionSource {
  bounds(): Promise<LogBounds>;
  /** Records from `offset` on, as soon as there are some; undefined once `interrupt` was called. */
  next(offset: bigint): Promise<Fetched | undefined>;
  /** Ends the wait of a pending `next`. */
  interrupt(): void;
  /** True when this process can no longer be sure that the partition is its own. */
  isStale(): boolean;
}

const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 5_000;
/** A batch of which nothing was taken, without a word when to come again: until then the rest of the process has its turn. */
const NOTHING_TAKEN_MS = 20;
/** A `deliver` that throws breaks its promise; the batch comes again after this time. */
const AFTER_THROW_MS = 1_000;

/**
 * What is done with one assigned partition: find the start, deliver batch after batch, wait as told, never skip in silence.
 * The same for every log.
 */
export class PartitionLoop {
  private wanted = 0n;
  private mustCompare = false;
  private sought: bigint | undefined;
  private over = false;
  private revoked = false;
  private endWait: (() => void) | undefined;
  /** Resolves when nothing of the partition is under way any more. */
  readonly done: Promise<void>;

  constructor(
    private readonly at: TopicPartition,
    private readonly options: SubscribeOptions,
    private readonly source: PartitionSource,
    private readonly logger: EventLogLogger,
    /** What was under way when the partition was last held here. */
    after: Promise<void> = Promise.resolve(),
  ) {
    this.done = after.then(() => this.run());
  }

  /** Offset of the next record wanted, for those who look from outside; undefined before it was found. */
  get position(): bigint | undefined {
    return this.located ? this.wanted : undefined;
  }
  private located = false;

  wake(): void {
    this.endWait?.();
  }

  seek(offset: bigint): void {
    this.sought = offset;
    this.interrupt();
  }

  /** Ends after the batch under way. */
  stop(): void {
    this.over = true;
    this.interrupt();
  }

  /** The partition is somebody else's: as `stop`, and what is under way is in vain. */
  revoke(): void {
    this.revoked = true;
    this.stop();
  }

  private interrupt(): void {
    this.endWait?.();
    this.source.interrupt();
  }

  private async run(): Promise<void> {
    await this.locate();
    while (!this.over) {
      if (this.sought !== undefined) this.moveTo(this.sought);
      if (this.mustCompare && !(await this.compare())) continue;
      const fetched = await this.source.next(this.wanted);
      if (!fetched || this.over || this.sought !== undefined) continue;
      if (fetched.replaced) await this.leaveRange();
      else await this.take(fetched);
    }
  }

  private moveTo(offset: bigint): void {
    this.wanted = offset;
    this.sought = undefined;
    this.mustCompare = true;
  }

  private async locate(): Promise<void> {
    const start = await this.insist('finding the start', () => this.options.start(this.at));
    if (start === undefined) return;
    this.wanted = start;
    this.located = true;
    this.mustCompare = true;
  }

  /** True when the wanted offset is in the log, or has just been replaced by one that is to be compared in its turn. */
  private async compare(): Promise<boolean> {
    const bounds = await this.insist('reading the bounds', () => this.source.bounds());
    if (!bounds || this.sought !== undefined) return false;
    this.mustCompare = false;
    if (this.wanted >= bounds.first && this.wanted <= bounds.end) return true;
    await this.leaveRange(bounds);
    return false;
  }

  private async leaveRange(known?: LogBounds): Promise<void> {
    const bounds = known ?? (await this.insist('reading the bounds', () => this.source.bounds()));
    if (!bounds) return;
    const { wanted } = this;
    this.logger('warn', 'a wanted offset is not in the log', { ...this.at, wanted, ...bounds });
    const resume = await this.insist('asking where to go on', async () => ({
      at: await this.options.outOfRange(this.at, wanted, bounds),
    }));
    if (!resume || this.sought !== undefined) return;
    if (resume.at) await this.resumeAt(resume.at);
    else await this.hold();
  }

  private async resumeAt({ at, afterMs }: Resume): Promise<void> {
    this.moveTo(at);
    if (afterMs > 0) await this.wait(afterMs);
  }

  private async hold(): Promise<void> {
    while (!this.over && this.sought === undefined) await this.wait(60_000);
  }

  private async take(fetched: Fetched): Promise<void> {
    let records = fetched.records;
    while (records.length > 0 && records[0]!.offset < this.wanted) records = dropBelow(records, this.wanted);
    if (records.length === 0 || records[0]!.offset !== this.wanted) {
      // Behind the wanted offset, or a gap before it: the log was cut, made anew, or holds records nobody sees (markers of transactions).
      this.mustCompare = true;
      if (!(await this.compare()) || records.length === 0) return;
    }
    while (records.length > 0 && !this.over && this.sought === undefined) {
      const last = records[records.length - 1]!.offset;
      const { at, afterMs } = await this.deliver(records, fetched.end);
      if (this.over || this.sought !== undefined) return;
      const within = at >= records[0]!.offset && at <= last + 1n;
      this.wanted = at;
      this.mustCompare = !within;
      const pauseMs = at === records[0]!.offset ? Math.max(afterMs, NOTHING_TAKEN_MS) : afterMs;
      if (pauseMs > 0) return this.wait(pauseMs);
      if (!within) return;
      records = dropBelow(records, at);
    }
  }

  private async deliver(records: readonly StoredRecord[], end: bigint): Promise<Resume> {
    const isStale = () => this.revoked || this.source.isStale();
    try {
      return await this.options.deliver({ ...this.at, records, end, isStale });
    } catch (error) {
      this.logger('error', 'a subscriber threw; the batch comes again', { ...this.at, error });
      return { at: records[0]!.offset, afterMs: AFTER_THROW_MS };
    }
  }

  /** Tries until it succeeds; undefined when the partition is no longer worked on. */
  private async insist<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    for (let delay = FIRST_RETRY_MS; !this.over; delay = Math.min(delay * 2, LAST_RETRY_MS)) {
      try {
        const result = await work();
        return this.over ? undefined : result;
      } catch (error) {
        this.logger('warn', `${what} failed and is tried again`, { ...this.at, error });
        if (!this.over) await this.wait(delay);
      }
    }
    return undefined;
  }

  private async wait(ms: number): Promise<void> {
    if (this.over) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.endWait = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.endWait = undefined;
  }
}

function dropBelow(records: readonly StoredRecord[], offset: bigint): readonly StoredRecord[] {
  if (records[records.length - 1]!.offset < offset) return [];
  const at = records.findIndex((record) => record.offset >= offset);
  return at === 0 ? records : records.slice(at);
}
