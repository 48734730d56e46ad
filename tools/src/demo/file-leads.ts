import { LeadSubmitted } from '@xianjie/contracts';
import { sampleFile } from '../stack/paths.js';
import { sentenceOf } from '../xianjie/leads.js';
import { counted, countsInWords, pictureOf } from './picture.js';
import { knownOf, listLeads, PROVINCES, type Scene } from './scene.js';
import { leadIdsOf, submitFile, type Submission } from './submission.js';
import { eventSentence, INDENT } from './tell.js';
import { demand, PATIENCE_MS, until } from './until.js';

const SHOWN = 3;

/** Two provinces submit a file, invalid lines are named, and the whole file again changes nothing. */
export async function submitFiles(scene: Scene): Promise<Submission> {
  const { progress } = scene;
  const file = sampleFile('leads.ndjson');
  const first = await submitFile(scene, file);
  for (const province of PROVINCES) {
    const own = first.answers.filter((answer) => answer.province === province);
    progress.say(
      `${province}: ${own.length} lines: ${countsInWords(counted(own.map(({ status }) => status)))}`,
    );
  }
  tellRejected(scene, first);
  const ids = new Set(leadIdsOf(first, 'accepted', 'repeated'));
  demand(ids.size >= 300, `only ${ids.size} leads of ${file} are there`);
  await tellEvents(scene, [...ids]);
  await repeat(scene, file, first);
  return first;
}

function tellRejected({ progress }: Scene, { answers }: Submission): void {
  const rejected = answers
    .filter(({ status }) => status === 'rejected')
    .sort((one, other) => one.line - other.line);
  demand(rejected.length > 0, 'the file holds invalid lines, and none was rejected');
  for (const answer of rejected) {
    demand((answer.errors?.length ?? 0) > 0, `line ${answer.line} was rejected without a reason`);
    progress.plain(`${INDENT}${answer.province} ${sentenceOf(answer)}`);
  }
}

/** Each lead that is there has its event in the log, where any partner can read it. */
async function tellEvents({ progress, seen }: Scene, ids: readonly string[]): Promise<void> {
  await until('LeadSubmitted of every lead in the log', PATIENCE_MS, async () => {
    await seen.readOn();
    const missing = ids.filter((id) => !seen.last(LeadSubmitted, id)).length;
    return missing === 0 ? undefined : `${missing} of ${ids.length} are missing`;
  });
  progress.say(`${ids.length} LeadSubmitted are in the log, such as`);
  for (const id of ids.slice(0, SHOWN)) progress.plain(eventSentence(seen.last(LeadSubmitted, id)!));
}

async function repeat(scene: Scene, file: string, first: Submission): Promise<void> {
  const { progress, seen } = scene;
  const ids = (submission: Submission) => leadIdsOf(submission, 'accepted', 'repeated').sort().join();
  const before = pictureOf(
    (await listLeads(scene)).map((lead) => ({ ...knownOf(lead), patentStatus: null, patentMark: null })),
  );
  const again = await submitFile(scene, file);
  const after = pictureOf(
    (await listLeads(scene)).map((lead) => ({ ...knownOf(lead), patentStatus: null, patentMark: null })),
  );
  const accepted = leadIdsOf(again, 'accepted').length;
  demand(accepted === 0, `the repeated file made ${accepted} new leads`);
  demand(ids(first) === ids(again), 'the repeated file was answered with other leads');
  demand(before.digest === after.digest, 'the repeated file changed leads');
  await seen.readOn();
  const { broken } = seen.numbers();
  demand(broken.length === 0, `streams are broken: ${broken.slice(0, 5).join('; ')}`);
  const statuses = countsInWords(counted(again.answers.map(({ status }) => status)));
  progress.say(`the whole file again: ${statuses}; ${after.leads} leads before and after, nothing changed`);
}
