import { createHash } from 'node:crypto';
import { Checkpoint, malformedHeaders, readEnvelope, type EventEnvelope } from '@xianjie/contracts';
import type { StoredRecord } from '../event-log/event-log.js';

/** An event of ours, as its headers tell it; nothing is decoded. */
export interface IncomingEvent {
  readonly kind: 'event';
  readonly record: StoredRecord;
  readonly envelope: EventEnvelope;
  /** `<topic>/<key>`. */
  readonly streamId: string;
  readonly number: bigint;
  readonly id: string;
  readonly previous: string | undefined;
  readonly epoch: number;
  readonly type: string;
}

/** A record that carries no event of ours. */
export interface Stranger {
  readonly kind: 'stranger';
  readonly record: StoredRecord;
  readonly reason: string;
}

export type Incoming = IncomingEvent | Stranger;

/** Reads the headers of architecture §4; a record that lacks one, or contradicts itself, is a stranger. Never throws. */
export function readIncoming(record: StoredRecord): Incoming {
  const envelope = readEnvelope(record.headers);
  const reason = envelope ? contradiction(record, envelope) : missing(record);
  if (!envelope || reason) return { kind: 'stranger', record, reason: reason ?? '' };
  return {
    kind: 'event',
    record,
    envelope,
    streamId: envelope.subject,
    number: envelope.sequence,
    id: envelope.id,
    previous: envelope.previous,
    epoch: envelope.epoch,
    type: envelope.type,
  };
}

function missing({ headers }: StoredRecord): string {
  return `Headers missing or malformed: ${malformedHeaders(headers).join(', ')}`;
}

function contradiction(record: StoredRecord, envelope: EventEnvelope): string | undefined {
  if (envelope.subject !== `${record.topic}/${envelope.partitionKey}`)
    return 'Its ce_subject is not <topic>/<key>';
  if (record.key !== envelope.partitionKey) return 'Its key is not its ce_partitionkey';
  return record.value ? undefined : 'It has no value';
}

export function isCheckpoint(event: IncomingEvent): boolean {
  return event.type === Checkpoint.type && event.envelope.partitionKey.startsWith('@checkpoint/');
}

/** Who produced it, by `ce_source` (`/xianjie/<service>`). */
export function serviceOf(event: IncomingEvent): string {
  return event.envelope.source.slice(event.envelope.source.lastIndexOf('/') + 1);
}

/** What tells a record from another one at the same offset: the event's id, else a digest of what a stranger wrote. */
export function identityOf(record: StoredRecord): string {
  const id = record.headers['ce_id'];
  if (id && /^[0-9a-f-]{36}$/.test(id)) return id;
  const hash = createHash('sha256')
    .update(record.key ?? '')
    .update('\0')
    .update(record.value ?? '');
  return `sha256:${hash.digest('base64url').slice(0, 32)}`;
}
