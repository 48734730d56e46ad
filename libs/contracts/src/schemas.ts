import { lockedSchemas } from './generated/locked-schemas.js';

/** One version of an event's schema, as `schemas/registry.lock.json` keeps it for ever. */
export interface LockedSchema {
  /** Global; on the wire in every frame. */
  readonly id: number;
  /** The record's full name (record-name strategy). */
  readonly subject: string;
  /** From 1, for each subject. */
  readonly version: number;
  readonly topic: string;
  readonly key: string;
  /** SHA-256 of the canonical form, hex. */
  readonly fingerprint: string;
  /** The Avro schema as JSON, without documentation. */
  readonly schema: string;
}

const byId = new Map<number, LockedSchema>(lockedSchemas.map((locked) => [locked.id, locked]));

export { lockedSchemas };

/** The schema with this id, of those this build was made with. */
export function schemaById(id: number): LockedSchema | undefined {
  return byId.get(id);
}
