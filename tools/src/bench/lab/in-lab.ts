import type { Bench, Measured } from '../suite.js';
import { Lab } from './lab.js';
import { alternate, type Round } from './rounds.js';

/** Measures on servers of its own, which are gone afterwards. */
export async function inLab(bench: Bench, work: (lab: Lab) => Promise<Measured>): Promise<Measured> {
  const lab = await Lab.open(bench.profile);
  try {
    return { servers: await lab.servers(), ...(await work(lab)) };
  } finally {
    await lab.close();
  }
}

/** Rounds of which each has servers of its own, so that none finds what the one before left. */
export async function inLabs(
  bench: Bench,
  work: (lab: Lab) => Promise<Round>,
): Promise<Pick<Measured, 'rounds' | 'servers'>> {
  let measured: Measured | undefined;
  const round = async (): Promise<Round> => {
    measured = await inLab(bench, async (lab) => ({ figures: [], rounds: [await work(lab)] }));
    return measured.rounds[0]!;
  };
  const rounds = await alternate(bench.rounds, [round], bench.say);
  return { rounds, ...(measured?.servers ? { servers: measured.servers } : {}) };
}
