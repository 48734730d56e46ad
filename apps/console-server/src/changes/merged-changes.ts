import { setTimeout as sleep } from 'node:timers/promises';
import { PassThrough, type Readable } from 'node:stream';
import { Places } from './places.js';
import { serverSent } from './server-sent.js';

export interface Followed {
  readonly services: ReadonlyMap<string, URL>;
  readonly token: string;
  /** `Last-Event-ID`: where the reader was. */
  readonly last?: string | undefined;
  /** Ends the stream. */
  readonly signal: AbortSignal;
  /** Milliseconds between signs of life; 15 s unless told. */
  readonly heartbeatMs?: number;
  /** Milliseconds before a service that broke off is asked again; 3 s unless told. */
  readonly pauseMs?: number;
}

/** A reader this far behind is let go; it comes again and is told what it missed. */
const MOST_WAITING = 1_048_576;

/**
 * The changes of all services as one stream of events: `change` with the service beside what it said, `reset` where everything of a
 * service is to be asked anew, `silent` when a service stops or begins to tell.
 */
export function mergedChanges(followed: Followed): Readable {
  const { services, signal, last, heartbeatMs = 15_000 } = followed;
  const out = new PassThrough();
  const places = Places.read(last);
  const over = new AbortController();
  const tell = (event: string, data: object) =>
    write(`id: ${places}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const write = (text: string) => {
    if (over.signal.aborted) return;
    out.write(text);
    if (out.writableLength > MOST_WAITING) out.destroy();
  };
  const beat = setInterval(() => write(`id: ${places}\n: heartbeat\n\n`), heartbeatMs);
  const end = () => out.end();
  signal.addEventListener('abort', end, { once: true });
  out.once('close', () => {
    over.abort();
    clearInterval(beat);
    signal.removeEventListener('abort', end);
  });
  out.write('retry: 3000\n\n');
  for (const [service, address] of services)
    void follow(service, address, {
      ...followed,
      places,
      tell,
      signal: AbortSignal.any([over.signal, signal]),
    });
  return out;
}

interface Following extends Followed {
  readonly places: Places;
  readonly tell: (event: string, data: object) => void;
}

/** Until the signal says stop, or the service will not tell this caller. */
async function follow(service: string, address: URL, following: Following): Promise<void> {
  const { signal, tell, pauseMs = 3000 } = following;
  while (!signal.aborted) {
    const again = await listen(service, address, following).catch(() => true);
    if (signal.aborted) return;
    tell('silent', { service, silent: true });
    if (!again) return;
    await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** One connection, to its end; answers whether there is any use in another one. */
async function listen(
  service: string,
  address: URL,
  { token, places, tell, signal }: Following,
): Promise<boolean> {
  const place = places.of(service);
  const response = await fetch(new URL(`${address.pathname.replace(/\/$/, '')}/changes`, address), {
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
      ...(place === undefined ? {} : { 'last-event-id': place }),
    },
    signal,
  });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    return response.status >= 500 || response.status === 429;
  }
  tell('silent', { service, silent: false });
  for await (const { id, event, data } of serverSent(response.body)) {
    if (id !== undefined) places.move(service, id);
    if (data !== '' && (event === 'change' || event === 'reset')) tell(event, { ...dataOf(data), service });
  }
  return true;
}

function dataOf(text: string): object {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? value : {};
}
