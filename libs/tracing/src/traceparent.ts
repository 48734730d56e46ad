import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** W3C Trace Context, version 00: `00-<32 hex trace id>-<16 hex span id>-<2 hex flags>`; all-zero ids are invalid. */
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const storage = new AsyncLocalStorage<string>();

export function isTraceparent(value: unknown): value is string {
  return typeof value === 'string' && value.length === 55 && TRACEPARENT.test(value);
}

/** A new root: a random trace id and span id, sampled. */
export function newTraceparent(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}

/** A new span in the trace of `parent`; a new root where `parent` is missing or malformed. */
export function childOf(parent: string | undefined): string {
  if (!isTraceparent(parent)) return newTraceparent();
  return `${parent.slice(0, 36)}${randomBytes(8).toString('hex')}${parent.slice(52)}`;
}

/** The trace of the work under way, if any: a request, a handled event, a job. */
export function currentTraceparent(): string | undefined {
  return storage.getStore();
}

export function runWithTrace<T>(traceparent: string, work: () => T): T {
  return storage.run(traceparent, work);
}
