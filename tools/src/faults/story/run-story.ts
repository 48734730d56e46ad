import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openScene, type Scene } from '../../demo/scene.js';
import { playSteps, STORY } from '../../demo/story.js';
import { kill, mortals, revived } from '../../demo/victims.js';
import { Progress } from '../../stack/progress.js';
import type { NotedProcess } from '../../stack/stack-file.js';
import { differenceOf } from './difference.js';
import { endPicture } from './end-picture.js';
import { planKills, type PlannedKill, tellKills } from './kill-plan.js';
import type { OwnStack } from './own-stack.js';

/** How an undisturbed run ended, and how many acts it took. */
export interface Undisturbed {
  readonly picture: readonly string[];
  readonly acts: number;
}

export interface StoryRun {
  readonly seed: number;
  readonly kills: string;
  readonly seconds: number;
  /** Empty where the end is the same. */
  readonly failure: string;
}

/** Looks at the picture so long apart; two that are the same are the end. */
const LOOK_EVERY_MS = 2000;
const SETTLED_WITHIN_MS = 240_000;

/** Plays the story with nobody killed. */
export async function playUndisturbed(stack: OwnStack): Promise<Undisturbed> {
  let acts = 0;
  return inScene(
    stack,
    'undisturbed',
    () => void (acts += 1),
    async (scene) => {
      await playSteps(scene, STORY);
      const taken = acts;
      let before = await endPicture(scene);
      for (let same = false; !same;) {
        await sleep(LOOK_EVERY_MS);
        const now = await endPicture(scene);
        same = differenceOf(before, now).length === 0;
        before = now;
      }
      return { picture: before, acts: taken };
    },
  );
}

/** Plays it with the kills of a seed, and compares the ends. */
export async function playDisturbed(
  stack: OwnStack,
  { picture, acts }: Undisturbed,
  seed: number,
): Promise<StoryRun> {
  const began = Date.now();
  const victims = mortals(stack.folder).map(({ name }) => name);
  const plan = planKills(seed, acts, victims);
  const killer = new Killer(stack.folder, plan);
  const failure = await inScene(
    stack,
    `seed-${seed}`,
    () => killer.acting(),
    async (scene) => {
      await playSteps(scene, STORY);
      await revived(stack.folder, await killer.done());
      return endsTheSame(scene, picture);
    },
  ).catch((error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)));
  await revived(stack.folder, await killer.done());
  const seconds = Math.round((Date.now() - began) / 1000);
  return { seed, kills: tellKills(plan, acts), seconds, failure };
}

/** Nothing where the picture becomes the wanted one, the difference where it does not. */
async function endsTheSame(scene: Scene, wanted: readonly string[]): Promise<string> {
  const deadline = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const difference = await endPicture(scene).then(
      (found) => differenceOf(wanted, found),
      (error: unknown) => [String(error)],
    );
    if (difference.length === 0) return '';
    if (Date.now() > deadline) return ['The end is another one:', ...difference].join('\n');
    await sleep(LOOK_EVERY_MS);
  }
}

/** What the story says goes to a file of the stack. */
async function inScene<T>(
  stack: OwnStack,
  name: string,
  acting: () => void,
  work: (scene: Scene) => Promise<T>,
): Promise<T> {
  const file = join(stack.folder, 'logs', `story-${name}.log`);
  const progress = new Progress((line) => appendFileSync(file, `${line}\n`));
  const scene = await openScene(stack.description, stack.folder, { progress, acting });
  try {
    return await work(scene);
  } catch (error) {
    progress.say(`not seen: ${String(error)}`);
    throw error;
  } finally {
    await scene.close().catch(() => undefined);
  }
}

/** Kills as planned, counted by the acts of the story. */
class Killer {
  private acts = 0;
  private readonly killed: NotedProcess[] = [];
  private readonly underWay: Promise<void>[] = [];

  constructor(
    private readonly folder: string,
    private readonly plan: readonly PlannedKill[],
  ) {}

  acting(): void {
    this.acts += 1;
    for (const { act, afterMs, victim } of this.plan)
      if (act === this.acts) this.underWay.push(this.strike(victim, afterMs));
  }

  /** Those it has killed, once no kill is under way any more. */
  async done(): Promise<readonly NotedProcess[]> {
    await Promise.all(this.underWay);
    return this.killed;
  }

  /** A victim that is just being started again counts as killed. */
  private async strike(victim: string, afterMs: number): Promise<void> {
    if (afterMs > 0) await sleep(afterMs);
    try {
      this.killed.push(kill(this.folder, victim));
    } catch {
      // it is down already
    }
  }
}
