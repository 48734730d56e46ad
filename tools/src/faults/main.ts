import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { kafkaMissing } from '@xianjie/testing';
import { runSchedule, type ScheduleReport } from './run-schedule.js';
import { runScenarios, type ScenarioReport } from './run-scenarios.js';
import { SCENARIOS, type Scenario } from './scenarios/all.js';
import { FAULT_KINDS, type FaultKind } from './schedule.js';
import { readStorySettings, runStory, STORY_HELP, type StorySettings } from './story/main.js';
import { stopStacks } from './story/own-stack.js';
import { killAll } from './world/child.js';
import { closeAll } from './world/world.js';
import type { LogKind } from './world/servers.js';

const HELP = `npm run faults -- [options]

Kills, freezes and rolls back real processes and servers under load, and checks that every accepted change had exactly one effect
at each consumer, in order.

  --log kafka|postgres|both   which event log; both unless told
  --faults N                  seeded faults in all; 520 unless told; 0 for the scenarios alone
  --per-schedule N            faults of one schedule, each in a fresh world; 26 unless told
  --seed S                    first seed; by the clock unless told
  --replay                    one schedule with just this seed and --faults N, and no scenarios
  --brokers N                 Kafka brokers; 1 unless told; with 3 leaders move too
  --only NAME                 a scenario (or several, separated by commas), or faults of one kind
  --no-scenarios              seeded faults alone
  --json FILE                 writes a report
  --list                      names scenarios and kinds

npm run faults -- story       plays the story of the demo with kills at random steps; --help tells its options

Exit code: 0 all promises kept, 1 one was broken, 2 wrong usage or no Kafka where it is required.`;

interface Settings {
  readonly logs: readonly LogKind[];
  readonly faults: number;
  readonly perSchedule: number;
  readonly seed: number;
  readonly replay: boolean;
  readonly brokers: number;
  readonly only: FaultKind | undefined;
  readonly scenarios: readonly Scenario[];
  readonly json: string | undefined;
}

interface Report {
  readonly seed: number;
  readonly machine: string;
  readonly skipped: readonly string[];
  readonly schedules: ScheduleReport[];
  readonly scenarios: ScenarioReport[];
}

class Usage extends Error {}

