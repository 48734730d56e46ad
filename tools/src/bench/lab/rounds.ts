export type Unit = '×' | '/s' | 'ms' | 'MB' | 'kB' | 'events' | 'rows';

/** One measurement of one side. */
export interface Round {
  /** `ours`, or the rival's name. */
  readonly side: string;
  readonly value: number;
  readonly unit: Unit;
  /** Why it does not count: something was lost, doubled or reordered. */
  readonly void?: string | undefined;
  readonly details?: Readonly<Record<string, number | string>>;
}

export type Measure = () => Promise<Round>;

/** Runs all sides `rounds` times in turn, each time beginning with another one, so that none has the better place. */
export async function alternate(
  rounds: number,
  sides: readonly Measure[],
  say: (round: Round) => void,
): Promise<Round[]> {
  const done: Round[] = [];
  for (let nth = 0; nth < rounds; nth += 1) {
    for (let at = 0; at < sides.length; at += 1) {
      const round = await sides[(nth + at) % sides.length]!();
      say(round);
      done.push(round);
    }
  }
  return done;
}

/** The middle of what counts: of the rounds' values, or of a detail of them. NaN where nothing counts. */
export function medianOf(rounds: readonly Round[], side: string, detail?: string): number {
  const counting = rounds.filter((round) => round.side === side && round.void === undefined);
  return median(
    counting.map((round) => (detail === undefined ? round.value : Number(round.details?.[detail]))),
  );
}

/** Ours against a rival's, by their medians. */
export function ratioOf(rounds: readonly Round[], ours: string, rival: string): number {
  return medianOf(rounds, ours) / medianOf(rounds, rival);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** With the neighbours' mean between two values; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below = NaN, above = NaN] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
}
