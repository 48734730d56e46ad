import type { EachBatchPayload } from 'kafkajs';
import type { TopicPartition } from '../event-log.js';
import type { Fetched } from '../partition-loop.js';
import { storedRecord } from './kafka-record.js';

/** Steers what kafkajs fetches; each call may fail while it restarts, and then the next assignment begins anew. */
export interface FetchControl {
  pause(at: TopicPartition): void;
  resume(at: TopicPartition): void;
  seek(at: TopicPartition, offset: bigint): void;
}

/**
 * How long kafkajs waits for a batch to be worked on. It fetches from a broker again only after all batches of the last answer
 * are done, so without a limit one slow partition would hold up the others, and the heartbeats.
 */
const PATIENCE_MS = 25;

/**
 * Hands the batches that kafkajs pushes to a loop that pulls them. A batch nobody asked for (before the start was found, during a
 * wait, after a seek) is dropped, and the partition paused until somebody asks.
 */
export class KafkaFeed {
  private taker: ((fetched: Fetched | undefined) => void) | undefined;
  private wanted = 0n;
  private paused = true;
  private finished: (() => void) | undefined;

  constructor(
    private readonly at: TopicPartition,
    private readonly control: FetchControl,
  ) {
    control.pause(at);
  }

  next(offset: bigint): Promise<Fetched | undefined> {
    return new Promise((resolve) => {
      this.taker = resolve;
      this.wanted = offset;
      this.ask();
      this.finished?.();
    });
  }

  interrupt(): void {
    this.answer(undefined);
  }

  /** kafkajs lost the offset (it resets one that is out of range by itself): have it compared with the bounds. */
  doubt(): void {
    this.answer({ records: [], end: this.wanted });
  }

  /** After each join of the group kafkajs has forgotten where it was. */
  joined(): void {
    if (this.taker) this.ask();
    else this.control.pause(this.at);
  }

  /** Resolves when the loop wants the next batch, or after `PATIENCE_MS` with the partition paused. */
  async offer({ batch }: EachBatchPayload): Promise<void> {
    const { messages } = batch;
    if (!this.taker || messages.length === 0) return this.pause();
    const done = new Promise<void>((resolve) => (this.finished = resolve));
    const records = messages.map((message) => storedRecord(this.at, message));
    this.answer({ records, end: BigInt(batch.highWatermark) });
    await this.patience(done);
    this.finished = undefined;
    if (!this.taker) this.pause();
  }

  private async patience(done: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([done, new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)))]);
    clearTimeout(timer);
  }

  private ask(): void {
    this.control.seek(this.at, this.wanted);
    if (this.paused) this.control.resume(this.at);
    this.paused = false;
  }

  private pause(): void {
    this.paused = true;
    this.control.pause(this.at);
  }

  private answer(fetched: Fetched | undefined): void {
    const taker = this.taker;
    this.taker = undefined;
    taker?.(fetched);
  }
}
