import {
  CircularAcknowledged,
  CircularDistributed,
  CircularOutcomeReported,
  CircularReminded,
} from '@xianjie/contracts';
import { officerName } from './actors.js';
import { CaseDesk } from './case-desk.js';
import { act, look, refusalOf } from './calls.js';
import type { Scene } from './scene.js';
import { newMatter } from './story-leads.js';
import { INDENT, tellEvent, tellTime } from './tell.js';
import { demand, NotSeen, PATIENCE_MS, until } from './until.js';

const PROVINCE = 'ip-zhejiang';
const [FILES, FINDS_NOTHING, SILENT] = ['ip-ningbo', 'ip-jiaxing', 'ip-wenzhou'];

interface CircularView {
  readonly id: string;
  readonly status: string;
  readonly circularNo: string | null;
  readonly acknowledgeBy: string | null;
  readonly silent: readonly string[];
  readonly recipients: readonly {
    readonly agency: string;
    readonly name: string;
    readonly state: string;
    readonly outcome: string | null;
  }[];
  readonly version: number;
}

/** A handled case is told to the other prefectures; who stays silent is seen by name, and what the police may have is held back. */
export async function circulate(scene: Scene): Promise<void> {
  const { id } = await distributed(scene);
  await answered(scene, id);
  await silentByName(scene, id);
  await heldBack(scene);
}

async function propose(
  { actors }: Scene,
  agency: string,
  caseId: string,
  caseNo: string,
): Promise<CircularView> {
  const body = { caseId, title: `${caseNo}假冒专利案`, body: '在产品包装上标注他人专利号；已作出行政处罚。' };
  return act<CircularView>(actors.officer('lead-reporting', agency), '/circulars', body);
}

/** The number of the issuer, and all but the proposer as addressees. */
function distribution({ numbers, clock }: Scene, version: number) {
  const circularNo = numbers.document('浙知通', clock.today().slice(0, 4));
  return { version, circularNo, addressees: [FILES, FINDS_NOTHING, SILENT], acknowledgeWithin: 5 };
}

async function distributed(scene: Scene): Promise<CircularView> {
  const { progress, actors, left } = scene;
  const { id: caseId, caseNo } = left.closedCase!;
  const proposed = await propose(scene, 'ip-hangzhou', caseId, caseNo);
  progress.say(`ip-hangzhou puts ${caseNo} forward to be circulated`);
  const checker = actors.officer('lead-reporting', PROVINCE, 1);
  const { version } = await look<CircularView>(checker, `/circulars/${proposed.id}`);
  const circular = await act<CircularView>(
    checker,
    `/circulars/${proposed.id}/distribution`,
    distribution(scene, version),
  );
  progress.say(
    `checked and distributed by ${officerName(PROVINCE, 1)}: ${circular.circularNo}, to be acknowledged by ${circular.acknowledgeBy}`,
  );
  await tellEvent(scene, CircularDistributed, circular.id);
  return circular;
}

async function answered(scene: Scene, id: string): Promise<void> {
  const { progress, actors } = scene;
  for (const agency of [FILES, FINDS_NOTHING] as const) {
    await act(actors.officer('lead-reporting', agency!), `/circulars/${id}/acknowledgement`);
    progress.say(`${agency} acknowledges`);
    await tellEvent(scene, CircularAcknowledged, id, (value) => value.agency === agency);
  }
  const own = await new CaseDesk(scene, FILES!).open(newMatter(scene, '宁波风云电器', '330212'));
  const report = async (agency: string, outcome: object) => {
    await act(actors.officer('lead-reporting', agency), `/circulars/${id}/outcome`, outcome);
    const { value } = await tellEvent(scene, CircularOutcomeReported, id, (told) => told.agency === agency);
    progress.plain(`${INDENT}${agency}: ${value.outcome}`);
  };
  await report(FILES!, { outcome: 'FILED', caseId: own.id });
  await report(FINDS_NOTHING!, { outcome: 'NO_CASE', note: '辖区内未发现同类产品' });
}

const MOST_DAYS = 30;

/** Days go by until the day for the acknowledgement has passed. */
async function silentByName(scene: Scene, id: string): Promise<void> {
  const { progress, actors, clock } = scene;
  const issuer = actors.officer('lead-reporting', PROVINCE, 1);
  let shown = await look<CircularView>(issuer, `/circulars/${id}`);
  for (let days = 0; shown.silent.length === 0; days += 1) {
    if (days > MOST_DAYS) throw new NotSeen('nobody is silent, though one did not answer');
    await clock.goOn({ days: 1 });
    shown = await look<CircularView>(issuer, `/circulars/${id}`);
  }
  tellTime(scene);
  progress.say(`silent, by name: ${shown.silent.join(', ')}`);
  for (const { name, state, outcome } of shown.recipients)
    progress.plain(`${INDENT}${name}: ${state}${outcome ? `, ${outcome}` : ''}`);
  demand(shown.silent.length === 1, `${shown.silent.length} are silent`);
  await tellEvent(scene, CircularReminded, id, ({ agencies }) => agencies.includes(SILENT!));
}

/** A decided case in which later findings carry a duty to transfer: nothing of it is circulated while the transfer is open. */
async function heldBack(scene: Scene): Promise<void> {
  const { progress, actors } = scene;
  const desk = new CaseDesk(scene, FINDS_NOTHING!);
  const opened = await desk.open(newMatter(scene, '嘉兴巨浪五金', '330402'));
  await desk.find(opened, { turnoverFen: '3000000' });
  await desk.reach(opened, 'NOTIFIED');
  await desk.decide(opened, '0');
  await desk.find(opened, { turnoverFen: '28000000', directLossFen: '46000000' });
  await until('lead-reporting hears of the transfer', PATIENCE_MS, async () =>
    (await desk.show(opened.id)).transfer ? undefined : 'it has not opened',
  );
  const { id, version } = await propose(scene, FINDS_NOTHING!, opened.id, opened.caseNo);
  const checker = actors.officer('lead-reporting', PROVINCE, 1);
  const code = await refusalOf(checker, `/circulars/${id}/distribution`, distribution(scene, version));
  demand(code === 'circular.transfer-open', `the circular was held back for ${code}`);
  progress.say(`the circular of ${opened.caseNo} is held back (${code})`);
}
