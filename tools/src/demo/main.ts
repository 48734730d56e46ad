import { parseArgs } from 'node:util';
import { dataRoot } from '../stack/paths.js';
import { runningStack } from '../stack/stack-file.js';
import { openScene, type Scene } from './scene.js';
import { submitLeads } from './step-1-submit.js';
import { seeAnswers } from './step-2-examination.js';
import { beginLate } from './step-3-late-consumer.js';
import { killAmid } from './step-4-kill.js';
import { leadIdsOf } from './submission.js';
import { NotSeen } from './until.js';

const HELP = `npm run demo

Plays on the local stack (npm start, in another terminal), through public interfaces only: HTTP with tokens of the
issuer, and the event log as a partner reads it. It may be run again on the same data.

Exit codes: 0 every step was seen, 1 one was not, 2 wrong usage, 3 no stack is ready.`;

type Step = readonly [title: string, play: (scene: Scene) => Promise<void>];

async function play(scene: Scene): Promise<void> {
  let ids: ReadonlySet<string> = new Set();
  const steps: readonly Step[] = [
    [
      'Two provinces submit leads',
      async () => void (ids = new Set(leadIdsOf(await submitLeads(scene), 'accepted', 'repeated'))),
    ],
    ['Examination answers what each patent was on the day of the act', () => seeAnswers(scene, ids)],
    ['A late consumer arrives at the same picture', () => beginLate(scene)],
    ['Processes are killed in the middle of a second file', () => killAmid(scene)],
  ];
  for (const [at, [title, step]] of steps.entries()) {
    scene.progress.plain(`\nStep ${at + 1}: ${title}`);
    await step(scene);
  }
  scene.progress.plain('\nevery step was seen');
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
