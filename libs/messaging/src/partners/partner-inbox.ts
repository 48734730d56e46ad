import { newId } from '@xianjie/identifiers';
import type { Database, Tx } from '@xianjie/persistence';
import type {
  EventLog,
  LogBounds,
  RecordBatch,
  Resume,
  StoredRecord,
  Subscription,
  TopicPartition,
} from '../event-log/event-log.js';
import { meaningOf, PositionLost, sentenceOf } from '../consumer/failure.js';
import { identityOf } from '../consumer/incoming.js';
import type { WorkerLogger } from '../consumer/partition-worker.js';
import {
  claimPosition,
  createPosition,
  leavePosition,
  lockPosition,
  movePosition,
  readPosition,
  stopPosition,
} from '../consumer/positions.js';
import { storeStrangers } from '../parked/parked-store.js';

/** A record as a partner system wrote it onto its own topic. Nothing in it is believed but the topic it stands on. */
export interface PartnerRecord {
  /** Id of the agency that alone may write the topic. */
  readonly partner: string;
  readonly record: StoredRecord;
  /** `<topic>/<partition>/<offset>`: names the record where it names itself wrongly or not at all. */
  readonly reference: string;
}

export interface PartnerInboxOptions {
  readonly db: Database;
  readonly log: EventLog;
  /** Instances of one service share the topics. */
  readonly group: string;
  /** Inbound topics, each with the agency whose topic it is. */
  readonly topics: ReadonlyMap<string, string>;
  /**
   * Takes one record, in the transaction of its position. Whatever is wrong with the record is answered, not thrown: what is thrown is an
   * outage (the record comes again), or our bug (after three tries the record is set aside, and the next ones go on).
   */
  take(tx: Tx, record: PartnerRecord): Promise<void>;
  readonly logger: WorkerLogger;
  /** The subscription died and will not recover by itself. */
  onFailed?(error: unknown): void;
}

const BUG_TRIES = 3;
const FIRST_BACKOFF_MS = 200;
const LAST_BACKOFF_MS = 10_000;

interface Place {
  clusterId: string;
  next: bigint;
  stopped: boolean;
  failures: number;
}

/**
 * Reads what partner systems write onto topics of their own (architecture §3, "Inbound from partners"). Strangers owe no stream numbers: each record
 * is taken once by the position of its topic, which moves in the transaction of what the record did.
 */
export class PartnerInbox {
  readonly #options: PartnerInboxOptions;
  readonly #owner = newId();
  readonly #places = new Map<string, Place>();
  #subscription: Subscription | undefined;

  constructor(options: PartnerInboxOptions) {
    this.#options = options;
  }

