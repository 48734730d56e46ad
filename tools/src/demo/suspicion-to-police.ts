import { TransferClockAlarmed } from '@xianjie/contracts';
import type { PoliceSystem } from '../simulators/police-system.js';
import { refusalOf } from './calls.js';
import { listAll, type Scene } from './scene.js';
import { copied, policeAnswer, shownOnCase, suspected, type Suspicion, towardsPolice } from './suspicion.js';
import { tellEvent, tellTime } from './tell.js';
import { deliveryOf, type TransferView } from './transfer-desk.js';
import { demand, PATIENCE_MS, until } from './until.js';

/** Filed: by signed HTTP, past a system that signs wrongly; from approval on no fine takes the place of the transfer. */
export async function filed(scene: Scene, police: PoliceSystem): Promise<void> {
  const suspicion = await suspected(scene, 'ip-hangzhou', '杭州仿真电器', '330106');
  const { transfers, transferId } = suspicion;
  police.manners.misbehave = 'wrong-signature';
  await towardsPolice(scene, suspicion);
  await notBelieved(scene, suspicion);
  police.manners.misbehave = undefined;
  await transfers.arrived(transferId);
  await policeAnswer(scene, suspicion, police);
  await shownOnCase(scene, suspicion, 'FILED');
  await transfers.tellOwed(transferId);
  await fineBarred(scene, suspicion);
  await copied(scene, suspicion);
  await transfers.tellSteps(transferId);
}

/** An acknowledgement that is signed wrongly is none: the delivery waits, and why is seen. */
async function notBelieved({ progress }: Scene, { transfers, transferId }: Suspicion): Promise<void> {
  let failure: string | null = null;
  await until('a failed attempt', PATIENCE_MS, async () => {
    ({ failure } = deliveryOf(await transfers.show(transferId)));
    return failure === 'envelope.signature' ? undefined : `it says ${failure}`;
  });
  progress.say(`its system signs wrongly, and is not believed: the delivery waits (${failure})`);
}

async function fineBarred({ progress }: Scene, { cases, opened }: Suspicion): Promise<void> {
  await cases.reach(opened, 'NOTIFIED');
  const code = await refusalOf(cases.api, `/cases/${opened.id}/decisions`, cases.decision('5000000'));
  demand(code === 'case.fine-barred', `a fine was refused for ${code}`);
  progress.say(`no fine takes the place of the transfer (${code})`);
}

/** The system acknowledges, and no officer signs: time alone changes no state, and everybody sees it; then the agency turns to the procuratorate. */
export async function silent(scene: Scene): Promise<void> {
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
  await transfers.take(transferId, 'RECEIPT_OVERDUE', { reasons: '送达后24小时未签收回执' });
  await transfers.tellSteps(transferId);
}
