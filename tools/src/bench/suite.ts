import type { Round, Unit } from './lab/rounds.js';
import type { Servers } from './lab/machine.js';

/** What a figure should be; one without an aim is there for comparison. */
export type Aim = { readonly atLeast: number } | { readonly below: number } | { readonly atMost: number };

export interface Figure {
  /** Where it stands in the results, such as `ratios.post`. */
  readonly name: string;
  /** NaN where no round counted. */
  readonly value: number;
  readonly unit: Unit;
  /** In a few words, for the printed table. */
  readonly about: string;
  readonly aim?: Aim;
}

/** What an item is told. */
export interface Bench {
  /** How often each side is measured. */
  readonly rounds: number;
  /** To see whether it works: small loads, figures without worth. */
  readonly quick: boolean;
  /** Where measured processes of ours leave CPU profiles. */
  readonly profile: string | undefined;
  /** Call it with each round as soon as it is done. */
  say(round: Round): void;
}

export interface Measured {
  readonly figures: readonly Figure[];
  readonly rounds: readonly Round[];
  /** The servers that took part, where some did. */
  readonly servers?: Servers;
}

/** One comparison; it starts what it needs and ends it again. */
export interface Item {
  /** As `--only` names it. */
  readonly name: string;
  readonly about: string;
  measure(bench: Bench): Promise<Measured>;
}

/** Items that share a file of results, `bench/results/<name>.json`. */
export interface Suite {
  readonly name: string;
  readonly about: string;
  readonly items: readonly Item[];
}
