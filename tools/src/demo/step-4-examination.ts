import { CasePatentAffected } from '@xianjie/contracts';
import { CaseDesk } from './case-desk.js';
import { look } from './calls.js';
import { seeAnswers } from './file-examination.js';
import { Intake } from './intake.js';
import { GRANTED, importPatent, type LegalEvent } from './patents.js';
import type { Scene } from './scene.js';
import { newMatter } from './story-leads.js';
import { INDENT, tellEvent } from './tell.js';
import { demand, PATIENCE_MS, until } from './until.js';

/** What each patent was on the day of the act; and a patent that falls after a case used it, of which the case hears once. */
export async function examine(scene: Scene): Promise<void> {
  await seeAnswers(scene, scene.left.fileLeads!);
  await fall(scene);
}

interface StatusView {
  readonly asOf: string;
  readonly status: string;
  readonly since: string | null;
  readonly restsOn: readonly {
    readonly number: string;
    readonly kind: string;
    readonly publishedOn: string;
  }[];
  readonly basis: readonly string[];
  readonly certainty: string;
}

async function fall(scene: Scene): Promise<void> {
  const { progress, clock } = scene;
  const matter = newMatter(scene, '温州飞驰电器', '330302');
  await importPatent(scene, matter.patentNumber, [GRANTED]);
  const desk = new CaseDesk(scene, 'ip-wenzhou');
  const intake = await Intake.of(scene, 'exam-exchange');
  const opened = await desk.open(matter);
  await intake.goesOn();
  await tellStatus(scene, matter.patentNumber, matter.actOn);
  const today = clock.today();
  const invalid: LegalEvent = { number: 'E02', kind: 'INVALID_FULL', effectiveOn: today, publishedOn: today };
  progress.say(`examination declares ${matter.patentNumber} invalid on ${today}`);
  for (const expected of ['changed', 'repeated']) {
    const { status, again } = await importPatent(scene, matter.patentNumber, [GRANTED, invalid]);
    const isExpected = status === expected || (again && status === 'repeated');
    demand(isExpected, `the register was ${status}, not ${expected}`);
  }
  await tellStatus(scene, matter.patentNumber, matter.actOn);
  await tellEvent(scene, CasePatentAffected, opened.id);
  await until('the case hears of it', PATIENCE_MS, async () =>
    (await desk.show(opened.id)).patentNotices.length > 0 ? undefined : 'it has not heard',
  );
  await toldOnce(scene, desk, opened.id);
}

/** The register's answer for a day, as an officer asks for it. */
async function tellStatus({ actors, progress }: Scene, patentNumber: string, asOf: string): Promise<void> {
  const api = actors.officer('exam-exchange', 'ip-wenzhou');
  const path = `/patents/${encodeURIComponent(patentNumber)}/status?asOf=${asOf}`;
  const { status, since, restsOn, basis, certainty } = await look<StatusView>(api, path);
  const events = restsOn.map(({ number, kind, publishedOn }) => `${number} ${kind} of ${publishedOn}`);
  progress.say(`${patentNumber} on ${asOf}: ${status}${since ? ` since ${since}` : ''}`);
  progress.plain(`${INDENT}rests on ${events.join(', ')} (${basis.join('; ')}; ${certainty})`);
}

async function toldOnce({ seen, progress }: Scene, desk: CaseDesk, caseId: string): Promise<void> {
  await seen.readOn();
  const events = seen.allOf(CasePatentAffected, caseId);
  const { caseNo, patentNotices } = await desk.show(caseId);
  demand(events.length === 1, `the case was told ${events.length} times`);
  demand(patentNotices.length === 1, `the case shows ${patentNotices.length} notices`);
  const { statusBefore, statusNow, newEvents, basis } = patentNotices[0]!;
  const kinds = newEvents.map(({ kind }) => kind).join(', ');
  progress.say(`${caseNo} is told once: ${statusBefore} → ${statusNow}, by ${kinds} (${basis.join('; ')})`);
}
