import { LeadPatentStatusNoted, LeadSubmitted, PatentStatusAnswered } from '@xianjie/contracts';
import { counted, countsInWords } from './picture.js';
import { listLeads, type LeadView, type Scene } from './scene.js';
import { eventSentence, INDENT, msBetween } from './tell.js';
import { demand, PATIENCE_MS, until } from './until.js';

/** exam-exchange hears of each lead and answers; the lead shows it, and is marked where the patent was not in force. */
export async function seeAnswers(scene: Scene, ids: ReadonlySet<string>): Promise<void> {
  const { progress } = scene;
  const leads = (await allAnswered(scene)).filter(({ id }) => ids.has(id));
  const asking = leads.filter(({ patentNumber }) => patentNumber !== null);
  const statuses = countsInWords(counted(asking.map(({ patentStatus }) => patentStatus!)));
  progress.say(
    `${asking.length} of ${leads.length} leads name a patent; on the day of the act these were: ${statuses}`,
  );
  tellChain(scene, asking.find(({ patentStatus }) => patentStatus === 'IN_FORCE') ?? asking[0]!);
  const lapsed = asking.find(({ patentMark }) => patentMark === 'LAPSED_FEE');
  demand(lapsed !== undefined, 'no lead on a lapsed patent is marked');
  tellChain(scene, lapsed);
  progress.plain(
    `${INDENT}marked ${lapsed.patentMark}: ${lapsed.patentMarkReason} (${lapsed.patentAnswer?.basis.join('; ')})`,
  );
}

/** Every lead of the provinces that names a patent shows what it was, and the events that say so are in the log. */
export async function allAnswered(scene: Scene): Promise<LeadView[]> {
  let leads: LeadView[] = [];
  // The events tell when it is worth while to list them all.
  await until('LeadPatentStatusNoted of every lead that names a patent', PATIENCE_MS, async () => {
    await scene.seen.readOn();
    const open = scene.seen.leads.unanswered();
    return open.length === 0 ? undefined : `${open.length} are open, such as ${open[0]}`;
  });
  await until('an answer on every lead that names a patent', PATIENCE_MS, async () => {
    leads = await listLeads(scene);
    await scene.seen.readOn();
    const asking = leads.filter(({ patentNumber }) => patentNumber !== null);
    const silent = asking.filter(
      ({ id, patentStatus }) =>
        patentStatus === null ||
        !scene.seen.last(PatentStatusAnswered, id) ||
        !scene.seen.last(LeadPatentStatusNoted, id),
    );
    return silent.length === 0
      ? undefined
      : `${silent.length} of ${asking.length} are open, such as ${silent[0]!.id}`;
  });
  return leads;
}

function tellChain(
  { progress, seen }: Scene,
  { id, externalNo, patentNumber, actOn, patentStatus }: LeadView,
): void {
  progress.say(`${externalNo}: patent ${patentNumber} on ${actOn}: ${patentStatus}`);
  const said = seen.last(LeadSubmitted, id)!;
  const answered = seen.last(PatentStatusAnswered, id)!;
  const noted = seen.last(LeadPatentStatusNoted, id)!;
  for (const event of [said, answered, noted]) progress.plain(eventSentence(event));
  progress.plain(
    `${INDENT}from the lead to the answer ${msBetween(said, answered)} ms, to the mark on it ${msBetween(said, noted)} ms`,
  );
}
