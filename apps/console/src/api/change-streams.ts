import type { Change } from './changes.js';
import { type Service, services } from './clients.js';

interface Told {
  readonly change: (change: Change) => void;
  /** Too much happened to be told one by one. */
  readonly reset: (service: Service) => void;
  readonly silent: (service: Service, is: boolean) => void;
}

/** A browser opens six connections to one address: one stream brings the changes of all services. */
const MERGED = '/console/changes';
const NAME = 'xianjie-changes';

type Message =
  | { readonly change: Change }
  | { readonly reset: Service }
  | { readonly service: Service; readonly silent: boolean };

/** Of all tabs of a browser one listens and tells the others; when it closes, the next one does. Answers what ends it. */
export function followChanges(told: Told): () => void {
  const channel = new BroadcastChannel(NAME);
  const over = new AbortController();
  const take = (message: Message) => {
    if ('change' in message) told.change(message.change);
    else if ('reset' in message) told.reset(message.reset);
    else told.silent(message.service, message.silent);
  };
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => take(data));
  const tell = (message: Message) => {
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

/** Until the signal says stop. */
async function listen(tell: (message: Message) => void, signal: AbortSignal): Promise<void> {
  const ends: (() => void)[] = [];
  const each = (service: Service) => open(`/api/${service}/changes`, tell, [service], service);
  ends.push(
    open(MERGED, tell, services, undefined, () => services.forEach((service) => ends.push(each(service)))),
  );
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  ends.forEach((end) => end());
}

/** `refused` is called where there is no such stream; without it the services count as silent. */
function open(
  path: string,
  tell: (message: Message) => void,
  of: readonly Service[],
  service: Service | undefined,
  refused?: () => void,
): () => void {
  const source = new EventSource(path);
  const say = (silent: boolean) => of.forEach((each) => tell({ service: each, silent }));
  source.addEventListener('open', () => say(false));
  source.addEventListener('change', ({ data }: MessageEvent<string>) => {
    const change = JSON.parse(data) as Change;
    tell({ change: service ? { ...change, service } : change });
  });
  source.addEventListener('reset', () => of.forEach((each) => tell({ reset: each })));
  source.addEventListener('error', () => {
    // While it is CONNECTING the browser tries again by itself; a refusal (404, 403, 401) closes it for good.
    if (source.readyState !== EventSource.CLOSED) return;
    if (refused) refused();
    else say(true);
  });
  return () => source.close();
}
