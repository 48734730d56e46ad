import { setTimeout as sleep } from 'node:timers/promises';

/** Long enough for a machine with other work to do; the demo waits no longer than what it waits for takes. */
export const PATIENCE_MS = 480_000;

/** A step that was not seen; its message says what was missing. */
export class NotSeen extends Error {
  override readonly name = 'NotSeen';
}

/**
 * Looks again and again until `look` answers undefined; a word it answers says what is missing still. What it throws (a service
 * that is being restarted) counts as missing. Throws NotSeen with the last word after `withinMs`.
 */
export async function until(
  what: string,
  withinMs: number,
  look: () => Promise<string | undefined>,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const missing = await look().catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    if (missing === undefined) return;
    if (performance.now() > deadline)
      throw new NotSeen(`${what}: not within ${withinMs / 1000} s: ${missing}`);
    await sleep(100);
  }
}

export function demand(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new NotSeen(otherwise);
}
