/** How a partner's system may go wrong, on demand. */
export const misbehaviours = ['slow', 'silent', 'doubles', 'wrong-signature'] as const;
export type Misbehaviour = (typeof misbehaviours)[number];

/** What every simulator may be told. */
export interface Manners {
  /** Well-behaved unless told. It may be changed while the simulator runs. */
  misbehave?: Misbehaviour | undefined;
  /** `slow`: milliseconds before each answer; 2,000 unless told. */
  readonly slowMs?: number | undefined;
}

const SLOW_MS = 2000;

/** Waits where it is told to be slow. */
export async function takeTime({ misbehave, slowMs = SLOW_MS }: Manners): Promise<void> {
  if (misbehave === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMs));
}

/** How often something is sent. */
export function timesOf({ misbehave }: Manners): number {
  return misbehave === 'doubles' ? 2 : 1;
}
