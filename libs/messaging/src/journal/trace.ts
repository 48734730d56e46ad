import { rowsOf, type Queryable } from '../outbox/topics.js';
import type { ParkedReason } from '../consumer/judge.js';

/** An event that a service wrote under a trace. */
export interface TracedEvent {
  readonly eventId: string;
  readonly type: string;
  readonly streamId: string;
  readonly number: string;
  readonly topic: string;
  readonly partition: number;
  readonly occurredAt: Date;
  /** Whether the log has acknowledged it. */
  readonly sent: boolean;
}

/** Where a service has come in a stream. */
export interface StreamStanding {
  readonly streamId: string;
  /** The last number applied. */
  readonly applied: string;
  /** Why it is set aside; null where it is not. */
  readonly parked: ParkedReason | null;
}

const MOST = 200;

/** There is no index on traces: they would slow every append for a question that is asked seldom. So the days are few. */
const WRITTEN = `
  SELECT e.event_id AS "eventId", coalesce(s.type, e.schema_id::text) AS type, e.stream_id AS "streamId", e.number::text AS number,
    e.topic, e.partition, e.occurred_at AS "occurredAt",
    NOT EXISTS (SELECT FROM outbox o WHERE o.topic = e.topic AND o.partition = e.partition AND o.ord = e.ord) AS sent
  FROM event e LEFT JOIN event_schema s USING (schema_id)
  WHERE e.day >= (now() AT TIME ZONE 'UTC')::date - $2::int AND e.traceparent LIKE '00-' || $1 || '-%'
  ORDER BY e.ord LIMIT ${MOST}`;

const PARKED = `
  SELECT DISTINCT m.stream_id AS "streamId", m.number::text AS applied, m.parked
  FROM parked_event p JOIN inbox_mark m USING (stream_id)
  WHERE p.headers ->> 'traceparent' LIKE '00-' || $1 || '-%' ORDER BY 1 LIMIT ${MOST}`;

const STANDING = `
  SELECT stream_id AS "streamId", number::text AS applied, parked FROM inbox_mark WHERE stream_id = ANY($1)`;

/** The events that were written under a trace in the last days, the first 200 in their order. */
export async function eventsOfTrace(db: Queryable, traceId: string, days: number): Promise<TracedEvent[]> {
  return rowsOf(await db.query(WRITTEN, [traceId, days]));
}

/** Streams that are set aside here with an event of the trace. */
export async function parkedOfTrace(db: Queryable, traceId: string): Promise<StreamStanding[]> {
  return rowsOf(await db.query(PARKED, [traceId]));
}

/** Where this service has come in streams of others; those of which it applied nothing are left out. */
export async function standingOf(db: Queryable, streamIds: readonly string[]): Promise<StreamStanding[]> {
  return rowsOf(await db.query(STANDING, [streamIds]));
}
