import { ResendRequested } from '@xianjie/contracts';
import { isDomainError } from '@xianjie/errors';
import type pg from 'pg';
import type {
  RecordBatch,
  Resume,
  StoredRecord,
  Subscription,
  TopicPartition,
} from '../event-log/event-log.js';
import type { RelayOptions } from './relay-options.js';
import { Repeat } from './repeat.js';
import { MAX_STREAMS_ASKED, REQUESTS_TOPIC } from './request-resend.js';
import type { Totals } from './totals.js';

/** Events put back a minute at most, whoever asks. */
const EVENTS_A_MINUTE = 10_000;
const MINUTE_MS = 60_000;
/** The same numbers are not sent again within this time, however many ask. */
const REPEAT_MS = 5000;
/** Records before the log's end that are looked at when a relay becomes active, and how old they may be. */
const LOOK_BACK = 100;
const LOOK_BACK_MS = 60_000;
const RETRY_MS = 5000;

const PUT_BACK = `
  INSERT INTO outbox (topic, partition, ord, day, size)
  SELECT e.topic, e.partition, e.ord, e.day, octet_length(e.payload)
  FROM unnest($1::text[], $2::bigint[], $3::bigint[]) WITH ORDINALITY AS w(stream_id, first, last, nth)
  JOIN event e ON e.stream_id = w.stream_id COLLATE "C" AND e.number BETWEEN w.first AND w.last
    AND e.day > (now() AT TIME ZONE 'UTC')::date - $5::int -- not of a day that is about to be dropped
  ORDER BY w.nth, e.number LIMIT $4
  ON CONFLICT DO NOTHING`;

type Missing = ResendRequested['streams'][number];

/** Answers `messaging.requests`: puts the events asked for back into the outbox. What is not ours, old, repeated or too much is left out. */
export class Resender {
  private readonly repeat: Repeat;
  private readonly startedAt = Date.now();
  private readonly answered = new Map<string, number>();
  private allowance = EVENTS_A_MINUTE;
  private allowedAt = performance.now();
  private subscription: Subscription | undefined;
  private end: (() => void) | undefined;

  constructor(
    private readonly options: RelayOptions,
    private readonly side: pg.Pool,
    private readonly totals: Totals,
    private readonly putBack: () => void,
  ) {
    this.repeat = new Repeat(
      () => this.listen(),
      (error) => {
        if (!isDomainError(error, 'unavailable'))
          options.logger.warn('Requests to send again cannot be heard', { error });
        return RETRY_MS;
      },
    );
  }

  start(): void {
    this.repeat.start();
  }

  async stop(): Promise<void> {
    this.end?.();
    await this.repeat.stop();
  }

  /** Until the subscription dies or the relay stops. */
  private async listen(): Promise<number> {
    const { log, service } = this.options;
    if (!(await log.partitions([REQUESTS_TOPIC])).has(REQUESTS_TOPIC)) return RETRY_MS;
    const ended = new Promise<void>((resolve) => (this.end = resolve));
    if (this.repeat.stopped) return 0;
    this.subscription = await log.subscribe({
      group: `${service}.resend`,
      topics: [REQUESTS_TOPIC],
      start: (at) => this.startAt(at),
      deliver: (batch) => this.deliver(batch),
      revoked: () => undefined,
      outOfRange: async (_at, _wanted, bounds) => ({ at: bounds.end, afterMs: 0 }),
    });
    try {
      await Promise.race([ended, this.subscription.failed]);
    } finally {
      await this.subscription.stop();
    }
    return RETRY_MS;
  }

  private async startAt(at: TopicPartition): Promise<bigint> {
    const { first, end } = await this.options.log.bounds(at);
    const from = end - BigInt(LOOK_BACK);
    return from > first ? from : first;
  }

  private async deliver(batch: RecordBatch): Promise<Resume> {
    for (const record of batch.records) {
      try {
        await this.answer(record);
      } catch (error) {
        this.options.logger.warn('A request to send again was not answered', { error });
      }
    }
    return { at: (batch.records.at(-1)?.offset ?? batch.end - 1n) + 1n, afterMs: 0 };
  }

  private async answer(record: StoredRecord): Promise<void> {
    if (record.appendedAt < this.startedAt - LOOK_BACK_MS) return;
    const request = readRequest(record);
    if (!request || request.service !== this.options.service) return;
    const wanted = request.streams.slice(0, MAX_STREAMS_ASKED).filter((missing) => this.isNew(missing));
    const limit = this.allow();
    if (wanted.length === 0 || limit === 0) return;
    const { rowCount } = await this.side.query(PUT_BACK, [
      wanted.map(({ streamId }) => streamId),
      wanted.map(({ from }) => from),
      wanted.map(({ to }) => to),
      limit,
      (this.options.keepDays ?? 30) - 1,
    ]);
    const events = rowCount ?? 0;
    this.allowance -= events;
    if (events === 0) return;
    this.totals.resentTotal += events;
    this.options.logger.info('Events are sent again', {
      events,
      topic: request.topic,
      requestedBy: request.requestedBy,
    });
    this.putBack();
  }

  private isNew({ streamId, from, to }: Missing): boolean {
    const now = performance.now();
    const id = `${streamId} ${from} ${to}`;
    if (now < (this.answered.get(id) ?? 0)) return false;
    if (this.answered.size > 10 * MAX_STREAMS_ASKED) this.answered.clear();
    this.answered.set(id, now + REPEAT_MS);
    return from <= to;
  }

  /** How many events may be put back now. */
  private allow(): number {
    const now = performance.now();
    const earned = ((now - this.allowedAt) / MINUTE_MS) * EVENTS_A_MINUTE;
    this.allowedAt = now;
    this.allowance = Math.min(EVENTS_A_MINUTE, this.allowance + earned);
    return Math.max(0, Math.floor(this.allowance));
  }
}

/** Undefined for anything that is no request: the topic is open to every consumer. */
function readRequest(record: StoredRecord): ResendRequested | undefined {
  if (record.headers['ce_type'] !== ResendRequested.type || !record.value) return undefined;
  try {
    return ResendRequested.decode(record.value);
  } catch {
    return undefined;
  }
}
