import type { ServiceName } from '../../demo/actors.js';
import { look } from '../../demo/calls.js';
import { listAll, type Scene } from '../../demo/scene.js';
import { casesLines, type SeenCase } from './picture-of-cases.js';
import { creditLines } from './picture-of-credit.js';
import { transfersLines } from './picture-of-transfers.js';

/** Submitters of the story, and the agencies whose cases it plays. */
const SUBMITTERS = ['ip-zhejiang', 'ip-guangdong', 'ip-jiangsu', 'platform-huopin'] as const;

interface SeenLead {
  readonly id: string;
  readonly submitter: string;
  readonly externalNo: string;
  readonly status: string;
  readonly competent: string | null;
  readonly patentStatus: string | null;
  readonly patentMark: string | null;
  readonly caseId: string | null;
}

/**
 * What a run has left, as public interfaces show it to those who may see it: a line for each lead, case, circular, transfer, record and
 * entry, without ids, days and what else differs from run to run. What was made twice shows as a line too many.
 */
export async function endPicture(scene: Scene): Promise<string[]> {
  const { lines, cases } = await casesLines(scene);
  const all = [
    ...(await leadsLines(scene, cases)),
    ...lines,
    ...(await transfersLines(scene, cases)),
    ...(await creditLines(scene, cases)),
    ...(await brokenPromises(scene)),
  ];
  return all.sort();
}

/** Leads of this run one by one; those of the files, which every run submits again, by what became of them. */
async function leadsLines(scene: Scene, cases: readonly SeenCase[]): Promise<string[]> {
  const { actors, numbers } = scene;
  const numberOf = (id: string | null) =>
    cases.find((each) => each.id === id)?.no ?? (id ? 'a case' : 'no case');
  const lines: string[] = [];
  const ofFiles = new Map<string, number>();
  for (const submitter of SUBMITTERS) {
    const leads = await listAll<SeenLead>(actors.system('lead-reporting', submitter), '/leads?');
    for (const lead of leads.filter((each) => each.submitter === submitter)) {
      const { externalNo, status, competent, patentStatus, patentMark, caseId } = lead;
      const became = `${status}, at ${competent}, patent ${patentStatus} ${patentMark}`;
      if (numbers.isOwn(externalNo))
        lines.push(`lead ${numbers.anonymous(externalNo)} of ${submitter}: ${became}, ${numberOf(caseId)}`);
      else if (scene.left.fileLeads?.has(lead.id)) ofFiles.set(became, (ofFiles.get(became) ?? 0) + 1);
    }
  }
  return [...lines, ...[...ofFiles].map(([became, count]) => `leads of the file: ${count} ${became}`)];
}

/** Nothing may be parked anywhere, and no stream of the log may have a gap or a fork. */
async function brokenPromises({ actors, stack, seen }: Scene): Promise<string[]> {
  await seen.readOn();
  const lines = seen.numbers().broken.map((stream) => `broken: ${stream}`);
  for (const service of Object.keys(stack.services).filter((name) => name !== 'console-server')) {
    const api = actors.officer(service as ServiceName, 'xianjie-operations');
    const { items } = await look<{ items: { streamId: string; reason: string }[] }>(api, '/parked?limit=200');
    lines.push(...items.map(({ streamId, reason }) => `parked at ${service}: ${streamId}, ${reason}`));
  }
  return lines;
}