  /** Throws DomainError `not-found` (`event-log.topic-missing`) where a topic is not there. */
  async start(): Promise<void> {
    const { db, log, group, topics } = this.#options;
    if (topics.size === 0) return;
    const clusterId = await log.clusterId();
    for (const [topic, partitions] of await log.partitions([...topics.keys()])) {
      for (let partition = 0; partition < partitions; partition += 1)
        await createPosition(db.manager, { topic, partition }, { clusterId, next: 0n, began: 'start' });
    }
    this.#subscription = await log.subscribe({
      group,
      topics: [...topics.keys()],
      start: (at) => this.#begin(at),
      deliver: (batch) => this.#deliver(batch),
      revoked: (at) => void this.#leave(at),
      outOfRange: (at, wanted, bounds) => this.#outOfRange(at, wanted, bounds),
    });
    this.#subscription.failed.catch((error: unknown) => this.#options.onFailed?.(error));
  }

  async stop(): Promise<void> {
    await this.#subscription?.stop();
    for (const name of [...this.#places.keys()]) await this.#leave(toAt(name));
  }

  /** Where the record before the position is no longer the one that was taken, the topic is another one: it is not read on in silence. */
  async #begin(at: TopicPartition): Promise<bigint> {
    const { db, log, logger } = this.#options;
    const clusterId = await log.clusterId();
    const position = await claimPosition(db, at, this.#owner);
    const place = { clusterId, next: position.next, stopped: position.stopped !== undefined, failures: 0 };
    this.#places.set(nameOf(at), place);
    if (place.stopped || position.lastRecord === undefined) return place.next;
    const [last] = await log.read(at, place.next - 1n, 1);
    const same =
      last === undefined || last.offset !== place.next - 1n || identityOf(last) === position.lastRecord;
    if (position.clusterId === clusterId && same) return place.next;
    const because = `${nameOf(at)} does not hold the record taken last, before ${place.next}: it was made anew`;
    place.stopped = true;
    await stopPosition(db.manager, at, because);
    logger.error(`${because}. An operator may accept it as it is.`);
    return place.next;
  }

  async #deliver(batch: RecordBatch): Promise<Resume> {
    const place = this.#places.get(nameOf(batch));
    if (!place) return { at: batch.records[0]!.offset, afterMs: FIRST_BACKOFF_MS };
    if (place.stopped) return { at: place.next, afterMs: LAST_BACKOFF_MS };
    for (const record of batch.records) {
      if (record.offset < place.next) continue;
      if (batch.isStale()) break;
      const waitMs = await this.#tryOne(batch, place, record);
      if (waitMs > 0) return { at: place.next, afterMs: waitMs };
    }
    return { at: place.next, afterMs: 0 };
  }

  /** Answers 0 where the record is done, else the milliseconds after which it is tried again. */
  async #tryOne(at: TopicPartition, place: Place, record: StoredRecord): Promise<number> {
    try {
      await this.#takeOne(at, place, record, place.failures < BUG_TRIES ? undefined : 'failed three times');
      place.failures = 0;
      return 0;
    } catch (error) {
      // A COMMIT without an answer may have succeeded, and somebody else may have gone on.
      const position = await readPosition(this.#options.db.manager, at).catch(() => undefined);
      if (position) place.next = position.next;
      if (error instanceof PositionLost) return FIRST_BACKOFF_MS;
      const meaning = meaningOf(error);
      if (meaning === 'failed' || meaning === 'refused') place.failures += 1;
      this.#options.logger.warn(`${nameOf(at)}: the record at ${record.offset} waits: ${sentenceOf(error)}`);
      return Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(place.failures, 6));
    }
  }

  async #takeOne(
    at: TopicPartition,
    place: Place,
    record: StoredRecord,
    setAside: string | undefined,
  ): Promise<void> {
    const { db, topics, take, logger } = this.#options;
    const next = record.offset + 1n;
    await db.transact(async (tx) => {
      await lockPosition(tx, at, place.clusterId, place.next);
      const reference = `${nameOf(at)}/${record.offset}`;
      if (setAside === undefined) await take(tx, { partner: topics.get(at.topic)!, record, reference });
      else await storeStrangers(tx, [{ kind: 'stranger', record, reason: setAside }]);
      await tx.query(
        `UPDATE inbox_position SET next_offset = $3, last_record = $4, advanced_at = now(), strangers = strangers + $5
         WHERE topic = $1 AND partition = $2`,
        [at.topic, at.partition, String(next), identityOf(record), setAside === undefined ? 0 : 1],
      );
    });
    place.next = next;
    if (setAside !== undefined)
      logger.error(`${nameOf(at)}: the record at ${record.offset} is set aside: ${setAside}`);
  }

  /** What expired unread is gone, and said; an end before the position is a topic made anew. */
  async #outOfRange(at: TopicPartition, wanted: bigint, bounds: LogBounds): Promise<Resume | undefined> {
    const { db, logger } = this.#options;
    const place = this.#places.get(nameOf(at));
    if (!place || place.stopped || wanted > bounds.end) {
      if (place && !place.stopped) {
        place.stopped = true;
        await stopPosition(db.manager, at, `${nameOf(at)} ends at ${bounds.end}, before ${wanted}`);
        logger.error(`${nameOf(at)} ends before the record taken last. An operator may accept it as it is.`);
      }
      return undefined;
    }
    logger.error(`${nameOf(at)}: records ${wanted} to ${bounds.first} expired unread`);
    await movePosition(db.manager, at, place.next, bounds.first);
    place.next = bounds.first;
    return { at: bounds.first, afterMs: 0 };
  }

  async #leave(at: TopicPartition): Promise<void> {
    this.#places.delete(nameOf(at));
    await leavePosition(this.#options.db.manager, at, this.#owner).catch((error: unknown) =>
      this.#options.logger.warn(`${nameOf(at)}: ${sentenceOf(error)}`),
    );
  }
}

const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;

function toAt(name: string): TopicPartition {
  const slash = name.lastIndexOf('/');
  return { topic: name.slice(0, slash), partition: Number(name.slice(slash + 1)) };
}
