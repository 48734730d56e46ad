import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { LogKind } from '../world/servers.js';
import { OwnStack } from './own-stack.js';
import { playDisturbed, playUndisturbed, type StoryRun } from './run-story.js';

export const STORY_HELP = `npm run faults -- story [options]

Plays the story of npm run demo (its steps 1 to 6) on a stack of its own, once undisturbed, then again and again while processes are killed
(SIGKILL) at random acts: the services with the relays in them, the broker, PostgreSQL. The end must be the same each time: leads, cases,
circulars, transfers with every step, records, entries and a credit platform's table, as public interfaces show them.

  --log kafka|postgres|both   which event log; both unless told
  --runs N                    runs with kills on each log; 50 unless told
  --seed S                    seed of the first run; by the clock unless told
  --replay                    one run with just this seed
  --keep                      leaves the stack's folder with all logs
  --json FILE                 writes a report
Exit code: 0 every run ended the same, 1 one did not, 2 wrong usage.`;

/** One log's runs. */
export interface StoryReport {
  readonly log: LogKind;
  readonly acts: number;
  readonly lines: number;
  readonly runs: readonly StoryRun[];
}

export interface StorySettings {
  readonly logs: readonly LogKind[];
  readonly runs: number;
  readonly seed: number;
  readonly keep: boolean;
  readonly json: string | undefined;
}

/** Undefined where help was asked for. Throws where an option makes no sense. */
export function readStorySettings(args: readonly string[]): StorySettings | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      log: { type: 'string', default: 'both' },
      runs: { type: 'string', default: '50' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      replay: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const logs: readonly LogKind[] = values.log === 'both' ? ['postgres', 'kafka'] : [values.log as LogKind];
  if (!logs.every((log) => log === 'kafka' || log === 'postgres'))
    throw new Error(`There is no log ${values.log}`);
  const [runs, seed] = [whole(values.runs), whole(values.seed)];
  return { logs, runs: values.replay ? 1 : runs, seed, keep: values.keep, json: values.json };
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${text} is no whole number`);
  return value;
}

/** Plays on each of the logs; answers whether every run ended the same. */
export async function runStory(
  settings: StorySettings,
  logs: readonly LogKind[],
  say: (line: string) => void,
): Promise<boolean> {
  const reports: StoryReport[] = [];
  for (const log of logs) reports.push(await playOn(log, settings, say));
  if (settings.json) writeFileSync(settings.json, `${JSON.stringify(reports, null, 2)}\n`);
  const runs = reports.flatMap((report) => report.runs);
  const failed = runs.filter(({ failure }) => failure !== '').length;
  say(`${runs.length} runs with kills, ${failed} ended otherwise`);
  return failed === 0;
}

async function playOn(
  log: LogKind,
  { runs, seed: first, keep }: StorySettings,
  say: (line: string) => void,
): Promise<StoryReport> {
  const stack = await OwnStack.start(log);
  const done: StoryRun[] = [];
  try {
    const began = Date.now();
    const undisturbed = await playUndisturbed(stack);
    const { acts, picture } = undisturbed;
    const seconds = Math.round((Date.now() - began) / 1000);
    say(`${log}: undisturbed, ${acts} acts leave ${picture.length} lines, in ${seconds} s`);
    for (let seed = first; seed < first + runs; seed += 1) {
      const run = await playDisturbed(stack, undisturbed, seed);
      done.push(run);
      say(
        `${log}, seed ${seed}: ${run.kills}: ${run.failure ? 'ANOTHER END' : 'the same end'} in ${run.seconds} s`,
      );
      if (run.failure)
        say(`\n${run.failure}\n\nAgain: npm run faults -- story --log ${log} --seed ${seed} --replay\n`);
    }
    return { log, acts, lines: picture.length, runs: done };
  } finally {
    const failed = done.some(({ failure }) => failure !== '');
    if (failed || keep) say(`Logs: ${stack.folder}/logs`);
    await stack.stop(failed || keep);
  }
}
