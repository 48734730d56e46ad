import type { EventEnvelope } from './event-type.js';

/** Names of the headers: CloudEvents 1.0, Kafka protocol binding, binary mode; `ce_epoch` and `ce_previous` are ours. */
export const EventHeader = {
  specVersion: 'ce_specversion',
  id: 'ce_id',
  source: 'ce_source',
  type: 'ce_type',
  time: 'ce_time',
  subject: 'ce_subject',
  sequence: 'ce_sequence',
  partitionKey: 'ce_partitionkey',
  epoch: 'ce_epoch',
  previous: 'ce_previous',
  schemaFingerprint: 'ce_schemafingerprint',
  contentType: 'content-type',
  traceparent: 'traceparent',
} as const;

export const EVENT_CONTENT_TYPE = 'application/avro';

/** The headers of an event's record. */
export function toHeaders(envelope: EventEnvelope): Record<string, string> {
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: envelope.id,
    ce_source: envelope.source,
    ce_type: envelope.type,
    ce_time: envelope.time,
    ce_subject: envelope.subject,
    ce_sequence: envelope.sequence.toString(),
    ce_partitionkey: envelope.partitionKey,
    ce_epoch: envelope.epoch.toString(),
    ce_schemafingerprint: envelope.schemaFingerprint,
    'content-type': EVENT_CONTENT_TYPE,
  };
  if (envelope.previous !== undefined) headers.ce_previous = envelope.previous;
  if (envelope.traceparent !== undefined) headers.traceparent = envelope.traceparent;
  return headers;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const FULL_NAME = /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*$/;
const SOURCE = /^\/[A-Za-z0-9._~/-]+$/;
const UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;
const SEQUENCE = /^[1-9][0-9]{0,18}$/;
const EPOCH = /^(?:0|[1-9][0-9]{0,8})$/;
const SHA256 = /^[0-9a-f]{64}$/;
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
/** PostgreSQL's bigint, where numbers are kept. */
const MAX_SEQUENCE = 2n ** 63n - 1n;

type Headers = Readonly<Record<string, string | undefined>>;
type Rule = (value: string, headers: Headers) => boolean;

const isText = (max: number) => (value: string) =>
  value.length > 0 && value.length <= max && value.isWellFormed() && !CONTROL.test(value);
const matches = (pattern: RegExp, max: number) => (value: string) =>
  value.length <= max && pattern.test(value);
const isUuid = matches(UUID, 36);
/** JavaScript takes 30 February for a day in March; PostgreSQL does not. */
const isUtc = (value: string) =>
  value.length <= 30 && UTC.test(value) && new Date(value).getUTCDate() === Number(value.slice(8, 10));
const isSequence = (value: string) =>
  value.length <= 19 && SEQUENCE.test(value) && BigInt(value) <= MAX_SEQUENCE;
const endsWithKey: Rule = (value, headers) =>
  isText(768)(value) && value.endsWith(`/${headers.ce_partitionkey}`);

/** What each header must be; a header that is not named here is nobody's business. */
const REQUIRED: readonly (readonly [string, Rule])[] = [
  [EventHeader.specVersion, (value) => value === '1.0'],
  [EventHeader.id, isUuid],
  [EventHeader.source, matches(SOURCE, 128)],
  [EventHeader.type, matches(FULL_NAME, 256)],
  [EventHeader.time, isUtc],
  [EventHeader.partitionKey, isText(512)],
  [EventHeader.subject, endsWithKey],
  [EventHeader.sequence, isSequence],
  [EventHeader.epoch, matches(EPOCH, 9)],
  [EventHeader.schemaFingerprint, matches(SHA256, 64)],
  [EventHeader.contentType, (value) => value === EVENT_CONTENT_TYPE],
];

function fits(headers: Headers, name: string, rule: Rule): boolean {
  const value = headers[name];
  return typeof value === 'string' && rule(value, headers);
}

const isPrevious = (previous: string | undefined) => previous === undefined || isUuid(previous);

/** Names of the headers that are missing or malformed; empty where `readEnvelope` answers an envelope. */
export function malformedHeaders(headers: Headers): readonly string[] {
  const wrong: string[] = REQUIRED.filter(([name, rule]) => !fits(headers, name, rule)).map(([name]) => name);
  return isPrevious(headers.ce_previous) ? wrong : [...wrong, EventHeader.previous];
}

/**
 * The envelope of a record's headers; undefined where one is missing or malformed (`malformedHeaders` says which). Never
 * throws. A malformed `traceparent` is left out, as W3C Trace Context demands.
 */
export function readEnvelope(headers: Headers): EventEnvelope | undefined {
  for (const [name, rule] of REQUIRED) if (!fits(headers, name, rule)) return undefined;
  if (!isPrevious(headers.ce_previous)) return undefined;
  const { ce_previous: previous, traceparent } = headers;
  return {
    id: headers.ce_id as string,
    source: headers.ce_source as string,
    type: headers.ce_type as string,
    time: headers.ce_time as string,
    subject: headers.ce_subject as string,
    sequence: BigInt(headers.ce_sequence as string),
    partitionKey: headers.ce_partitionkey as string,
    epoch: Number(headers.ce_epoch),
    schemaFingerprint: headers.ce_schemafingerprint as string,
    ...(previous === undefined ? {} : { previous }),
    ...(traceparent !== undefined && traceparent.length === 55 && TRACEPARENT.test(traceparent)
      ? { traceparent }
      : {}),
  };
}
