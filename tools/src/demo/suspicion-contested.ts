import type { PoliceSystem } from '../simulators/police-system.js';
import { officerName } from './actors.js';
import { act } from './calls.js';
import type { Scene } from './scene.js';
import {
  asProcuratorate,
  copied,
  policeAnswer,
  policeTake,
  procuratorateNumber,
  procuratorateTakes,
  shownOnCase,
  suspected,
  type Suspicion,
  towardsPolice,
  untransferredStage,
} from './suspicion.js';
import type { TransferView } from './transfer-desk.js';
import { demand } from './until.js';

/** The head refuses though a duty was computed: the procuratorate has it in the same commit, and asks for the transfer. */
export async function refusedByHead(scene: Scene): Promise<void> {
  const { progress, clock } = scene;
  const suspicion = await suspected(scene, 'ip-hangzhou', '杭州轻描商贸', '330106');
  const { transfers, transferId } = suspicion;
  await transfers.report(transferId);
  await clock.goOn({ hours: 3 });
  await transfers.refuse(transferId, '涉案产品已全部召回，拟作行政处罚');
  await copied(scene, suspicion, 'DECISION');
  const stage = await untransferredStage(scene, suspicion);
  demand(stage === 'REFUSED', `on the list of what was not transferred it is ${stage}`);
  progress.say(`on the list of ${suspicion.procuratorate} of what was not transferred: ${stage}`);
  await askedFor(scene, suspicion);
  await transfers.tellSteps(transferId);
}

/** The procuratorate asks for the transfer of a case, whatever became of it (人民检察院刑事诉讼规则第557条). */
async function askedFor(scene: Scene, { opened, procuratorate }: Suspicion): Promise<void> {
  const documentNo = procuratorateNumber(scene, '杭检移建');
  const body = { documentNo, reasons: '数额已达追诉标准，应当移送公安机关' };
  const api = scene.actors.officer('case-transfer', procuratorate);
  const path = `/oversight/cases/${opened.id}/opinions`;
  const { transfer } = await act<{ transfer: TransferView }>(api, path, body);
  scene.progress.say(
    `${officerName(procuratorate)} of ${procuratorate} asks for the transfer, ${documentNo}; now ${transfer.state}`,
  );
}

/** Not filed, reconsidered in vain, supervised, ordered: what police and procuratorate write to each other the agency does not read. */
export async function notFiled(scene: Scene, police: PoliceSystem): Promise<void> {
  const { clock } = scene;
  const suspicion = await suspected(scene, 'ip-hangzhou', '杭州争议科技', '330106');
  const { transfers, transferId, cases } = suspicion;
  await towardsPolice(scene, suspicion);
  await transfers.arrived(transferId);
  await policeAnswer(scene, suspicion, police, ['RECEIPT_SIGNED']);
  const paper = (words: string, reasons: string) => ({
    documentNo: procuratorateNumber(scene, words),
    reasons,
  });
  await policeTake(
    scene,
    suspicion,
    police,
    'NOT_FILED',
    paper('杭公不立', '现有证据不足以证明直接经济损失'),
  );
  await clock.nextMorning();
  const asks = { documentNo: cases.number('复'), reasons: '损失有审计报告为证' };
  await transfers.take(transferId, 'RECONSIDERATION_REQUESTED', asks);
  await clock.nextMorning();
  await policeTake(scene, suspicion, police, 'NOT_FILED_UPHELD', paper('杭公复', '维持原决定'));
  const suggests = { documentNo: cases.number('监建'), reasons: '公安机关不立案的理由不能成立' };
  await transfers.take(transferId, 'SUPERVISION_SUGGESTED', suggests);
  await supervised(scene, suspicion, police);
  await shownOnCase(scene, suspicion, 'FILED');
  await unread(scene, suspicion);
  await transfers.tellSteps(transferId);
}

async function supervised(scene: Scene, suspicion: Suspicion, police: PoliceSystem): Promise<void> {
  const number = (words: string) => ({ documentNo: procuratorateNumber(scene, words) });
  await scene.clock.nextMorning();
  await procuratorateTakes(scene, suspicion, 'REASONS_REQUESTED', number('杭检要理'));
  await scene.clock.nextMorning();
  const reasons = { ...number('杭公理由'), reasons: '审计报告系单方委托' };
  await policeTake(scene, suspicion, police, 'REASONS_GIVEN', reasons);
  await scene.clock.nextMorning();
  await procuratorateTakes(scene, suspicion, 'FILING_ORDERED', number('杭检通立'));
  await scene.clock.nextMorning();
  await policeTake(scene, suspicion, police, 'FILED', number('杭公立'));
}

/** Each sees that it was written, and only those to whom it is addressed what it says. */
async function unread(scene: Scene, suspicion: Suspicion): Promise<void> {
  const between = ['REASONS_REQUESTED', 'REASONS_GIVEN', 'FILING_ORDERED'];
  const read = ({ steps }: TransferView) =>
    steps.filter(({ step, paper }) => between.includes(step) && paper !== null).map(({ step }) => step);
  const byAgency = read(await suspicion.transfers.show(suspicion.transferId));
  const byProcuratorate = read(await asProcuratorate(scene, suspicion));
  demand(byAgency.length === 0, `the agency reads ${byAgency.join()}`);
  demand(byProcuratorate.length === between.length, `the procuratorate reads only ${byProcuratorate.join()}`);
  scene.progress.say(`the agency sees that ${between.join(', ')} were written, and reads none of them`);
}
