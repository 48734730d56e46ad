import type { Scene } from './scene.js';
import { submitLeads } from './step-1-leads.js';
import { handleCases } from './step-2-cases.js';
import { circulate } from './step-3-circular.js';
import { examine } from './step-4-examination.js';
import { transferSuspects } from './step-5-suspicion.js';
import { publish } from './step-6-credit.js';

export type Step = readonly [title: string, play: (scene: Scene) => Promise<void>];

/** One story through four services; docs/story.md tells it. */
export const STORY: readonly Step[] = [
  ['Leads: provinces submit, and leads on one matter become a cluster', submitLeads],
  ['Cases: the competent prefecture handles one; one that nobody opened is on a list', handleCases],
  ['Circular: a handled case is told to the other prefectures', circulate],
  ['Examination: what each patent was on the day of the act, and one that falls later', examine],
  ['Suspicion: findings carry a duty to transfer, to the police and back, in six cases', transferSuspects],
  ['Decision and credit: what is made public, and for how long', publish],
];

/** Plays the steps, from nine o'clock of the services' next morning on. */
export async function playSteps(scene: Scene, steps: readonly Step[]): Promise<void> {
  const { progress, clock, numbers } = scene;
  await clock.nextMorning();
  progress.plain(
    `The services' clock is set to ${clock.inWords()} in China; this run's numbers end in ${numbers.run}`,
  );
  for (const [at, [title, step]] of steps.entries()) {
    progress.plain(`\nStep ${at + 1}: ${title}`);
    await step(scene);
  }
}
