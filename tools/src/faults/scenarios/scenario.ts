import { setTimeout as sleep } from 'node:timers/promises';
import type { PlannedStop } from '../checking/history.js';
import { readProgress } from '../world/observe.js';
import type { LogKind } from '../world/servers.js';
import type { World } from '../world/world.js';

export interface Outcome {
  /** Streams that stop as they should. */
  readonly stops?: readonly PlannedStop[];
  /** What went wrong, beyond what the checker finds. */
  readonly complaints?: readonly string[];
  /** True when the scenario has compared everything itself. */
  readonly judged?: boolean;
}

/** One kind of misfortune, played on purpose. */
export interface Scenario {
  readonly name: string;
  /** What is promised, as a sentence. */
  readonly title: string;
  /** Brokers it needs; it is left out where there are fewer. */
  readonly brokers?: number;
  /** Only on these logs; on all unless told. */
  readonly logs?: readonly LogKind[];
  /** Needs a world of its own, and leaves none behind. */
  readonly fresh?: boolean;
  run(world: World, facts: Record<string, unknown>): Promise<Outcome>;
}

/** Waits until `holds`; throws with `complaint` after `withinMs`. */
export async function until(
  holds: () => Promise<boolean>,
  complaint: string,
  withinMs = 30_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`${complaint} (not within ${withinMs} ms)`);
    await sleep(50);
  }
}

/** Both consumers have done all that was committed so far, and nothing is unsent. Streams planned to stop must not be in play. */
export async function caughtUp(world: World): Promise<boolean> {
  const { unsent, consumers } = await readProgress(world.databases);
  return (
    unsent.every((count) => count === 0) &&
    consumers.every(({ effects, wantedEffects }) => effects >= wantedEffects)
  );
}

/** The first consumer has got `more` effects further than it is now. */
export async function advances(world: World, more: number): Promise<() => Promise<boolean>> {
  const effects = async () => (await readProgress(world.databases)).consumers[0].effects;
  const goal = (await effects()) + more;
  return async () => (await effects()) >= goal;
}
