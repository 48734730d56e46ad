import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../stack/paths.js';
import type { Item, Suite } from './suite.js';

export interface Settings {
  readonly chosen: readonly Chosen[];
  readonly rounds: number;
  readonly quick: boolean;
  readonly profile: string | undefined;
  /** Folder of the results; undefined where they are not kept, as those of a quick run. */
  readonly out: string | undefined;
}

/** Some of a suite's items, or all. */
export interface Chosen {
  readonly suite: Suite;
  readonly items: readonly Item[];
}

/** Wrong usage, or a wish to be told how. */
export class Usage extends Error {
  constructor(
    message: string,
    readonly exitCode: 0 | 2,
  ) {
    super(message);
  }
}

const RESULTS = join(root, 'bench', 'results');
const ROUNDS = 5;
const QUICK_ROUNDS = 1;

export function helpOf(suites: readonly Suite[]): string {
  const items = suites.flatMap(({ name, about, items }) => [
    `  ${name.padEnd(18)} ${about}`,
    ...items.map((item) => `    ${item.name.padEnd(16)} ${item.about}`),
  ]);
  return `npm run bench -- [suite …] [options]

Measures ours and its rivals in turn on servers of its own, and writes bench/results/<suite>.json. Leave the machine alone meanwhile.

  --rounds N      rounds of each side, of which the median counts; ${ROUNDS} unless told
  --only a,b      these items alone; what the file holds of the others stays
  --quick         small loads and one round, to see whether it works; nothing is written
  --profile DIR   measured processes leave CPU profiles there; figures suffer, so nothing is written
  --out DIR       results are written there instead
  --help

Suites and their items (all suites unless told):
${items.join('\n')}

Exit codes: 0 measured, whether or not an aim was reached; 1 an item failed; 2 wrong usage.`;
}

/** Throws Usage. */
export function readSettings(args: readonly string[], known: readonly Suite[]): Settings {
  const { values, positionals } = parsed(args);
  if (values.help) throw new Usage(helpOf(known), 0);
  return {
    chosen: itemsOf(named(positionals, known), values.only?.split(',')),
    rounds: values.rounds === undefined ? (values.quick ? QUICK_ROUNDS : ROUNDS) : count(values.rounds),
    quick: values.quick,
    profile: values.profile === undefined ? undefined : resolve(values.profile),
    out: values.quick || values.profile !== undefined ? undefined : resolve(values.out ?? RESULTS),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        rounds: { type: 'string' },
        only: { type: 'string' },
        quick: { type: 'boolean', default: false },
        out: { type: 'string' },
        profile: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new Usage((error as Error).message, 2);
  }
}

function count(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 1000) throw new Usage(`--rounds ${text}: 1 to 1000`, 2);
  return value;
}

function named(names: readonly string[], known: readonly Suite[]): readonly Suite[] {
  if (names.length === 0) return known;
  const unknown = names.filter((name) => !known.some((suite) => suite.name === name));
  if (unknown.length === 0) return known.filter(({ name }) => names.includes(name));
  const there = known.map(({ name }) => name).join(', ');
  throw new Usage(`There is no suite ${unknown.join(', ')}; there are: ${there}`, 2);
}

/** All items, or those named, without suites of which none is. */
function itemsOf(suites: readonly Suite[], only: readonly string[] | undefined): readonly Chosen[] {
  if (!only) return suites.map((suite) => ({ suite, items: suite.items }));
  const there = suites.flatMap(({ items }) => items.map(({ name }) => name));
  const unknown = only.filter((name) => !there.includes(name));
  if (unknown.length > 0)
    throw new Usage(`There is no item ${unknown.join(', ')}; there are: ${there.join(', ')}`, 2);
  return suites
    .map((suite) => ({ suite, items: suite.items.filter(({ name }) => only.includes(name)) }))
    .filter(({ items }) => items.length > 0);
}
