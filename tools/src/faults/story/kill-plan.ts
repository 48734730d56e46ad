import { Random } from '../random.js';

/** A kill in the middle of the story. */
export interface PlannedKill {
  /** Before which act of the story, counted from 1. */
  readonly act: number;
  /** Milliseconds after that: the act, or what follows from it, is under way then. */
  readonly afterMs: number;
  readonly victim: string;
}

const MOST_KILLS = 3;
const LONGEST_MS = 1500;

/** One to three kills at random acts of `acts`, each of any of the processes, sorted by act. The same seed gives the same plan. */
export function planKills(seed: number, acts: number, victims: readonly string[]): PlannedKill[] {
  const random = new Random(seed);
  const count = random.between(1, MOST_KILLS);
  const kills = Array.from({ length: count }, () => ({
    act: random.between(1, acts),
    afterMs: random.chance(0.3) ? 0 : random.between(1, LONGEST_MS),
    victim: random.pick(victims),
  }));
  return kills.sort((one, other) => one.act - other.act || one.afterMs - other.afterMs);
}

export function tellKills(kills: readonly PlannedKill[], acts: number): string {
  return kills.map(({ act, afterMs, victim }) => `${victim} at act ${act}/${acts} +${afterMs} ms`).join(', ');
}
