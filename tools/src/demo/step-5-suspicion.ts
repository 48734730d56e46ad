import { CrimeSuspected, TransferClockAlarmed, TransferOpened, TransferStepTaken } from '@xianjie/contracts';
import type { PoliceSystem } from '../simulators/police-system.js';
import { usualSteps, takeUsualStep } from '../simulators/police-officers.js';
import { officerName } from './actors.js';
import { refusalOf } from './calls.js';
import { CaseDesk, type CaseView } from './case-desk.js';
import { type RunningPolice, startPolice } from './police.js';
import { listAll, type Scene } from './scene.js';
import { newMatter } from './story-leads.js';
import { INDENT, tellEvent, tellTime } from './tell.js';
import { deliveryOf, TransferDesk, type TransferView } from './transfer-desk.js';
import { demand, PATIENCE_MS, until } from './until.js';

interface Suspicion {
  readonly cases: CaseDesk;
  readonly transfers: TransferDesk;
  readonly opened: CaseView;
  readonly transferId: string;
  readonly procuratorate: string;
}

/** Findings carry a duty to transfer: the way to the police, by HTTP and by topic, and back; and one that nobody answers. */
export async function transferSuspects(scene: Scene): Promise<void> {
  const running: RunningPolice[] = [];
  const start = async (organ: string) => {
    const police = await startPolice(scene, organ);
    running.push(police);
    scene.progress.say(`the system of ${organ} runs: ${police.by}`);
    return police.system;
  };
  try {
    const hangzhou = await start('police-hangzhou');
    const shenzhen = await start('police-shenzhen');
    await byHttp(scene, hangzhou);
    await byTopic(scene, shenzhen);
    await unanswered(scene);
  } finally {
    for (const police of running) await police.stop();
  }
}

async function byHttp(scene: Scene, police: PoliceSystem): Promise<void> {
  const suspicion = await suspected(scene, 'ip-hangzhou', '杭州仿真电器', '330106');
  police.manners.misbehave = 'wrong-signature';
  await towardsPolice(scene, suspicion);
  await notBelieved(scene, suspicion);
  police.manners.misbehave = undefined;
  await suspicion.transfers.arrived(suspicion.transferId);
  await answered(scene, suspicion, police);
  await fineBarred(scene, suspicion);
  await copied(scene, suspicion);
}

async function byTopic(scene: Scene, police: PoliceSystem): Promise<void> {
  const suspicion = await suspected(scene, 'ip-shenzhen', '深圳高仿科技', '440305');
  await towardsPolice(scene, suspicion);
  await suspicion.transfers.arrived(suspicion.transferId);
  await answered(scene, suspicion, police);
  await copied(scene, suspicion);
}

/** On a new morning, a case whose findings carry a duty; the transfer opens by itself. */
async function suspected(
  scene: Scene,
  agency: string,
  partyName: string,
  areaCode: string,
): Promise<Suspicion> {
  const cases = new CaseDesk(scene, agency);
  const transfers = new TransferDesk(scene, cases);
  await scene.clock.nextMorning();
  tellTime(scene);
  const opened = await cases.open(newMatter(scene, partyName, areaCode));
  await cases.find(opened, { turnoverFen: '28600000', directLossFen: '35200000' });
  await tellEvent(scene, CrimeSuspected, opened.id);
  const { id, procuratorate } = await transfers.openedOn(opened);
  await tellEvent(scene, TransferOpened, id);
  return { cases, transfers, opened, transferId: id, procuratorate: procuratorate! };
}

async function towardsPolice({ clock }: Scene, { transfers, transferId }: Suspicion): Promise<void> {
  await transfers.report(transferId);
  await clock.goOn({ hours: 2 });
  await transfers.approve(transferId);
  await clock.goOn({ hours: 1 });
  await transfers.deliver(transferId);
}

/** An acknowledgement that is signed wrongly is none: the delivery waits, and why is seen. */
async function notBelieved({ progress }: Scene, { transfers, transferId }: Suspicion): Promise<void> {
  let failure: string | null = null;
  await until('a failed attempt', PATIENCE_MS, async () => {
    failure = deliveryOf(await transfers.show(transferId)).failure;
    return failure ? undefined : 'none has failed';
  });
  progress.say(`its system signs wrongly, and is not believed: the delivery waits (${failure})`);
}

