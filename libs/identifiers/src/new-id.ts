import { v7 } from 'uuid';

/** A new identifier, UUID version 7 (RFC 9562): sorts by the millisecond it was made in. */
export function newId(): string {
  return v7();
}
