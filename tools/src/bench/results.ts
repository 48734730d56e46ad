import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { isReached } from './aims.js';
import type { Machine, Servers } from './lab/machine.js';
import type { Round } from './lab/rounds.js';
import type { Figure, Measured, Suite } from './suite.js';

/** One item as the file keeps it. */
export interface ItemResult {
  /** UTC. */
  readonly measuredAt: string;
  readonly seconds: number;
  /** Of the machine before it began: what else was running. */
  readonly loadAverage: number;
  readonly figures: readonly (Figure & { readonly reached?: boolean })[];
  readonly rounds: readonly Round[];
  readonly servers?: Servers;
}

/** What the file of a suite holds beside the figures, which stand at its top by their names. */
export interface Results {
  readonly suite: string;
  readonly machine: Machine;
  /** Rounds that do not count, of all items. */
  readonly voidRounds: number;
  readonly items: Readonly<Record<string, ItemResult>>;
}

export function itemResult(
  { figures, rounds, servers }: Measured,
  { began, seconds, load }: { readonly began: Date; readonly seconds: number; readonly load: number },
): ItemResult {
  return {
    measuredAt: began.toISOString(),
    seconds: Math.round(seconds),
    loadAverage: rounded(load),
    figures: figures.map((figure) => {
      const reached = isReached(figure);
      return { ...figure, value: rounded(figure.value), ...(reached === undefined ? {} : { reached }) };
    }),
    rounds: rounds.map((round) => ({ ...round, value: rounded(round.value) })),
    ...(servers ? { servers } : {}),
  };
}

/** Four digits; more would be noise. */
function rounded(value: number): number {
  return Number(value.toPrecision(value >= 1000 ? 6 : 4));
}

/** The file's text: what was measured now replaces what is known of the same items. */
export function resultsOf(
  suite: Suite,
  machine: Machine,
  known: Results | undefined,
  measured: Readonly<Record<string, ItemResult>>,
): Results & Record<string, unknown> {
  const both = { ...known?.items, ...measured };
  const items = Object.fromEntries(
    suite.items.flatMap(({ name }) => (both[name] ? [[name, both[name]] as const] : [])),
  );
  const all = Object.values(items);
  const figures = nested(all.flatMap((item) => item.figures));
  const voidRounds = all.flatMap((item) => item.rounds).filter((round) => round.void !== undefined).length;
  return { suite: suite.name, ...figures, voidRounds, machine, items };
}

/** `{ ratios: { post: 0.6 } }` of a figure `ratios.post`. */
function nested(figures: readonly Figure[]): Record<string, unknown> {
  const top: Record<string, unknown> = {};
  for (const { name, value } of figures) {
    const path = name.split('.');
    const last = path.pop() ?? name;
    let at = top;
    for (const part of path) at = (at[part] ??= {}) as Record<string, unknown>;
    at[last] = value;
  }
  return top;
}

export function readResults(file: string): Results | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : undefined;
}

export async function writeResults(file: string, results: Results): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const options = await resolveConfig(fileURLToPath(import.meta.url));
  writeFileSync(file, await format(JSON.stringify(results), { ...options, filepath: file }));
}
