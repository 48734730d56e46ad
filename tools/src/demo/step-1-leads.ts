import { ClusterConfirmed, LeadSubmitted } from '@xianjie/contracts';
import { offeredOf } from '../simulators/province-lead.js';
import { ProvinceByTopic } from '../simulators/province-topic.js';
import { officerName } from './actors.js';
import { act, look, persistently } from './calls.js';
import { GRANTED, importPatent } from './patents.js';
import type { Page, Scene } from './scene.js';
import { submitFiles } from './file-leads.js';
import { leadIdsOf } from './submission.js';
import { leadOn, type Matter, newMatter, submitLead } from './story-leads.js';
import { INDENT, tellEvent } from './tell.js';
import { demand, PATIENCE_MS, until } from './until.js';

const THIRD_PROVINCE = 'ip-jiangsu';

/** Provinces submit by HTTP and by topic; leads of several on one matter become a cluster, which an officer confirms. */
export async function submitLeads(scene: Scene): Promise<void> {
  scene.left.fileLeads = new Set(leadIdsOf(await submitFiles(scene), 'accepted', 'repeated'));
  const matter = newMatter(scene, '杭州风云电器', '330106');
  await importPatent(scene, matter.patentNumber, [GRANTED]);
  const byTopic = await offerByTopic(scene, matter);
  await findMatter(scene, matter, byTopic);
  await leaveOneForgotten(scene);
}

/** A third province writes onto its own topic; answers the id of its lead on the matter, undefined where the log is no Kafka. */
async function offerByTopic(scene: Scene, matter: Matter): Promise<string | undefined> {
  const { progress, log, numbers } = scene;
  if (log.kind !== 'kafka') {
    progress.say(
      `Notice: ${THIRD_PROVINCE} writes its own topic only on Kafka; left out on the embedded log`,
    );
    return undefined;
  }
  const province = new ProvinceByTopic({ agency: THIRD_PROVINCE, log });
  const good = leadOn(matter, numbers.external('苏知线'), {
    origin: { source: 'CUSTOMS', customs: '南京海关', declarationNo: numbers.run },
  });
  const wrong = leadOn({ ...matter, actOn: '2026-02-30' as Matter['actOn'] }, numbers.external('苏知线'));
  const offer = (lead: typeof good) => persistently(() => province.offer(offeredOf(lead)));
  const { value: one, again: broken } = await offer(good);
  const [{ value: again }, { value: other }] = [await offer(good), await offer(wrong)];
  const outcome = (reference: string) => province.outcome(reference);
  await until('answers on the outbound topic', PATIENCE_MS, async () => {
    await province.readOn();
    const silent = [one, again, other].find((reference) => !outcome(reference));
    return silent ?? (outcome(one)?.patent ? undefined : 'examination');
  });
  for (const reference of [one, again, other]) {
    const { externalNo, status, leadId, issues } = outcome(reference)!.answer;
    const why = issues.map(({ field, message }) => `${field}: ${message}`).join('; ');
    progress.say(`${THIRD_PROVINCE}, record ${reference}: ${externalNo} ${status} ${leadId ?? why}`);
  }
  progress.plain(`${INDENT}examination on its topic: ${outcome(one)!.patent!.status} on ${matter.actOn}`);
  const taken = broken ? ['ACCEPTED', 'REPEATED'] : ['ACCEPTED'];
  demand(taken.includes(outcome(one)!.answer.status), 'the lead on the topic was not accepted');
  demand(outcome(again)?.answer.status === 'REPEATED', 'the same record again was not known as a repeat');
  demand(outcome(other)?.answer.status === 'REJECTED', 'a day that is none was accepted');
  return outcome(one)!.answer.leadId!;
}

interface ClusterView {
  readonly id: string;
  readonly status: string;
  readonly score: number;
  readonly keys: readonly string[];
  readonly leads: readonly {
    readonly leadId: string;
    readonly submitter: string;
    readonly externalNo: string;
  }[];
  readonly version: number;
}

async function findMatter(scene: Scene, matter: Matter, byTopic: string | undefined): Promise<void> {
  const { progress, numbers, actors, left } = scene;
  const leadId = await submitLead(scene, 'ip-zhejiang', leadOn(matter, numbers.external('浙知线')));
  const fromPlatform = leadOn(matter, numbers.external('HP'), {
    origin: { source: 'E_COMMERCE', platform: '货品网', url: 'https://item.example.com/10029' },
  });
  const others = [await submitLead(scene, 'platform-huopin', fromPlatform), ...(byTopic ? [byTopic] : [])];
  for (const id of [leadId, ...others]) await tellEvent(scene, LeadSubmitted, id);
  const officer = actors.officer('lead-reporting', 'ip-zhejiang');
  let cluster: ClusterView | undefined;
  await until('a suggested cluster', PATIENCE_MS, async () => {
    const { items } = await officer.get<Page<ClusterView>>(`/clusters?leadId=${leadId}`);
    cluster = items.find(({ leads }) => leads.length > others.length);
    return cluster ? undefined : 'the leads are not suggested to be one matter';
  });
  const { id, score, keys, leads, version } = cluster!;
  progress.say(`suggested as one matter, because of ${keys.join(', ')} (${score} of 100):`);
  for (const { submitter, externalNo } of leads) progress.plain(`${INDENT}${submitter} ${externalNo}`);
  const confirmed = await act<ClusterView>(officer, `/clusters/${id}/confirmation`, { version });
  demand(confirmed.status === 'confirmed', `cluster ${id} is ${confirmed.status}`);
  progress.say(`confirmed by ${officerName('ip-zhejiang')} of ip-zhejiang: cluster ${id}`);
  await tellEvent(scene, ClusterConfirmed, id);
  left.matter = { leadId, partyName: matter.partyName };
}

/** Nobody will open a case on it; step 2 finds it on a list. */
async function leaveOneForgotten(scene: Scene): Promise<void> {
  const matter = newMatter(scene, '宁波遗忘日用品', '330203');
  const leadId = await submitLead(scene, 'ip-zhejiang', leadOn(matter, scene.numbers.external('浙知线')));
  const { competent } = await look<{ competent: string }>(
    scene.actors.system('lead-reporting', 'ip-zhejiang'),
    `/leads/${leadId}`,
  );
  demand(competent === 'ip-ningbo', `${competent} is competent at 330203`);
  scene.left.forgotten = { leadId, partyName: matter.partyName };
}
