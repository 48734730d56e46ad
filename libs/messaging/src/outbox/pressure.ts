import type { Database } from '@xianjie/persistence';
import { DomainError } from '@xianjie/errors';
import type { DataSource } from 'typeorm';
import { rowsOf, type Queryable } from './topics.js';

/** Events unsent above which bulk requests (`soft`) and all appends (`hard`) are refused. */
export interface OutboxLimits {
  readonly soft: number;
  readonly hard: number;
}

export type OutboxPressure = 'ok' | 'soft' | 'hard';

const DEFAULT_LIMITS: OutboxLimits = { soft: 200_000, hard: 1_000_000 };
/** Milliseconds an estimate is good for. */
const FRESH_MS = 1000;
/** Seconds told to who is refused. */
const RETRY_AFTER = 5;

/**
 * What the relay counted, and what was appended since: never below the truth by more than a second's appends. A sequence that was never
 * used shows the number it would draw first.
 */
const ESTIMATE = `
  SELECT (s.outbox_size + greatest(0, q.last_value - CASE WHEN q.is_called THEN 0 ELSE 1 END - s.counted_ord))::float8 AS size
  FROM relay_state s, event_ord q`;

/** How full the outbox of one database is, as this process knows it: one small query a second, never a count. */
class Gauge {
  limits = DEFAULT_LIMITS;
  private size = 0;
  private asOf = Number.NEGATIVE_INFINITY;

  async read(db: Queryable): Promise<OutboxPressure> {
    const now = performance.now();
    if (now - this.asOf >= FRESH_MS) {
      this.asOf = now;
      const [row] = rowsOf<{ size: number }>(await db.query(ESTIMATE));
      this.size = row?.size ?? 0;
    }
    if (this.size >= this.limits.hard) return 'hard';
    return this.size >= this.limits.soft ? 'soft' : 'ok';
  }
}

const gauges = new WeakMap<DataSource, Gauge>();

function gaugeOf(dataSource: DataSource): Gauge {
  const gauge = gauges.get(dataSource) ?? new Gauge();
  gauges.set(dataSource, gauge);
  return gauge;
}

/** Sets the limits for one database; 200,000 and 1,000,000 events unless set. */
export function limitOutbox(db: Database, limits: OutboxLimits): void {
  gaugeOf(db.dataSource).limits = limits;
}

/** How full the outbox is: `soft` means no bulk requests, `hard` no appends at all. An estimate, at most a second old. */
export function outboxPressure(db: Database): Promise<OutboxPressure> {
  return gaugeOf(db.dataSource).read(db.dataSource);
}

/** For the start of a bulk request: throws DomainError `unavailable` (`outbox.full`, with `retryAfter`) from the soft limit on. */
export async function requireOutboxRoom(db: Database): Promise<void> {
  if ((await outboxPressure(db)) !== 'ok') throw full();
}

/** For every append: throws from the hard limit on. */
export async function requireAppendRoom(dataSource: DataSource, tx: Queryable): Promise<void> {
  if ((await gaugeOf(dataSource).read(tx)) === 'hard') throw full();
}

function full(): DomainError {
  return new DomainError('unavailable', 'outbox.full', 'Too many events wait to be sent; try again later', {
    zh: '待发送事件过多，请稍后重试',
    retryAfter: RETRY_AFTER,
  });
}
