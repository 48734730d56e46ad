import type { ResendRequested } from '@xianjie/contracts';
import type { Database } from '@xianjie/persistence';
import type { ParkedEvents } from '../parked/parked-events.js';
import { sentenceOf } from './failure.js';
import type { ParkedReason } from './judge.js';
import type { WorkerLogger } from './partition-worker.js';

export interface HousekeepingEnvironment {
  readonly db: Database;
  readonly parked: ParkedEvents;
  readonly logger: WorkerLogger;
  /** The consumer group, for people. */
  readonly group: string;
  /** Who produces a topic. */
  serviceOf(topic: string): string;
  requestResend(request: ResendRequested): Promise<void>;
  /** Looks after what only this process knows: stopped partitions, silent sources. */
  look(): Promise<void>;
}

/** Milliseconds between rounds. */
const TICK_MS = 1000;
/** Milliseconds after a gap was seen before it is asked for: what is only late may come by itself. */
const SOON_MS = 50;

interface Missing {
  streamId: string;
  from: bigint;
  to: bigint;
}

/** What must happen by the clock: waiting streams that can go on, missing numbers asked for, alarms. */
export class Housekeeping {
  /** Parked streams by reason, as last counted. */
  parkedByReason: Readonly<Partial<Record<ParkedReason, number>>> = {};
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private stopped = false;
  private dueAt = 0;

  constructor(private readonly env: HousekeepingEnvironment) {}

  start(): void {
    this.schedule(0);
  }

  /** A gap was seen, or a stream may go on. */
  soon(): void {
    if (this.dueAt - Date.now() > SOON_MS) this.schedule(SOON_MS);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private schedule(afterMs: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.dueAt = Date.now() + afterMs;
    this.timer = setTimeout(() => {
      this.dueAt = Number.POSITIVE_INFINITY;
      this.round = this.runRound().finally(() => this.schedule(TICK_MS));
    }, afterMs);
  }

  private async runRound(): Promise<void> {
    const steps = [() => this.releaseReady(), () => this.ask(), () => this.count(), () => this.env.look()];
    for (const step of steps) {
      if (this.stopped) return;
      await step().catch((error: unknown) => this.env.logger.warn(`Housekeeping: ${sentenceOf(error)}`));
    }
  }

  private async releaseReady(): Promise<void> {
    const rows = await this.env.db.manager.query<{ stream_id: string }[]>(
      `SELECT m.stream_id FROM inbox_mark m
       LEFT JOIN LATERAL (SELECT min(number) AS first FROM parked_event p WHERE p.stream_id = m.stream_id) p ON true
       WHERE m.parked = 'waiting' AND (p.first <= m.number + 1 OR (p.first IS NULL AND m.number >= coalesce(m.known_number, 0)))
       LIMIT 1000`,
    );
    for (const { stream_id } of rows) {
      await this.env.parked.releaseReady(stream_id).catch((error: unknown) => {
        this.env.logger.warn(`${stream_id} cannot go on yet: ${sentenceOf(error)}`);
      });
    }
  }

  /** Asks for the first gap of each waiting stream, with growing pauses up to 5 minutes. */
  private async ask(): Promise<void> {
    const [rows] = await this.env.db.manager.query<
      [{ stream_id: string; from: string; to: string | null }[], number]
    >(
      `WITH due AS (
         SELECT stream_id FROM inbox_mark WHERE parked = 'waiting'
           AND (asked_at IS NULL OR asked_at < now() - least(interval '5 min', interval '6 s' * 2 ^ least(asked, 10)))
         ORDER BY stream_id LIMIT 1000 FOR UPDATE SKIP LOCKED)
       UPDATE inbox_mark m SET asked_at = now(), asked = asked + 1 FROM due WHERE m.stream_id = due.stream_id
       RETURNING m.stream_id, m.number + 1 AS "from",
         coalesce((SELECT min(number) - 1 FROM parked_event p WHERE p.stream_id = m.stream_id AND p.number > m.number),
           m.known_number) AS "to"`,
    );
    const missing = rows.map((row) => ({
      streamId: row.stream_id,
      from: BigInt(row.from),
      to: BigInt(row.to ?? row.from),
    }));
    for (const [topic, streams] of byTopic(missing.filter(({ from, to }) => from <= to))) {
      const service = this.env.serviceOf(topic);
      this.env.logger.warn(
        `Numbers of ${streams.length} streams of ${topic} are missing; ${service} is asked for them`,
      );
      await this.env.requestResend({ service, requestedBy: this.env.group, topic, streams });
    }
  }

  private async count(): Promise<void> {
    const rows = await this.env.db.manager.query<{ parked: ParkedReason; count: number }[]>(
      'SELECT parked, count(*)::int AS count FROM inbox_mark WHERE parked IS NOT NULL GROUP BY parked',
    );
    this.parkedByReason = Object.fromEntries(rows.map(({ parked, count }) => [parked, count]));
  }
}

function byTopic(missing: readonly Missing[]): Map<string, Missing[]> {
  const topics = new Map<string, Missing[]>();
  for (const one of missing) {
    const topic = one.streamId.slice(0, one.streamId.indexOf('/'));
    topics.set(topic, [...(topics.get(topic) ?? []), one]);
  }
  return topics;
}
