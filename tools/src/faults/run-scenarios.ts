import { tell } from './checking/tell.js';
import type { PlannedStop } from './checking/history.js';
import type { Scenario } from './scenarios/scenario.js';
import type { LogKind } from './world/servers.js';
import { World } from './world/world.js';

export interface ScenarioReport {
  readonly scenario: string;
  readonly log: LogKind;
  readonly seconds: number;
  /** What it measured. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly failure: string;
}

export interface ScenarioOptions {
  readonly log: LogKind;
  readonly brokers: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** One after another in one world; after a failure, and after one that leaves its world unfit, in a new one. */
export async function runScenarios(
  scenarios: readonly Scenario[],
  options: ScenarioOptions,
): Promise<ScenarioReport[]> {
  const reports: ScenarioReport[] = [];
  let place: Place | undefined;
  for (const scenario of scenarios.filter((each) => suits(each, options))) {
    if (place && scenario.fresh) place = await leave(place, false);
    const began = Date.now();
    place ??= { world: await World.start(options), plan: [] };
    const { facts, failure } = await runOne(scenario, place);
    const seconds = Math.round((Date.now() - began) / 1000);
    reports.push({ scenario: scenario.name, log: options.log, seconds, facts, failure });
    options.say(
      `${options.log}: ${scenario.name} ${failure ? 'FAILED' : 'kept'} in ${seconds} s ${tellFacts(facts)}`,
    );
    if (failure) options.say(`\n${failure}\n\nLogs of the processes: ${place.world.folder}/logs\n`);
    if (failure || scenario.fresh) place = await leave(place, failure !== '');
  }
  if (place) await leave(place, false);
  return reports;
}

/** A world and the stops that scenarios before have planned in it. */
interface Place {
  readonly world: World;
  readonly plan: PlannedStop[];
}

function suits({ brokers, logs }: Scenario, options: ScenarioOptions): boolean {
  if (logs && !logs.includes(options.log)) return false;
  return brokers === undefined || (options.log === 'kafka' && options.brokers >= brokers);
}

async function leave({ world }: Place, keep: boolean): Promise<undefined> {
  await world.close(keep);
  return undefined;
}

async function runOne(scenario: Scenario, { world, plan }: Place) {
  const facts: Record<string, unknown> = {};
  try {
    const { stops = [], complaints = [], judged } = await scenario.run(world, facts);
    plan.push(...stops);
    if (judged) return { facts, failure: complaints.join('\n') };
    const { violations, history } = await world.judge(plan);
    const broken =
      violations.length > 0 ? [`${scenario.title}: promises were broken:\n${tell(violations, history)}`] : [];
    return { facts, failure: [...complaints, ...broken].join('\n') };
  } catch (error) {
    return {
      facts,
      failure: `${scenario.title}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    };
  } finally {
    world.load.special = () => undefined;
    await world.load.stop();
  }
}

function tellFacts(facts: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(facts).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return parts.length > 0 ? `(${parts.join(', ')})` : '';
}
