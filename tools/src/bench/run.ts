import { loadavg } from 'node:os';
import { join, relative } from 'node:path';
import { amount, tableOf } from './aims.js';
import { machine } from './lab/machine.js';
import type { Round } from './lab/rounds.js';
import { itemResult, readResults, resultsOf, writeResults, type ItemResult } from './results.js';
import type { Chosen, Settings } from './settings.js';
import type { Figure, Item, Suite } from './suite.js';

/** The average still remembers the item before. */
const QUIET_LOAD = 3;
const say = (line: string): void => console.log(line);

/** Measures what was chosen, item by item; a failed item does not stop the others. Answers how many failed. */
export async function run(settings: Settings): Promise<number> {
  let failed = 0;
  const figures: Figure[] = [];
  for (const chosen of settings.chosen) {
    const measured = await measureItems(chosen, settings);
    failed += chosen.items.length - measured.length;
    figures.push(...measured.flatMap((item) => item.figures));
  }
  say(`\n${tableOf(figures)}`);
  if (settings.quick) say('\nA quick run: it shows that everything works; its figures say nothing.');
  return failed;
}

/** Each is kept as soon as it is measured: who interrupts a long run keeps what it has. */
async function measureItems({ suite, items }: Chosen, settings: Settings): Promise<ItemResult[]> {
  const measured: ItemResult[] = [];
  for (const item of items) {
    say(`\n${suite.name} / ${item.name}: ${item.about}`);
    try {
      const result = await measureItem(item, settings);
      if (settings.out) await keep(suite, { [item.name]: result }, settings.out);
      measured.push(result);
    } catch (error) {
      say(`  FAILED: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  return measured;
}

async function measureItem(item: Item, { rounds, quick, profile }: Settings): Promise<ItemResult> {
  const began = new Date();
  const [load = 0] = loadavg();
  if (load > QUIET_LOAD)
    say(`  The machine is busy (load ${load.toFixed(1)}): figures will be worth little.`);
  const measured = await item.measure({
    rounds,
    quick,
    profile,
    say: (round) => say(`  ${roundText(round)}`),
  });
  const seconds = (Date.now() - began.getTime()) / 1000;
  return itemResult(measured, { began, seconds, load });
}

function roundText({ side, value, unit, void: why, details = {} }: Round): string {
  const extra = Object.entries(details).map(([name, detail]) => `${name} ${detail}`);
  const text = `${side.padEnd(24)} ${amount(value, unit).padStart(14)}`;
  return `${text}${why === undefined ? '' : `  VOID: ${why}`}${extra.length > 0 ? `  (${extra.join(', ')})` : ''}`;
}

async function keep(
  suite: Suite,
  measured: Readonly<Record<string, ItemResult>>,
  folder: string,
): Promise<void> {
  const file = join(folder, `${suite.name}.json`);
  await writeResults(file, resultsOf(suite, machine(), readResults(file), measured));
  say(`  ${relative(process.cwd(), file)} holds it`);
}
