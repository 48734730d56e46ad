import type { Tx } from '@xianjie/persistence';
import { readIncoming, type IncomingEvent, type Stranger } from '../consumer/incoming.js';
import type { ParkedReason } from '../consumer/judge.js';
import type { StoredRecord } from '../event-log/event-log.js';

/** An event set aside. `behind`: its stream was parked before it came. */
export interface Parking {
  readonly event: IncomingEvent;
  readonly reason: ParkedReason | 'behind';
  readonly code?: string | undefined;
  readonly error?: string | undefined;
  readonly attempts?: number;
}

/** PostgreSQL's text and jsonb take no NUL and no half of a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed();
}

function storableHeaders(headers: Readonly<Record<string, string>>): string {
  const entries = Object.entries(headers).slice(0, 100);
  return JSON.stringify(
    Object.fromEntries(entries.map(([name, value]) => [storable(name), storable(value)])),
  );
}

/** Writes all in one statement; one that is there already (a double, a re-send) stays as it is. */
export async function storeParked(tx: Tx, parkings: readonly Parking[]): Promise<void> {
  if (parkings.length === 0) return;
  const column = <T>(of: (parking: Parking) => T) => parkings.map(of);
  await tx.query(
    `INSERT INTO parked_event (stream_id, number, event_id, topic, partition, log_offset, appended_at, record_key, value,
       headers, reason, code, error, attempts)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::integer[], $6::bigint[], $7::timestamptz[],
       $8::text[], $9::bytea[], $10::jsonb[], $11::text[], $12::text[], $13::text[], $14::integer[])
     ON CONFLICT DO NOTHING`,
    [
      column(({ event }) => event.streamId),
      column(({ event }) => String(event.number)),
      column(({ event }) => event.id),
      column(({ event }) => event.record.topic),
      column(({ event }) => event.record.partition),
      column(({ event }) => String(event.record.offset)),
      column(({ event }) => new Date(event.record.appendedAt)),
      column(({ event }) => event.record.key ?? null),
      column(({ event }) => event.record.value ?? null),
      column(({ event }) => storableHeaders(event.record.headers)),
      column(({ reason }) => reason),
      column(({ code }) => code ?? null),
      column(({ error }) => (error === undefined ? null : storable(error))),
      column(({ attempts }) => attempts ?? 0),
    ],
  );
}

const STRANGER_BYTES = 16 * 1024;
const STRANGERS_KEPT = 10_000;

/** Keeps what a stranger wrote, its first 16 KB; of one partition the first 10,000, so that a flood costs little. */
export async function storeStrangers(tx: Tx, strangers: readonly Stranger[]): Promise<void> {
  if (strangers.length === 0) return;
  const column = <T>(of: (record: StoredRecord) => T) => strangers.map(({ record }) => of(record));
  await tx.query(
    `INSERT INTO parked_record (topic, partition, log_offset, appended_at, record_key, value, size, headers, reason)
     SELECT u.* FROM unnest($1::text[], $2::integer[], $3::bigint[], $4::timestamptz[], $5::text[], $6::bytea[],
       $7::integer[], $8::jsonb[], $9::text[]) AS u(topic, partition, log_offset, appended_at, record_key, value, size, headers, reason)
     JOIN inbox_position p ON p.topic = u.topic AND p.partition = u.partition AND p.strangers < ${STRANGERS_KEPT}
     ON CONFLICT DO NOTHING`,
    [
      column(({ topic }) => topic),
      column(({ partition }) => partition),
      column(({ offset }) => String(offset)),
      column(({ appendedAt }) => new Date(appendedAt)),
      column(({ key }) => (key === undefined ? null : storable(key.slice(0, 1000)))),
      column(({ value }) => value?.subarray(0, STRANGER_BYTES) ?? null),
      column(({ value }) => value?.length ?? 0),
      column(({ headers }) => storableHeaders(headers).slice(0, 1_000_000)),
      strangers.map(({ reason }) => storable(reason.slice(0, 500))),
    ],
  );
}

export interface ParkedRow {
  readonly stream_id: string;
  readonly number: string;
  readonly event_id: string;
  readonly topic: string;
  readonly partition: number;
  readonly log_offset: string;
  readonly appended_at: Date;
  readonly record_key: string | null;
  readonly value: Buffer | null;
  readonly headers: Record<string, string>;
  readonly reason: ParkedReason | 'behind';
  readonly code: string | null;
  readonly error: string | null;
  readonly attempts: number;
  readonly parked_at: Date;
}

/** The event as it came. Throws where a row was changed by hand so that it is none. */
export function toIncoming(row: ParkedRow): IncomingEvent {
  const incoming = readIncoming({
    topic: row.topic,
    partition: row.partition,
    offset: BigInt(row.log_offset),
    appendedAt: row.appended_at.getTime(),
    key: row.record_key ?? undefined,
    value: row.value ?? undefined,
    headers: row.headers,
  });
  if (incoming.kind === 'event') return incoming;
  throw new Error(`The parked event ${row.stream_id} ${row.number} is no event any more: ${incoming.reason}`);
}

export async function nextParked(
  tx: Pick<Tx, 'query'>,
  streamId: string,
  limit: number,
): Promise<ParkedRow[]> {
  return tx.query<ParkedRow[]>(
    'SELECT * FROM parked_event WHERE stream_id = $1 ORDER BY number, parked_at, event_id LIMIT $2',
    [streamId, limit],
  );
}
