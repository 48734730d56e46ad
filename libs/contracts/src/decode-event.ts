import type { DecodeOptions, EventType } from './event-type.js';
import { events } from './generated/events.js';
import { readAsWritten, typeOfFrame } from './reader.js';

const byType = new Map<string, EventType>(events.map((event) => [event.type, event]));

/** The event of this name (`lead_reporting.v1.LeadSubmitted`), of those this build was made with. */
export function eventTypeOf(type: string): EventType | undefined {
  return byType.get(type);
}

/** What a frame holds. */
export interface DecodedEvent {
  /** Full name of the record. */
  readonly type: string;
  /** Undefined where this build has no such event; the value is then as it was written. */
  readonly event: EventType | undefined;
  readonly value: unknown;
}

/**
 * Decodes a Confluent frame of any event; one that this build has is answered in the shape it has here. Throws DomainError
 * `invalid` for bytes that are no such event (`contract.bytes-malformed`, `contract.schema-incompatible`), in time and memory
 * in proportion to the bytes, and `unavailable` (`contract.schema-unknown`) for a schema that neither the lock file nor
 * `options.schemaById` knows.
 */
export function decodeEvent(frame: Buffer, options?: DecodeOptions): DecodedEvent {
  const type = typeOfFrame(frame, options);
  const event = byType.get(type);
  return { type, event, value: event ? event.decode(frame, options) : readAsWritten(frame, options) };
}
