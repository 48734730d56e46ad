import { AsyncLocalStorage } from 'node:async_hooks';
import { randomFillSync } from 'node:crypto';

/** W3C Trace Context, version 00: `00-<32 hex trace id>-<16 hex span id>-<2 hex flags>`; all-zero ids are invalid. */
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const storage = new AsyncLocalStorage<string>();

export function isTraceparent(value: unknown): value is string {
  return typeof value === 'string' && value.length === 55 && TRACEPARENT.test(value);
}

/** A new root: a random trace id and span id, sampled. */
export function newTraceparent(): string {
  return `00-${randomHex(16)}-${randomHex(8)}-01`;
}

/** A new span in the trace of `parent`; a new root where `parent` is missing or malformed. */
export function childOf(parent: string | undefined): string {
  if (!isTraceparent(parent)) return newTraceparent();
  return `${parent.slice(0, 36)}${randomHex(8)}${parent.slice(52)}`;
}

const pool = Buffer.alloc(8192);
let used = pool.length;

/** Fetched many at a time: every event has a span of its own, and each fetch is a call of the system's generator. */
function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString('hex', used - bytes, used);
}

/** The trace of the work under way, if any: a request, a handled event, a job. */
export function currentTraceparent(): string | undefined {
  return storage.getStore();
}

export function runWithTrace<T>(traceparent: string, work: () => T): T {
  return storage.run(traceparent, work);
}
