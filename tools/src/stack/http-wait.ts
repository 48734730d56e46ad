import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `url` answers with success; throws with the last answer or failure after `withinMs`. */
export async function untilOk(url: string, withinMs: number, signal?: AbortSignal): Promise<void> {
  const deadline = performance.now() + withinMs;
  let last = 'no answer';
  while (performance.now() < deadline) {
    signal?.throwIfAborted();
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(3000) });
      const text = await response.text();
      if (response.ok) return;
      last = `${response.status} ${text.slice(0, 300)}`;
    } catch (error) {
      last =
        error instanceof Error
          ? ((error.cause as Error | undefined)?.message ?? error.message)
          : String(error);
    }
    await sleep(50, undefined, signal ? { signal } : {});
  }
  throw new Error(`${url} is not ready after ${Math.round(withinMs / 1000)} s: ${last}`);
}
