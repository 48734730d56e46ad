import { Injectable } from '@nestjs/common';
import { TransferClockAlarmed } from '@xianjie/contracts';
import type { Alarm, Clock as Running } from '@xianjie/deadlines';
import { appendToOutbox } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';
import { Clock, localDateOf } from '@xianjie/service';
import { insertCopy } from '../oversight/copies.store.js';
import { meaningOf } from './clock-moves.js';
import { subjectOf } from './transfer-clocks.js';
import { TransferEntity } from './transfer.entity.js';
import type { Transfer } from './transfer.js';

/** What follows when a limit of a transfer nears its end or passes it: it is told. The state stays as it is. */
@Injectable()
export class ClockAlarms {
  constructor(private readonly clock: Clock) {}

  async raise(tx: Tx, running: Running, alarm: Alarm): Promise<void> {
    const meaning = meaningOf(running.rule.key);
    if (running.subject.kind !== subjectOf('').kind || meaning === 'CONDITIONAL') return;
    const transfer = await tx.getRepository(TransferEntity).findOneByOrFail({ id: running.subject.id });
    appendToOutbox(tx, TransferClockAlarmed, {
      transferId: transfer.id,
      caseId: transfer.caseId,
      clockKey: running.rule.key,
      alarm: alarm.kind,
      alarmOn: localDateOf(alarm.at),
      lateAfter: lateAfterOf(running),
      organ: running.agency,
      basis: running.rule.basis,
    });
    if (alarm.kind === 'LATE' && meaning === 'DUTY') await this.copyLateness(tx, transfer, running);
  }

  /** The procuratorate learns of every lateness; of that of a draft, where a duty to transfer stands behind it. */
  private async copyLateness(tx: Tx, transfer: Transfer, running: Running): Promise<void> {
    const { procuratorate, caseId, id, caseNo, agency, draftFrom, duty } = transfer;
    if (!procuratorate || (draftFrom !== null && duty === 'NO_DUTY_ON_AMOUNT')) return;
    const { rule, agency: organ } = running;
    const content = {
      caseNo,
      agency,
      clockKey: rule.key,
      organ,
      lateAfter: lateAfterOf(running),
      basis: rule.basis,
    };
    await insertCopy(
      tx,
      { procuratorate, caseId, transferId: id, stepNo: null, kind: 'LATE', content },
      this.clock.now(),
    );
  }
}

function lateAfterOf({ due }: Running): string {
  if (!due) return '';
  return due.kind === 'moment' ? due.dueAt : due.lateAfter;
}
