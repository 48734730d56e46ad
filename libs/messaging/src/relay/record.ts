import { toHeaders } from '@xianjie/contracts';
import type { LogRecord } from '../event-log/event-log.js';
import type { EventSchema } from '../outbox/write-events.js';

/** A row of the journal as the relay reads it; the order is that of the statement in `outbox-reader.ts`. */
export type EventRow = [
  lane: number,
  ord: number,
  streamId: string,
  number: number,
  eventId: string,
  previousId: string | null,
  epoch: number,
  schemaId: number,
  occurredAt: string,
  traceparent: string | null,
  payload: Buffer,
];

/** Key of a stream in its topic: stream ids are `<topic>/<key>`. */
export function keyOf(streamId: string, topic: string): string {
  return streamId.slice(topic.length + 1);
}

/** The record of an event: its headers are put together here, the journal keeps only what cannot be derived. */
export function toRecord(row: EventRow, topic: string, source: string, schema: EventSchema): LogRecord {
  const [, , subject, number, id, previous, epoch, , occurredAt, traceparent, value] = row;
  const key = keyOf(subject, topic);
  const headers = toHeaders({
    id,
    source,
    type: schema.type,
    time: rfc3339(occurredAt),
    subject,
    sequence: BigInt(number),
    partitionKey: key,
    epoch,
    schemaFingerprint: schema.fingerprint,
    ...(previous === null ? {} : { previous }),
    ...(traceparent === null ? {} : { traceparent }),
  });
  return { key, value, headers };
}

/** PostgreSQL's `2026-11-23 08:00:00.123+00` (session in UTC) as RFC 3339. */
function rfc3339(timestamptz: string): string {
  return `${timestamptz.slice(0, 10)}T${timestamptz.slice(11, -3)}Z`;
}