async function answered(scene: Scene, suspicion: Suspicion, police: PoliceSystem): Promise<void> {
  const { progress, clock } = scene;
  const { transfers, transferId } = suspicion;
  const delivery = [...police.received.values()].find((each) => each.transferId === transferId);
  demand(delivery !== undefined, `${police.organ} has not stored the delivery`);
  const officer = officerName(police.organ);
  for (const step of usualSteps) {
    await clock.goOn({ hours: 3 });
    const { status, stateNow } = await takeUsualStep(police, delivery, step, officer);
    demand(status === 'ACCEPTED', `${step} of ${police.organ} is ${status}`);
    progress.say(`${officer} of ${police.organ}: ${step}, signed ${clock.inWords()}; now ${stateNow}`);
    await tellEvent(scene, TransferStepTaken, transferId, (taken) => taken.step === step);
  }
  await shownOnCase(scene, suspicion);
  await transfers.tellOwed(transferId);
}

/** The case page follows the transfer: where it stands, and by when something is due. */
async function shownOnCase({ progress }: Scene, { cases, opened }: Suspicion): Promise<void> {
  let shown: CaseView['transfer'] = null;
  await until('the case shows the filing', PATIENCE_MS, async () => {
    shown = (await cases.show(opened.id)).transfer;
    return shown?.state === 'FILED' ? undefined : `it shows ${shown?.state}`;
  });
  const { state, dueOn, fineBarred: barred, steps } = shown!;
  progress.say(`${opened.caseNo} shows: ${state}, next limit ${dueOn}, fine barred: ${barred}`);
  for (const { stepNo, step, organ, documentNo } of steps)
    progress.plain(`${INDENT}${stepNo}. ${step} by ${organ}${documentNo ? `, ${documentNo}` : ''}`);
}

async function fineBarred({ progress }: Scene, { cases, opened }: Suspicion): Promise<void> {
  await cases.reach(opened, 'NOTIFIED');
  const code = await refusalOf(cases.api, `/cases/${opened.id}/decisions`, cases.decision('5000000'));
  demand(code === 'case.fine-barred', `a fine was refused for ${code}`);
  progress.say(`no fine takes the place of the transfer (${code})`);
}

interface Copy {
  readonly kind: string;
  readonly stepNo: number | null;
  readonly at: string;
  readonly content: {
    readonly documentNo?: string | null;
    readonly step?: string;
    readonly clockKey?: string;
  };
}

/** What the procuratorate received, written in the transactions of the acts it watches. */
async function copied(
  { actors, progress }: Scene,
  { opened, procuratorate }: Suspicion,
  kind = 'LETTER',
): Promise<void> {
  const api = actors.officer('case-transfer', procuratorate);
  const copies = await listAll<Copy>(api, `/oversight/copies?caseId=${opened.id}`);
  demand(
    copies.some((copy) => copy.kind === kind),
    `${procuratorate} has no copy of kind ${kind}`,
  );
  const told = copies.map(({ kind: of, content }) =>
    `${of} ${content.step ?? content.clockKey ?? content.documentNo ?? ''}`.trim(),
  );
  progress.say(`${procuratorate} has its copies: ${told.reverse().join(', ')}`);
}

/** The system acknowledges, and no officer signs: time alone changes no state, and everybody sees it. */
async function unanswered(scene: Scene): Promise<void> {
  const { clock, progress, actors } = scene;
  const suspicion = await suspected(scene, 'ip-hangzhou', '杭州无声贸易', '330108');
  const { transfers, transferId } = suspicion;
  await towardsPolice(scene, suspicion);
  await transfers.arrived(transferId);
  await transfers.tellOwed(transferId);
  await clock.goOn({ hours: 25 });
  tellTime(scene);
  await tellEvent(scene, TransferClockAlarmed, transferId, ({ alarm }) => alarm === 'LATE');
  const api = actors.officer('case-transfer', 'ip-hangzhou');
  const late = await listAll<TransferView>(api, '/transfers?late=true&owes=others');
  const found = late.find(({ id }) => id === transferId);
  demand(found !== undefined, `transfer ${transferId} is not among the late ones`);
  progress.say(
    `nobody signed: ${found.caseNo} is ${found.state} still, and ${found.dueOrgan} is late with ${found.dueKey} since ${found.dueAt}`,
  );
  await copied(scene, suspicion, 'LATE');
}
