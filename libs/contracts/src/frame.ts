import { malformed } from './malformed.js';

/** Bytes before the Avro of a frame: 0x00 and the schema's id, big-endian. */
export const FRAME_HEADER_BYTES = 5;

/** No event is larger: the outbox refuses 256 KB, Kafka's default 1 MB. */
export const MAX_FRAME_BYTES = 1024 * 1024;

export interface Frame {
  readonly schemaId: number;
  /** A view on the frame's bytes. */
  readonly payload: Buffer;
}

/** The schema id of a Confluent frame. Throws DomainError `invalid` (`contract.bytes-malformed`) where it is none. */
export function schemaIdOf(frame: Buffer): number {
  if (frame.length < FRAME_HEADER_BYTES) throw malformed(`${frame.length} bytes are no frame`);
  if (frame.length > MAX_FRAME_BYTES) throw malformed(`a frame of ${frame.length} bytes`);
  if (frame[0] !== 0) throw malformed(`it begins with ${frame[0]} instead of 0`);
  return frame.readUInt32BE(1);
}

/** Splits a Confluent frame; nothing is decoded or copied. Throws as `schemaIdOf`. */
export function decodeFrame(frame: Buffer): Frame {
  return { schemaId: schemaIdOf(frame), payload: frame.subarray(FRAME_HEADER_BYTES) };
}
