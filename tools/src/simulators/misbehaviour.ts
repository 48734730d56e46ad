import type { TokenSource } from '../api/tokens.js';

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

/** A system that signs wrongly has a token of which nobody believes the signature. */
export function tokenOf(token: TokenSource, { misbehave }: Manners): TokenSource {
  if (misbehave !== 'wrong-signature') return token;
  return async () => {
    const genuine = await token();
    const at = genuine.lastIndexOf('.') + 1;
    return genuine.slice(0, at) + (genuine[at] === 'A' ? 'B' : 'A') + genuine.slice(at + 1);
  };
}
