import { CrimeSuspected, TransferOpened, TransferStepTaken } from '@xianjie/contracts';
import { takeUsualStep, usualSteps, type UsualStep } from '../simulators/police-officers.js';
import type { AnswerTaken, PoliceSystem } from '../simulators/police-system.js';
import { officerName } from './actors.js';
import { act, look, persistently } from './calls.js';
import { CaseDesk, type CaseView } from './case-desk.js';
import { listAll, type Scene } from './scene.js';
import { newMatter } from './story-leads.js';
import { tellEvent, tellTime } from './tell.js';
import { TransferDesk, type TransferView } from './transfer-desk.js';
import { demand, PATIENCE_MS, until } from './until.js';

/** A case whose findings carry a duty, with the desks of those who handle it. */
export interface Suspicion {
  readonly cases: CaseDesk;
  readonly transfers: TransferDesk;
  readonly opened: CaseView;
  readonly transferId: string;
  readonly procuratorate: string;
}

/** On a new morning, a case whose findings carry a duty; the transfer opens by itself. */
export async function suspected(
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

/** Report, approval and delivery, within the hours that the law gives. */
export async function towardsPolice({ clock }: Scene, { transfers, transferId }: Suspicion): Promise<void> {
  await transfers.report(transferId);
  await clock.goOn({ hours: 2 });
  await transfers.approve(transferId);
  await clock.goOn({ hours: 1 });
  await transfers.deliver(transferId);
}

/** The usual steps of police officers, up to the filing unless told. */
export async function policeAnswer(
  scene: Scene,
  { transferId }: Suspicion,
  police: PoliceSystem,
  steps: readonly UsualStep[] = usualSteps,
): Promise<void> {
  const delivery = [...police.received.values()].find((each) => each.transferId === transferId);
  demand(delivery !== undefined, `${police.organ} has not stored the delivery`);
  const officer = officerName(police.organ);
  for (const step of steps) {
    await scene.clock.goOn({ hours: 3 });
    await told(scene, police, transferId, step, () => takeUsualStep(police, delivery, step, officer));
  }
}

/** Another step of a police officer, with the number of its document and its reasons. */
export function policeTake(
  scene: Scene,
  { transferId }: Suspicion,
  police: PoliceSystem,
  step: string,
  paper: { readonly documentNo: string; readonly reasons?: string },
): Promise<void> {
  const officer = { name: officerName(police.organ) };
  const answer = { transferId, externalNo: `${step}-${transferId}`, step, officer, ...paper };
  return told(scene, police, transferId, step, () => police.answer(answer));
}

async function told(
  scene: Scene,
  { organ }: PoliceSystem,
  transferId: string,
  step: string,
  answer: () => Promise<AnswerTaken>,
): Promise<void> {
  const { progress, clock } = scene;
  const { value, again } = await persistently(answer);
  const taken = value.status === 'ACCEPTED' || (again && value.status === 'REPEATED');
  demand(taken, `${step} of ${organ} is ${value.status}: ${value.issues.join()}`);
  progress.say(
    `${officerName(organ)} of ${organ}: ${step}, signed ${clock.inWords()}; now ${value.stateNow}`,
  );
  await tellEvent(scene, TransferStepTaken, transferId, (event) => event.step === step);
}

/** A step of an officer of the procuratorate. */
export async function procuratorateTakes(
  { actors, progress }: Scene,
  { procuratorate, transferId }: Suspicion,
  step: string,
  paper: { readonly documentNo: string; readonly reasons?: string },
): Promise<void> {
  const api = actors.officer('case-transfer', procuratorate);
  const body = { step, ...paper };
  const { transfer } = await act<{ transfer: TransferView }>(api, `/transfers/${transferId}/steps`, body);
  progress.say(`${officerName(procuratorate)} of ${procuratorate}: ${step}; now ${transfer.state}`);
}

/** A number of a document of the procuratorate: `杭检立通〔2026〕…号`. */
export function procuratorateNumber({ numbers, clock }: Scene, words: string): string {
  return numbers.document(words, clock.today().slice(0, 4));
}

/** The case page follows the transfer: where it stands, and by when something is due. */
export async function shownOnCase(
  { progress }: Scene,
  { cases, opened }: Pick<Suspicion, 'cases' | 'opened'>,
  state: string,
): Promise<void> {
  let shown: CaseView['transfer'] = null;
  await until(`the case shows ${state}`, PATIENCE_MS, async () => {
    shown = (await cases.show(opened.id)).transfer;
    return shown?.state === state ? undefined : `it shows ${shown?.state}`;
  });
  const { dueOn, fineBarred } = shown!;
  progress.say(`${opened.caseNo} shows: ${state}, next limit ${dueOn ?? 'none'}, fine barred: ${fineBarred}`);
}

interface Copy {
  readonly kind: string;
  readonly content: {
    readonly documentNo?: string | null;
    readonly step?: string;
    readonly clockKey?: string;
  };
}

/** What the procuratorate received, written in the transactions of the acts it watches. */
export async function copied(
  { actors, progress }: Scene,
  { opened, procuratorate }: Pick<Suspicion, 'opened' | 'procuratorate'>,
  kind = 'LETTER',
): Promise<void> {
  const api = actors.officer('case-transfer', procuratorate);
  const copies = await listAll<Copy>(api, `/oversight/copies?caseId=${opened.id}`);
  demand(
    copies.some((copy) => copy.kind === kind),
    `${procuratorate} has no copy of kind ${kind}`,
  );
  const said = copies.map(({ kind: of, content }) =>
    `${of} ${content.step ?? content.clockKey ?? content.documentNo ?? ''}`.trim(),
  );
  progress.say(`${procuratorate} has its copies: ${said.reverse().join(', ')}`);
}

/** Whether a case stands on the procuratorate's list of what was not transferred, and how far it came. */
export async function untransferredStage(
  { actors }: Scene,
  { opened, procuratorate, cases }: Suspicion,
): Promise<string | undefined> {
  const api = actors.officer('case-transfer', procuratorate);
  const path = `/oversight/untransferred?agency=${cases.agency}`;
  const all = await listAll<{ caseId: string; stage: string }>(api, path);
  return all.find(({ caseId }) => caseId === opened.id)?.stage;
}

/** The page of a transfer as its procuratorate sees it. */
export function asProcuratorate(
  { actors }: Scene,
  { procuratorate, transferId }: Suspicion,
): Promise<TransferView> {
  return look<TransferView>(actors.officer('case-transfer', procuratorate), `/transfers/${transferId}`);
}
