import type { Pool } from 'pg';
import type { EventLogLogger } from '../event-log-logger.js';
import type { TopicPartition } from '../event-log.js';
import type { Fetched } from '../partition-loop.js';
import { readRecords } from './postgres-records.js';

const AFTER_ERROR_MS = 300;

/** Reads one partition for its loop: at once while there are records, else when somebody says that there are. */
export class PostgresFeed {
  private poked: (() => void) | undefined;
  private interrupted = false;
  private replaced = false;
  private news = false;
  private wanted = 0n;
  /** Where the partition ended when that was last heard; undefined: unknown, so read. */
  private knownEnd: bigint | undefined;

  constructor(
    private readonly pool: Pool,
    public topicId: number,
    private readonly at: TopicPartition,
    private readonly maxBytes: number,
    private readonly logger: EventLogLogger,
  ) {}

  async next(offset: bigint): Promise<Fetched | undefined> {
    this.wanted = offset;
    this.interrupted = false;
    while (!this.interrupted) {
      if (this.replaced) return this.answerReplaced();
      this.news = false;
      if (this.knownEnd !== offset) {
        const fetched = await this.read(offset);
        if (this.interrupted) return undefined;
        // Nothing there although the end is elsewhere: deleted by retention, or the log is shorter than it was.
        if (fetched && (fetched.records.length > 0 || fetched.end !== offset)) return fetched;
        if (!fetched) continue;
      }
      if (!this.news) await this.poke();
    }
    return undefined;
  }

  interrupt(): void {
    this.interrupted = true;
    this.poked?.();
  }

  /** The partition has grown, or (`end`) was seen to end there. */
  grown(end?: bigint): void {
    if (end === this.wanted) return;
    this.knownEnd = end;
    this.tell();
  }

  private tell(): void {
    this.news = true;
    this.poked?.();
  }

  /** The topic is another one of the same name. */
  replacedBy(topicId: number): void {
    this.topicId = topicId;
    this.replaced = true;
    this.tell();
  }

  private answerReplaced(): Fetched {
    this.replaced = false;
    this.knownEnd = undefined;
    return { records: [], end: 0n, replaced: true };
  }

  private async read(offset: bigint): Promise<Fetched | undefined> {
    try {
      const read = await readRecords(this.pool, this.topicId, this.at, offset, this.maxBytes);
      if (read) {
        if (!this.news) this.knownEnd = read.end;
        return read;
      }
    } catch (error) {
      this.logger('debug', 'the event log could not be read and is read again', { ...this.at, error });
    }
    await new Promise((resolve) => setTimeout(resolve, AFTER_ERROR_MS));
    return undefined;
  }

  private poke(): Promise<void> {
    return new Promise((resolve) => {
      this.poked = () => {
        this.poked = undefined;
        resolve();
      };
    });
  }
}
