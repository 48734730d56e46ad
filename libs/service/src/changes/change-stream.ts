import type { Actor } from '@xianjie/identity';
import type { Change, ChangeFeed } from './change-feed.js';

export const HEARTBEAT_MS = 15_000;
/** Milliseconds after which a browser comes again. */
const RETRY_MS = 3000;

/** What a stream asks of the feed. */
export type FollowedFeed = Pick<ChangeFeed, 'join' | 'leave' | 'since' | 'wait'>;

/**
 * The changes that the actor may see, as server-sent events, from behind the place `after` (or from now on). Each `id` is a place to go on
 * from, so also a heartbeat carries one. Nothing is made before the reader has room for it. Ends when `signal` is aborted.
 */
export async function* changeStream(
  feed: FollowedFeed,
  actor: Actor,
  after: number | undefined,
  signal: AbortSignal,
  heartbeatMs = HEARTBEAT_MS,
): AsyncGenerator<string> {
  const now = await feed.join();
  try {
    // A place that is still to come was given by another database: this one was restored.
    const restored = after !== undefined && after > now;
    let place = after === undefined || restored ? now : after;
    yield `retry: ${RETRY_MS}\nid: ${place}\n${restored ? RESET : ''}\n`;
    while (!signal.aborted) {
      const { changes, upTo, reset } = await feed.since(place);
      const text = reset ? `id: ${upTo}\n${RESET}\n` : eventsOf(changes, actor);
      const moved = upTo > place;
      place = upTo;
      if (text) yield text;
      if (moved) continue;
      const beat = performance.now();
      await feed.wait(place, heartbeatMs, signal);
      if (performance.now() - beat >= heartbeatMs && !signal.aborted) yield `id: ${place}\n: heartbeat\n\n`;
    }
  } finally {
    feed.leave();
  }
}

/** Too much happened to tell: look at everything anew. */
const RESET = 'event: reset\ndata: {}\n';

/** Each thing once, with its last change. */
function eventsOf(changes: readonly Change[], actor: Actor): string {
  const last = new Map<string, Change>();
  for (const change of changes) {
    if (!change.maySee(actor)) continue;
    const name = `${change.resource}/${change.id}`;
    last.delete(name);
    last.set(name, change);
  }
  return [...last.values()].map(eventOf).join('');
}

function eventOf({ ord, resource, id, at }: Change): string {
  return `id: ${ord}\nevent: change\ndata: ${JSON.stringify({ resource, id, at: at.toISOString() })}\n\n`;
}
