import { CaseDecided } from '@xianjie/contracts';
import type { PoliceSystem } from '../simulators/police-system.js';
import { CaseDesk, type CaseView } from './case-desk.js';
import type { Scene } from './scene.js';
import { newMatter } from './story-leads.js';
import {
  copied,
  policeAnswer,
  policeTake,
  procuratorateNumber,
  shownOnCase,
  suspected,
  towardsPolice,
} from './suspicion.js';
import { tellEvent, tellTime } from './tell.js';
import { TransferDesk } from './transfer-desk.js';

/** Delivered sealed on a topic and filed; the police drop the case, it comes back, and now it may be fined. */
export async function returned(scene: Scene, police: PoliceSystem): Promise<void> {
  const suspicion = await suspected(scene, 'ip-shenzhen', '深圳高仿科技', '440305');
  const { transfers, transferId, cases, opened } = suspicion;
  await towardsPolice(scene, suspicion);
  await transfers.arrived(transferId);
  await policeAnswer(scene, suspicion, police);
  await copied(scene, suspicion);
  await scene.clock.nextMorning();
  tellTime(scene);
  await transfers.handOver(transferId);
  await scene.clock.goOn({ days: 2 });
  const documentNo = procuratorateNumber(scene, '深公撤');
  const dropped = { documentNo, reasons: '经侦查，情节显著轻微，不认为是犯罪' };
  await policeTake(scene, suspicion, police, 'CASE_DROPPED', dropped);
  await transfers.take(transferId, 'DISPOSED_ADMINISTRATIVELY');
  await shownOnCase(scene, suspicion, 'ADMIN_DISPOSAL');
  await penalised(scene, cases, opened);
  await reported(scene, transfers, transferId, { cases, opened });
}

/** It comes from a procuratorate after a decision not to prosecute; this agency had never transferred it. */
export async function neverTransferred(scene: Scene): Promise<void> {
  const cases = new CaseDesk(scene, 'ip-hangzhou');
  const transfers = new TransferDesk(scene, cases);
  await scene.clock.nextMorning();
  tellTime(scene);
  const opened = await cases.open(newMatter(scene, '杭州余波日用', '330106'));
  await cases.find(opened, { turnoverFen: '4600000' });
  const { id } = await transfers.receive(opened, '330106', procuratorateNumber(scene, '杭检意'));
  await transfers.take(id, 'DISPOSED_ADMINISTRATIVELY');
  await shownOnCase(scene, { cases, opened }, 'ADMIN_DISPOSAL');
  await penalised(scene, cases, opened);
  await reported(scene, transfers, id, { cases, opened });
}

/** What was barred while the police had the case. */
async function penalised(scene: Scene, cases: CaseDesk, opened: CaseView): Promise<void> {
  await cases.reach(opened, 'NOTIFIED');
  await cases.decide(opened, '5000000');
  await tellEvent(scene, CaseDecided, opened.id);
}

async function reported(
  scene: Scene,
  transfers: TransferDesk,
  id: string,
  shown: { readonly cases: CaseDesk; readonly opened: CaseView },
): Promise<void> {
  await transfers.take(id, 'RESULT_REPORTED', { reasons: '已作出行政处罚：罚款五万元' });
  await shownOnCase(scene, shown, 'CLOSED');
  await transfers.tellSteps(id);
}