function readSettings(): Settings {
  const { values } = parseArgs({
    options: {
      log: { type: 'string', default: 'both' },
      faults: { type: 'string', default: '520' },
      'per-schedule': { type: 'string', default: '26' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      replay: { type: 'boolean', default: false },
      brokers: { type: 'string', default: '1' },
      only: { type: 'string' },
      'no-scenarios': { type: 'boolean', default: false },
      json: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) throw new Usage(HELP);
  if (values.list)
    throw new Usage(
      [...SCENARIOS.map(({ name, title }) => `${name.padEnd(30)} ${title}`), ...FAULT_KINDS].join('\n'),
    );
  if (!['kafka', 'postgres', 'both'].includes(values.log)) throw new Usage(HELP);
  const faults = whole(values.faults);
  const { scenarios, only } = choose(values.only, values['no-scenarios'] || values.replay);
  return {
    logs: values.log === 'both' ? ['postgres', 'kafka'] : [values.log as LogKind],
    faults: values.only && scenarios.length > 0 ? 0 : faults,
    perSchedule: values.replay ? Math.max(1, faults) : Math.max(1, whole(values['per-schedule'])),
    seed: whole(values.seed),
    replay: values.replay,
    brokers: Math.max(1, whole(values.brokers)),
    only,
    scenarios,
    json: values.json,
  };
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Usage(`${text} is no whole number\n\n${HELP}`);
  return value;
}

function choose(
  only: string | undefined,
  none: boolean,
): { scenarios: readonly Scenario[]; only: FaultKind | undefined } {
  if (only === undefined) return { scenarios: none ? [] : SCENARIOS, only: undefined };
  const names = only.split(',');
  const scenarios = SCENARIOS.filter(({ name }) => names.includes(name));
  if (scenarios.length === names.length) return { scenarios, only: undefined };
  const kind = FAULT_KINDS.find((each) => each === only);
  if (!kind) throw new Usage(`There is no scenario and no fault ${only}; --list names them`);
  return { scenarios: [], only: kind };
}

/** Kafka is required by `REQUIRE_KAFKA=1` and where nothing else was asked for; else a missing one is skipped aloud. */
function availableLogs(logs: readonly LogKind[]): { logs: LogKind[]; skipped: string[] } {
  const missing = logs.includes('kafka') ? kafkaMissing() : undefined;
  if (missing === undefined) return { logs: [...logs], skipped: [] };
  if (process.env['REQUIRE_KAFKA'] === '1' || logs.length === 1) throw new Usage(`No Kafka: ${missing}`);
  console.log(`*** SKIPPED, not tested: Kafka: ${missing}`);
  return { logs: logs.filter((log) => log !== 'kafka'), skipped: [`kafka: ${missing}`] };
}

const say = (line: string): void => console.log(line);

async function runAll(settings: Settings): Promise<Report> {
  const { logs, skipped } = availableLogs(settings.logs);
  const machine = `${process.platform} ${process.arch}, Node ${process.versions.node}`;
  const report: Report = { seed: settings.seed, machine, skipped, schedules: [], scenarios: [] };
  for (const [index, log] of logs.entries()) {
    const share = Math.floor(settings.faults / logs.length) + (index < settings.faults % logs.length ? 1 : 0);
    await runSchedules(settings, log, share, report);
    report.scenarios.push(
      ...(await runScenarios(settings.scenarios, {
        log,
        brokers: settings.brokers,
        seed: settings.seed,
        say,
      })),
    );
  }
  return report;
}

async function runSchedules(settings: Settings, log: LogKind, faults: number, report: Report): Promise<void> {
  let seed = settings.seed;
  for (let left = faults; left > 0; left -= settings.perSchedule) {
    const count = Math.min(left, settings.perSchedule);
    say(`${log}, seed ${seed}: ${count} faults`);
    const { only, brokers } = settings;
    const done = await runSchedule({ log, brokers, seed, faults: count, say, ...(only && { only }) });
    report.schedules.push(done);
    say(
      `  ${done.failure ? 'FAILED' : 'kept'} in ${done.seconds} s: ${done.accepted} accepted, ${done.unknown} unknown, ${done.refused} refused, ${done.effects} effects`,
    );
    if (done.failure) say(`\n${done.failure}\n`);
    seed += 1;
  }
}

function summarise({ schedules, scenarios, skipped }: Report): boolean {
  const failed = [...schedules, ...scenarios].filter(({ failure }) => failure !== '').length;
  for (const log of new Set(schedules.map((schedule) => schedule.log))) {
    const its = schedules.filter((schedule) => schedule.log === log);
    say(`${log}: ${total(its.map(({ done }) => done))}`);
    say(`${' '.repeat(log.length)}  not reached: ${total(its.map(({ missed }) => missed))}`);
  }
  say(
    `${scenarios.length} scenarios, ${schedules.length} schedules, ${failed} failed${skipped.length ? `, skipped: ${skipped.join('; ')}` : ''}`,
  );
  return failed === 0;
}

function total(counts: readonly Readonly<Record<string, number>>[]): string {
  const sums = new Map<string, number>();
  for (const each of counts)
    for (const [kind, count] of Object.entries(each)) sums.set(kind, (sums.get(kind) ?? 0) + count);
  const all = [...sums.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...sums].sort(([a], [b]) => a.localeCompare(b)).map(([kind, count]) => `${kind} ${count}`);
  return `${all} (${parts.join(', ') || 'none'})`;
}

/** Nothing may be left behind, frozen processes included. */
function cleanUpOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      killAll();
      setTimeout(() => process.exit(130), 8000).unref();
      void Promise.all([closeAll(), stopStacks()]).finally(() => process.exit(130));
    });
  }
}

/** `npm run faults -- story …`. */
async function tellStory(args: readonly string[]): Promise<boolean> {
  const settings = storySettings(args);
  const { logs } = availableLogs(settings.logs);
  cleanUpOnSignals();
  return runStory(settings, logs, say);
}

function storySettings(args: readonly string[]): StorySettings {
  let settings: StorySettings | undefined;
  try {
    settings = readStorySettings(args);
  } catch (error) {
    throw new Usage(`${(error as Error).message}\n\n${STORY_HELP}`);
  }
  if (!settings) throw new Usage(STORY_HELP);
  return settings;
}

async function strike(): Promise<boolean> {
  const settings = readSettings();
  cleanUpOnSignals();
  const report = await runAll(settings);
  if (settings.json) writeFileSync(settings.json, `${JSON.stringify(report, null, 2)}\n`);
  return summarise(report);
}

try {
  const [first, ...rest] = process.argv.slice(2);
  process.exitCode = (await (first === 'story' ? tellStory(rest) : strike())) ? 0 : 1;
} catch (error) {
  killAll();
  await Promise.all([closeAll(), stopStacks()]);
  console.error(error instanceof Usage ? error.message : error);
  process.exitCode = 2;
}
