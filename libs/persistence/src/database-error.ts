import { isDomainError } from '@xianjie/errors';

/**
 * What a failed statement means for who sent it:
 * `again` (serialisation failure, deadlock, lock timeout): the same work may succeed at once;
 * `unavailable` (classes 08, 53, 57, 58, a lost connection): the database cannot answer now;
 * `other`: the statement or its data is at fault.
 */
export type DatabaseFailure = 'again' | 'unavailable' | 'other';

const AGAIN = new Set(['40001', '40P01', '55P03']);
const UNAVAILABLE_CLASSES = new Set(['08', '53', '57', '58']);
/** Transaction and idle-in-transaction time-outs end the session: class 25, but the database is well. */
const SESSION_ENDED = new Set(['25P03', '25P04']);
const LOST_CONNECTION = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
]);
/** The last one is TypeORM's, in two wordings: a connection that broke is let go at once, whatever its transaction still asks. */
const LOST_MESSAGE =
  /Connection terminated|connection is closed|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed|not queryable|Driver not Connected|query runner (was )?already released/i;

/** By SQLSTATE (PostgreSQL appendix A) and by the errors node-postgres makes itself; `undefined` for no database error. */
export function classifyDatabaseError(error: unknown): DatabaseFailure | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = causeOf(at), depth += 1) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === 'string') {
      if (AGAIN.has(code)) return 'again';
      if (LOST_CONNECTION.has(code) || SESSION_ENDED.has(code)) return 'unavailable';
      if (/^[0-9A-Z]{5}$/.test(code))
        return UNAVAILABLE_CLASSES.has(code.slice(0, 2)) ? 'unavailable' : 'other';
    }
    if (LOST_MESSAGE.test(at.message)) return 'unavailable';
  }
  return undefined;
}

/** Whether the database, or what else the work stood on, cannot answer now: a DomainError `unavailable`, or such a failure of the database. */
export function isUnavailable(error: unknown): boolean {
  return isDomainError(error, 'unavailable') || classifyDatabaseError(error) === 'unavailable';
}

/** TypeORM keeps the driver's error in `driverError`. */
function causeOf(error: Error): unknown {
  return (error as { driverError?: unknown }).driverError ?? error.cause;
}
