import { parseArgs } from 'node:util';
import { dataRoot } from '../stack/paths.js';
import { runningStack } from '../stack/stack-file.js';
import { openScene, type Scene } from './scene.js';
import { beginLate } from './step-7-late-consumer.js';
import { killAmid } from './step-8-kill.js';
import { playSteps, type Step, STORY } from './story.js';
import { NotSeen } from './until.js';

const HELP = `npm run demo

Plays on the local stack (npm start, in another terminal), through public interfaces only: HTTP with tokens of the
issuer, as systems and as officers who are signed in, and the event log as a partner reads it. It sets the services'
clock ahead, some weeks each time (npm run -s xianjie -- clock). It may be run again on the same data.

Exit codes: 0 every step was seen, 1 one was not, 2 wrong usage, 3 no stack is ready.`;

/** The story, and what the demo shows of how it is carried. */
const STEPS: readonly Step[] = [
  ...STORY,
  ['A late consumer arrives at the same picture', beginLate],
  ['Processes are killed in the middle of a second file', killAmid],
];

async function play(scene: Scene): Promise<void> {
  await playSteps(scene, STEPS);
  scene.progress.plain(`\nevery step was seen; the services' clock stays at ${scene.clock.inWords()}`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const folder = dataRoot();
  const stack = runningStack(folder);
  if (!stack?.readyAt) {
    console.error(
      stack ? 'The local stack is not ready yet.' : 'No local stack runs: npm start, in another terminal.',
    );
    return 3;
  }
  const scene = await openScene(stack, folder);
  try {
    await play(scene);
    return 0;
  } catch (error) {
    console.error(
      `\nnot seen: ${error instanceof NotSeen ? error.message : ((error as Error).stack ?? error)}`,
    );
    return 1;
  } finally {
    await scene.late?.stop();
    await scene.close().catch(() => undefined);
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const usage = String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
    console.error(usage ? (error as Error).message : error);
    process.exit(usage ? 2 : 1);
  },
);
