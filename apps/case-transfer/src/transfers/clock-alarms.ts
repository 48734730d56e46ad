import { Injectable } from '@nestjs/common';
import { TransferClockAlarmed } from '@xianjie/contracts';
import type { Alarm, Clock as Running } from '@xianjie/deadlines';
import { appendToOutbox } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';
import { Clock, localDateOf } from '@xianjie/service';
import { insertCopy } from '../oversight/copies.store.js';
import { PENALTY_SUBJECT } from '../penalties/penalty-clock.js';
import { findPenaltyCopy } from '../penalties/penalty-copies.store.js';
import { meaningOf } from './clock-moves.js';
import { subjectOf } from './transfer-clocks.js';
import { TransferEntity } from './transfer.entity.js';
import type { Transfer } from './transfer.js';

/** What follows when a limit of a transfer nears its end or passes it: it is told. The state stays as it is. */
@Injectable()
export class ClockAlarms {
  constructor(private readonly clock: Clock) {}

  async raise(tx: Tx, running: Running, alarm: Alarm): Promise<void> {
    if (running.subject.kind === PENALTY_SUBJECT) return this.penalty(tx, running, alarm);
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

  /** Copies of a penalty that stands in place of a transfer: that they are late the procuratorate learns as well. */
  private async penalty(tx: Tx, running: Running, alarm: Alarm): Promise<void> {
    const copy = alarm.kind === 'LATE' ? await findPenaltyCopy(tx, running.subject.id) : undefined;
    if (!copy?.procuratorate) return;
    const { procuratorate, caseId, transferId, caseNo, agency, decisionNo } = copy;
    const content = { caseNo, agency, decisionNo, ...latenessOf(running) };
    const late = { procuratorate, caseId, transferId, stepNo: null, kind: 'LATE', content } as const;
    await insertCopy(tx, late, this.clock.now());
  }

  /** The procuratorate learns of every lateness; of that of a draft, where a duty to transfer stands behind it. */
  private async copyLateness(tx: Tx, transfer: Transfer, running: Running): Promise<void> {
    const { procuratorate, caseId, id, caseNo, agency, draftFrom, duty } = transfer;
    if (!procuratorate || (draftFrom !== null && duty === 'NO_DUTY_ON_AMOUNT')) return;
    const content = { caseNo, agency, ...latenessOf(running) };
    await insertCopy(
      tx,
      { procuratorate, caseId, transferId: id, stepNo: null, kind: 'LATE', content },
      this.clock.now(),
    );
  }
}

function latenessOf(running: Running) {
  const { rule, agency: organ } = running;
  return { clockKey: rule.key, organ, lateAfter: lateAfterOf(running), basis: rule.basis };
}

function lateAfterOf({ due }: Running): string {
  if (!due) return '';
  return due.kind === 'moment' ? due.dueAt : due.lateAfter;
}
