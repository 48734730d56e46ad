import { numberedLines } from '../api/ndjson-file.js';
import { sampleFile } from '../stack/paths.js';
import type { NotedProcess } from '../stack/stack-file.js';
import { counted, countsInWords } from './picture.js';
import { PROVINCES, type Scene } from './scene.js';
import { allAnswered } from './file-examination.js';
import { sameEverywhere, tellPicture } from './step-7-late-consumer.js';
import { leadIdsOf, submitFile, type Submission } from './submission.js';
import { demand } from './until.js';
import { kill, mortals, revived } from './victims.js';

/** Small requests: many begin and end while things die. */
const LINES_AT_ONCE = 50;

/** One process of each kind is killed while a second file comes in; then the numbers must agree. */
export async function killAmid(scene: Scene): Promise<void> {
  const { progress } = scene;
  const victims = mortals(scene.dataRoot);
  const total = await linesOf(sampleFile('leads-second.ndjson'));
  const every = Math.floor(total / (victims.length + 1));
  const run = Date.now().toString(36);
  progress.say(
    `a second file of ${total} leads, numbered -${run} so that each is new; killed meanwhile: ${victims.map(({ name }) => name).join(', ')}`,
  );
  const killed: NotedProcess[] = [];
  const submission = await submitFile(scene, sampleFile('leads-second.ndjson'), {
    linesAtOnce: LINES_AT_ONCE,
    rewrite: (text) => text.replace(/("externalNo"\s*:\s*"[^"]*)"/, `$1-${run}"`),
    answered: async (count) => {
      const victim = count >= every * (killed.length + 1) ? victims[killed.length] : undefined;
      if (victim) killed.push(struck(scene, victim.name, count, total));
    },
  });
  await revived(scene.dataRoot, killed);
  progress.say(`${killed.map(({ name }) => name).join(', ')} run again, and every service is ready`);
  demand(
    killed.length === victims.length,
    `only ${killed.length} of ${victims.length} processes were killed`,
  );
  tellSubmission(scene, submission, total);
  await agree(scene, submission);
}

async function linesOf(file: string): Promise<number> {
  let count = 0;
  for await (const { text } of numberedLines(file)) if (text.trim() !== '') count += 1;
  return count;
}

function struck({ dataRoot, progress }: Scene, name: string, count: number, total: number): NotedProcess {
  const victim = kill(dataRoot, name);
  progress.say(`after ${count} of ${total} answers: SIGKILL to ${name} (pid ${victim.pid})`);
  return victim;
}

function tellSubmission(
  { progress }: Scene,
  { answers, interruptions, ms }: Submission,
  total: number,
): void {
  const statuses = countsInWords(counted(answers.map(({ status }) => status)));
  progress.say(
    `the file is in after ${(ms / 1000).toFixed(1)} s: ${statuses}; ${interruptions} requests broke off and were sent again`,
  );
  demand(answers.length === total, `${answers.length} answers to ${total} lines`);
  const ids = new Set(leadIdsOf({ answers, interruptions, ms }, 'accepted', 'repeated'));
  demand(ids.size === total, `${total} new lines became ${ids.size} leads`);
}

/** How it is known that nothing was lost, doubled or reordered. */
async function agree(scene: Scene, submission: Submission): Promise<void> {
  const { progress, seen } = scene;
  const leads = await allAnswered(scene);
  const shown = new Set(leads.map(({ id }) => id));
  const lost = leadIdsOf(submission, 'accepted', 'repeated').filter((id) => !shown.has(id));
  demand(lost.length === 0, `${lost.length} leads that were answered are not there, such as ${lost[0]}`);
  progress.say('each lead that was answered is there, once');
  const { picture } = await sameEverywhere(scene, scene.late!);
  checkNumbers(scene);
  checkExamination(scene, leads);
  progress.say('lead-reporting, its events in the log and the late consumer tell the same of every lead:');
  tellPicture(scene, picture);
  await seen.readOn();
}

function checkNumbers({ progress, seen }: Scene): void {
  const { streams, events, doubles, broken } = seen.numbers();
  demand(broken.length === 0, `streams are broken: ${broken.slice(0, 5).join('; ')}`);
  progress.say(
    `${streams} streams hold ${events} events, numbered without a gap, each naming the one before; ${doubles} doubles in the log are told by their numbers`,
  );
}

/** exam-exchange's side: one valid answer for each lead that asked, the same as the lead shows. */
function checkExamination(
  { progress, seen }: Scene,
  leads: readonly {
    readonly id: string;
    readonly submitter: string;
    readonly patentNumber: string | null;
    readonly patentStatus: string | null;
  }[],
): void {
  const answered = new Map(seen.leads.examination().map(({ leadId, status }) => [leadId, status]));
  const asking = leads.filter(({ patentNumber }) => patentNumber !== null);
  const differing = asking.filter(({ id, patentStatus }) => answered.get(id) !== patentStatus);
  demand(differing.length === 0, `${differing.length} leads show another status than exam-exchange answered`);
  const provinces = seen.leads
    .examination()
    .filter(({ submitter }) => (PROVINCES as readonly string[]).includes(submitter));
  const theirs = countsInWords(counted(provinces.map(({ submitter }) => submitter)));
  const ours = countsInWords(counted(asking.map(({ submitter }) => submitter)));
  demand(
    theirs === ours,
    `leads that name a patent: lead-reporting has ${ours}, exam-exchange answered ${theirs}`,
  );
  progress.say(
    `leads that name a patent, by submitter: ${ours}; answered by exam-exchange: ${theirs}; every status is the same`,
  );
}
