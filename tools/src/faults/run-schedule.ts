import { setTimeout as sleep } from 'node:timers/promises';
import { tell } from './checking/tell.js';
import { makeSchedule, tellSchedule, type FaultKind, type Schedule } from './schedule.js';
import { inject } from './world/inject.js';
import type { LogKind } from './world/servers.js';
import { World, type Verdict } from './world/world.js';

export interface ScheduleOptions {
  readonly log: LogKind;
  readonly brokers: number;
  readonly seed: number;
  readonly faults: number;
  readonly only?: FaultKind;
  readonly say: (line: string) => void;
}

export interface ScheduleReport {
  readonly log: LogKind;
  readonly seed: number;
  readonly done: Readonly<Record<string, number>>;
  /** Faults whose point was not reached in time; they do not count. */
  readonly missed: Readonly<Record<string, number>>;
  readonly accepted: number;
  readonly unknown: number;
  readonly refused: number;
  readonly effects: number;
  readonly seconds: number;
  /** Processes that ended without a fault being meant for them. */
  readonly deaths: readonly string[];
  /** Empty when all promises were kept. */
  readonly failure: string;
}

/** Plays one schedule in a world of its own, under load to the last fault, and compares everything at the end. */
export async function runSchedule(options: ScheduleOptions): Promise<ScheduleReport> {
  const began = Date.now();
  const schedule = makeSchedule(options.seed, options.faults, options.only);
  const world = await World.start(options);
  let failure = '';
  try {
    const ready = Date.now();
    const { done, missed } = await play(world, schedule, options.say);
    const played = Date.now();
    const verdict = await world.judge();
    options.say(
      `  ready after ${ready - began} ms, played for ${played - ready} ms, settled after ${Date.now() - played} ms`,
    );
    if (verdict.violations.length > 0) failure = explain(options, schedule, world, verdict);
    return {
      ...summary(options, world, verdict),
      done,
      missed,
      seconds: Math.round((Date.now() - began) / 1000),
      failure,
    };
  } finally {
    await world.close(failure !== '');
  }
}

/** The last fault comes as the load ends: no later event of any stream will show what is missing. */
async function play(world: World, { faults }: Schedule, say: (line: string) => void) {
  const done: Record<string, number> = {};
  const missed: Record<string, number> = {};
  world.load.start();
  const under = faults.map(async () => undefined as void);
  for (const [index, fault] of faults.entries()) {
    await sleep(fault.afterMs);
    const number = `${String(index + 1).padStart(3)}/${faults.length}`;
    const struck = inject(world, fault).then((what) => {
      const count = what === 'done' ? done : missed;
      count[fault.kind] = (count[fault.kind] ?? 0) + 1;
      say(`  ${number} ${fault.kind}${what === 'done' ? '' : ' (not reached)'}`);
    });
    under[index] = struck;
    await Promise.race([struck, sleep(2000)]);
  }
  await world.load.stop();
  await Promise.all(under);
  return { done, missed };
}

function summary({ log, seed }: ScheduleOptions, world: World, { history }: Verdict) {
  const count = (outcome: string) =>
    world.load.attempts.filter((attempt) => attempt.outcome === outcome).length;
  return {
    log,
    seed,
    accepted: count('accepted'),
    unknown: count('unknown'),
    refused: count('refused'),
    effects: history.consumers.reduce((sum, { effects }) => sum + effects.length, 0),
    deaths: world.children.flatMap((child) => child.deaths.map((death) => `${child.name}: ${death}`)),
  };
}

function explain(
  { log, brokers, faults, seed, only }: ScheduleOptions,
  schedule: Schedule,
  world: World,
  verdict: Verdict,
): string {
  const more = `${brokers > 1 ? ` --brokers ${brokers}` : ''}${only ? ` --only ${only}` : ''}`;
  return [
    `Seed ${seed} on the ${log} log broke its promises:`,
    tell(verdict.violations, verdict.history),
    '',
    tellSchedule(schedule),
    '',
    `Again: npm run faults -- --seed ${seed} --faults ${faults} --log ${log}${more} --replay`,
    `Logs of the processes: ${world.folder}/logs`,
  ].join('\n');
}
