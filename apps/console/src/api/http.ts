import { language, tagOf } from '../words/language.js';
import { networkProblem, problemIn } from './problem.js';
import { noteServerTime } from './server-time.js';
import { sessionEnded } from './session-state.js';

/** What tells the console's own requests from those that another site makes a browser send. */
export const ownRequest = { 'x-xianjie-console': '1' } as const;

/**
 * Every request to the services passes here: it says the language, proves its origin, and gives a lost connection and an ended
 * session their meaning. Throws ApiProblem for anything but success.
 */
export async function send(request: Request): Promise<Response> {
  request.headers.set('accept-language', tagOf(language.get()));
  for (const [name, value] of Object.entries(ownRequest)) request.headers.set(name, value);
  const response = await answered(request);
  if (new URL(request.url).pathname.startsWith('/api/')) noteServerTime(response.headers.get('date'));
  if (response.ok) return response;
  if (response.status === 401) sessionEnded();
  throw await problemIn(response);
}

async function answered(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw networkProblem();
  }
}

/** JSON from the console's own server, such as the session. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await send(new Request(path, signal ? { signal } : {}));
  return (await response.json()) as T;
}

/** A key for an act, so that pressing twice, or a repeated attempt after a lost answer, does it once. */
export const idempotencyKey = (): string => crypto.randomUUID();
