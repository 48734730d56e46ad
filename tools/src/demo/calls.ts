import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../api/api.js';
import { Refused, Unavailable } from '../api/failures.js';
import { NotSeen, PATIENCE_MS } from './until.js';

/**
 * Acts by a POST. Where the service breaks off or says "not now" the same is sent again under the same `Idempotency-Key`, so that it is done
 * once. Throws Refused.
 */
export function act<T>(api: Api, path: string, body: unknown = {}): Promise<T> {
  const headers = { 'idempotency-key': randomUUID() };
  return patiently(() => api.post<T>(path, body, headers));
}

/** Reads. Throws Refused. */
export function look<T>(api: Api, path: string): Promise<T> {
  return patiently(() => api.get<T>(path));
}

/** Acts, and answers the code with which it was refused. Throws NotSeen where it was not. */
export async function refusalOf(api: Api, path: string, body: unknown = {}): Promise<string> {
  try {
    await act(api, path, body);
  } catch (error) {
    if (error instanceof Refused) return codeIn(error);
    throw error;
  }
  throw new NotSeen(`${path} was allowed, and should not have been`);
}

function codeIn({ problem, message }: Refused): string {
  return (problem as { code?: string } | undefined)?.code ?? message;
}

/** What came of work that may have been begun more than once. */
export interface Persisted<T> {
  readonly value: T;
  /** True where it was begun again: what was asked for before may have been done, too. */
  readonly again: boolean;
}

/** Works at something until it is done, whatever breaks meanwhile: the caller's number makes a repeat harmless. Throws Refused. */
export async function persistently<T>(work: () => Promise<T>): Promise<Persisted<T>> {
  let again = false;
  const value = await retried(work, (error) => {
    again = true;
    return !(error instanceof Refused);
  });
  return { value, again };
}

function patiently<T>(work: () => Promise<T>): Promise<T> {
  return retried(work, (error) => error instanceof Unavailable);
}

async function retried<T>(work: () => Promise<T>, mayPass: (error: unknown) => boolean): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!mayPass(error) || performance.now() > deadline) throw error;
      await sleep(200);
    }
  }
}
