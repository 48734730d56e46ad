import { CaseClosed, CaseDecided, CaseFindingsRecorded, CaseOpened } from '@xianjie/contracts';
import { CaseDesk } from './case-desk.js';
import { look, refusalOf } from './calls.js';
import { listAll, type LeadView, type Scene } from './scene.js';
import { INDENT, tellEvent, tellTime } from './tell.js';
import { demand, NotSeen } from './until.js';
import { twoOfficers } from './actors.js';

/** The prefecture that is competent takes the matter up and brings it to its end; what nobody took up is on the province's list. */
export async function handleCases(scene: Scene): Promise<void> {
  const { clock, left } = scene;
  const desk = new CaseDesk(scene, 'ip-hangzhou');
  const { leadId } = left.matter!;
  await refuseIncompetent(scene, leadId);
  tellTime(scene);
  const opened = await desk.open({ leadId });
  await tellEvent(scene, CaseOpened, opened.id);
  await showOnLead(scene, leadId, opened.id);
  await clock.goOn({ days: 3 });
  tellTime(scene);
  await desk.find(opened, { turnoverFen: '1860000', gainFen: '420000' });
  await tellEvent(scene, CaseFindingsRecorded, opened.id);
  await desk.reach(opened, 'INVESTIGATED');
  await clock.goOn({ days: 2 });
  await desk.reach(opened, 'NOTIFIED');
  await clock.goOn({ days: 6 });
  tellTime(scene);
  await desk.decide(opened, '2000000');
  await tellEvent(scene, CaseDecided, opened.id);
  await clock.goOn({ days: 1 });
  await desk.reach(opened, 'SERVED');
  await clock.goOn({ days: 8 });
  tellTime(scene);
  await desk.reach(opened, 'EXECUTED');
  await desk.close(opened);
  await tellEvent(scene, CaseClosed, opened.id);
  left.closedCase = { id: opened.id, caseNo: opened.caseNo };
  await findForgotten(scene);
}

/** The leads of the confirmed cluster are taken up with it. */
async function showOnLead({ actors, progress }: Scene, leadId: string, caseId: string): Promise<void> {
  const api = actors.officer('lead-reporting', 'ip-hangzhou');
  const lead = await look<LeadView & { caseId: string | null }>(api, `/leads/${leadId}`);
  demand(lead.caseId === caseId, `lead ${leadId} shows case ${lead.caseId}`);
  progress.plain(`${INDENT}lead ${lead.externalNo} is ${lead.status}`);
}

async function refuseIncompetent({ actors, progress, numbers }: Scene, leadId: string): Promise<void> {
  const ningbo = actors.officer('lead-reporting', 'ip-ningbo');
  const body = { caseNo: numbers.document('甬知案', '2026'), leadId, officers: twoOfficers('ip-ningbo') };
  const code = await refusalOf(ningbo, '/cases', body);
  demand(code === 'case.not-competent', `ip-ningbo was refused for ${code}`);
  progress.say(`ip-ningbo may not open it (${code}): the act was in 杭州, at 330106`);
}

interface WaitingLead {
  readonly leadId: string;
  readonly externalNo: string;
  readonly subjectName: string;
  readonly competent: string;
  readonly assignedOn: string;
  readonly dueOn: string;
  readonly basis: string;
  readonly certainty: string;
}

/** How long the check of a lead may take at most, extensions and holidays included. */
const MOST_DAYS = 60;

/** Days go by until the time for the check has passed. */
async function findForgotten(scene: Scene): Promise<void> {
  const { actors, progress, clock, left } = scene;
  const province = actors.officer('lead-reporting', 'ip-zhejiang');
  const onList = async () => {
    const late = await listAll<WaitingLead>(province, '/cases/unopened?state=late&agency=ip-ningbo');
    return late.find(({ leadId }) => leadId === left.forgotten!.leadId);
  };
  let found = await onList();
  for (let days = 0; !found; days += 1) {
    if (days > MOST_DAYS) throw new NotSeen('the lead that nobody took up is not on the province’s list');
    await clock.goOn({ days: 1 });
    found = await onList();
  }
  tellTime(scene);
  const { externalNo, competent, assignedOn, dueOn, basis, certainty } = found;
  progress.say(
    `on the list of ip-zhejiang: ${externalNo} at ${competent} since ${assignedOn}, a case was due by ${dueOn} (${basis}; ${certainty})`,
  );
  const elsewhere = await listAll<WaitingLead>(
    actors.officer('lead-reporting', 'ip-guangdong'),
    '/cases/unopened?state=late',
  );
  demand(!elsewhere.some(({ leadId }) => leadId === found.leadId), 'another province sees it');
}
