/** What became of the mutants of one pass. */
export interface Score {
  readonly pass: 'logic' | 'figures';
  readonly library: string;
  readonly killed: number;
  readonly survivors: readonly Survivor[];
}

/** A change that no test noticed. */
export interface Survivor {
  readonly file: string;
  readonly line: number;
  readonly change: string;
}

/** The least share of mutants that tests must notice, in percent. */
export const LEAST = 90;

/** Percent of the mutants that were noticed; 100 where there was none. */
export function percent({ killed, survivors }: Score): number {
  const all = killed + survivors.length;
  return all === 0 ? 100 : (100 * killed) / all;
}

/** `calendar figures: 1,204 of 1,230 noticed, 97.8 %`. */
export function sentenceOf(score: Score): string {
  const all = score.killed + score.survivors.length;
  const share = percent(score);
  const verdict = share < LEAST ? `, below ${LEAST} %` : '';
  return `${score.library} ${score.pass}: ${score.killed} of ${all} noticed, ${share.toFixed(1)} %${verdict}`;
}

export function survivorText({ file, line, change }: Survivor): string {
  return `  ${file}:${line}  ${change}`;
}
