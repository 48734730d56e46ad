import { parseArgs } from 'node:util';
import { dataRoot } from '../stack/paths.js';
import { runningStack } from '../stack/stack-file.js';
import { openScene, type Scene } from './scene.js';
import { submitLeads } from './step-1-leads.js';
import { handleCases } from './step-2-cases.js';
import { circulate } from './step-3-circular.js';
import { examine } from './step-4-examination.js';
import { transferSuspects } from './step-5-suspicion.js';
import { publish } from './step-6-credit.js';
import { beginLate } from './step-7-late-consumer.js';
import { killAmid } from './step-8-kill.js';
import { NotSeen } from './until.js';

const HELP = `npm run demo

Plays on the local stack (npm start, in another terminal), through public interfaces only: HTTP with tokens of the
issuer, as systems and as officers who are signed in, and the event log as a partner reads it. It sets the services'
clock ahead, some weeks each time (npm run -s xianjie -- clock). It may be run again on the same data.

Exit codes: 0 every step was seen, 1 one was not, 2 wrong usage, 3 no stack is ready.`;

type Step = readonly [title: string, play: (scene: Scene) => Promise<void>];

const STEPS: readonly Step[] = [
  ['Leads: provinces submit, and leads on one matter become a cluster', submitLeads],
  ['Cases: the competent prefecture handles one; one that nobody opened is on a list', handleCases],
  ['Circular: a handled case is told to the other prefectures', circulate],
  ['Examination: what each patent was on the day of the act, and one that falls later', examine],
  ['Suspicion: findings carry a duty to transfer, to the police and back', transferSuspects],
  ['Decision and credit: what is made public, and for how long', publish],
  ['A late consumer arrives at the same picture', beginLate],
  ['Processes are killed in the middle of a second file', killAmid],
];

async function play(scene: Scene): Promise<void> {
  const { progress, clock } = scene;
  await clock.nextMorning();
  progress.plain(
    `The services' clock is set to ${clock.inWords()} in China; this run's numbers end in ${scene.numbers.run}`,
  );
  for (const [at, [title, step]] of STEPS.entries()) {
    progress.plain(`\nStep ${at + 1}: ${title}`);
    await step(scene);
  }
  progress.plain(`\nevery step was seen; the services' clock stays at ${clock.inWords()}`);
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
