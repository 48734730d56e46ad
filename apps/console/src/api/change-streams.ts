import type { Change } from './changes.js';
import { type Service, services } from './clients.js';
import { sessionState } from './session-state.js';

interface Told {
  readonly change: (change: Change) => void;
  /** Too much happened to be told one by one. */
  readonly reset: (service: Service) => void;
  readonly silent: (service: Service, is: boolean) => void;
}

/** A browser opens six connections to one address: one stream brings the changes of all services. */
const MERGED = '/console/changes';
const NAME = 'xianjie-changes';
const AGAIN_MS = 30_000;

type Message =
  | { readonly change: Change }
  | { readonly reset: Service }
  | { readonly service: Service; readonly silent: boolean };

type Tell = (message: Message) => void;

/** Of all tabs of a browser one listens and tells the others; when it closes, the next one does. Answers what ends it. */
export function followChanges(told: Told): () => void {
  const channel = new BroadcastChannel(NAME);
  const over = new AbortController();
  const take: Tell = (message) => {
    if ('change' in message) told.change(message.change);
    else if ('reset' in message) told.reset(message.reset);
    else told.silent(message.service, message.silent);
  };
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => take(data));
  const tell: Tell = (message) => {
    take(message);
    channel.postMessage(message);
  };
  void navigator.locks
    .request(NAME, { signal: over.signal }, () => listen(tell, over.signal))
    .catch(() => undefined);
  return () => {
    over.abort();
    channel.close();
  };
}

/** Until the signal says stop. A stream that was refused is asked for again, sooner when somebody signs in again. */
async function listen(tell: Tell, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await untilRefused(tell, signal);
    if (!signal.aborted) await pause(signal);
  }
}

function untilRefused(tell: Tell, signal: AbortSignal): Promise<void> {
  const source = new EventSource(MERGED);
  const say = (silent: boolean) => services.forEach((service) => tell({ service, silent }));
  return new Promise((resolve) => {
    const end = () => {
      source.close();
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
    source.addEventListener('open', () => say(false));
    source.addEventListener('change', ({ data }: MessageEvent<string>) =>
      tell({ change: JSON.parse(data) as Change }),
    );
    source.addEventListener('reset', ({ data }: MessageEvent<string>) =>
      tell({ reset: (JSON.parse(data) as { service: Service }).service }),
    );
    source.addEventListener('error', () => {
      // While it is CONNECTING the browser tries again by itself; a refusal closes it for good.
      if (source.readyState !== EventSource.CLOSED) return;
      say(true);
      end();
    });
  });
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, AGAIN_MS);
    const forget = sessionState.subscribe(() => !sessionState.get() && end());
    signal.addEventListener('abort', end, { once: true });
    function end(): void {
      clearTimeout(timer);
      forget();
      resolve();
    }
  });
}
