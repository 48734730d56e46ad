import type { EventType } from '@xianjie/contracts';
import { DomainError } from '@xianjie/errors';
import { newId } from '@xianjie/identifiers';
import { afterCommit, beforeCommit, type Tx } from '@xianjie/persistence';
import { currentTraceparent } from '@xianjie/tracing';
import { databaseOf, wakeRelay } from './wake.js';
import { writeEvents, type PendingEvent } from './write-events.js';

/** Bytes of one event, framed. Bigger things are stored elsewhere and named in the event. */
export const MAX_EVENT_BYTES = 256 * 1024;
/** Bytes of all events of one transaction: what one statement can carry with ease. */
export const MAX_TRANSACTION_BYTES = 64 * 1024 * 1024;
const MAX_KEY_LENGTH = 200;
const BAD_KEY = /^@|[\u0000-\u001f\u007f]|^$/;

interface Buffered {
  events: PendingEvent[];
  bytes: number;
}

const buffers = new WeakMap<Tx, Buffered>();

/**
 * Announces that something happened: the event is encoded now and written, numbered in its stream, in the commit of `tx`; the relay
 * sends it. Answers the event's id. Many events of one transaction are written by one statement.
 *
 * `to.topic` sends it on a partner's own topic instead of the schema's (see `partnerTopic` of libs/contracts).
 *
 * Throws DomainError `invalid`: `contract.value-invalid`, `outbox.event-too-large` (256 KB), `outbox.key-invalid`,
 * `outbox.transaction-too-large` (64 MB). At the commit `unavailable`: `outbox.full` above the hard limit, `outbox.topic-unknown`.
 */
export function appendToOutbox<T>(
  tx: Tx,
  event: EventType<T>,
  value: T,
  to: { readonly topic?: string } = {},
): string {
  const payload = event.encode(value);
  if (payload.length > MAX_EVENT_BYTES) {
    throw invalid(
      'outbox.event-too-large',
      `${event.type} has ${payload.length} bytes, at most ${MAX_EVENT_BYTES} are sent; pass big things by reference`,
      `事件 ${event.type} 大小为 ${payload.length} 字节，超过上限 ${MAX_EVENT_BYTES} 字节，请改为引用方式传递`,
    );
  }
  const id = newId();
  add(tx, {
    id,
    topic: to.topic ?? event.topic,
    key: checkedKey(event, value),
    schema: { id: event.schemaId, type: event.type, fingerprint: event.fingerprint },
    payload,
    occurredAt: new Date(),
    traceparent: currentTraceparent() ?? null,
  });
  return id;
}

/**
 * Before a savepoint: remembers what `tx` announces so far. The function answered forgets what was announced since, for where the savepoint
 * is rolled back and the transaction goes on.
 */
export function markOutbox(tx: Tx): () => void {
  const marked = buffers.get(tx)?.events.length ?? 0;
  return () => {
    const buffered = buffers.get(tx);
    for (const { payload } of buffered?.events.splice(marked) ?? [])
      if (buffered) buffered.bytes -= payload.length;
  };
}

function checkedKey<T>(event: EventType<T>, value: T): string {
  const key = String(value[event.key]);
  if (key.length <= MAX_KEY_LENGTH && !BAD_KEY.test(key)) return key;
  throw invalid(
    'outbox.key-invalid',
    `${event.type}.${event.key} is no key: 1 to ${MAX_KEY_LENGTH} characters, no control characters, not beginning with @`,
    `${event.type}.${event.key} 不能作为键`,
  );
}

function add(tx: Tx, event: PendingEvent): void {
  const buffered = buffers.get(tx) ?? { events: [], bytes: 0 };
  if (buffered.bytes + event.payload.length > MAX_TRANSACTION_BYTES) {
    throw invalid(
      'outbox.transaction-too-large',
      `The events of one transaction have more than ${MAX_TRANSACTION_BYTES} bytes`,
      `单次事务的事件总量超过 ${MAX_TRANSACTION_BYTES} 字节`,
    );
  }
  if (buffered.events.length === 0) beforeCommit(tx, () => flush(tx, buffered));
  buffers.set(tx, buffered);
  buffered.events.push(event);
  buffered.bytes += event.payload.length;
}

/** A later hook may append more: the buffer is empty again then, and registers a flush of its own. Nothing is left where all was forgotten. */
async function flush(tx: Tx, buffered: Buffered): Promise<void> {
  const { events } = buffered;
  if (events.length === 0) return;
  buffered.events = [];
  buffered.bytes = 0;
  await writeEvents(tx, events);
  afterCommit(tx, () => wakeRelay(databaseOf(tx.dataSource)));
}

function invalid(code: string, message: string, zh: string): DomainError {
  return new DomainError('invalid', code, message, { zh });
}
