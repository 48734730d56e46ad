import { Injectable } from '@nestjs/common';
import type { CasePatentAffected, TransferOpened, TransferStepTaken } from '@xianjie/contracts';
import { type Tx, update } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { toldBy } from './acting.js';
import type { Acting, Case } from './case.js';
import { notePatentAffected, noteTransferOpened, noteTransferStep } from './case-notes.js';
import { CaseEntity } from './case.entity.js';

/** Writes onto cases what other services told of them. What is told of cases that are not here is left aside. */
@Injectable()
export class CaseNotes {
  constructor(private readonly clock: Clock) {}

  transferOpened(tx: Tx, told: TransferOpened): Promise<void> {
    return this.note(tx, told.caseId, (from, acting) => noteTransferOpened(from, told, acting));
  }

  transferStepTaken(tx: Tx, told: TransferStepTaken): Promise<void> {
    return this.note(tx, told.caseId, (from, acting) => noteTransferStep(from, told, acting));
  }

  patentAffected(tx: Tx, told: CasePatentAffected): Promise<void> {
    return this.note(tx, told.caseId, (from, acting) => notePatentAffected(from, told, acting));
  }

  /** The row is locked: an officer who acts at the same time is told of a newer version. */
  private async note(tx: Tx, caseId: string, change: (from: Case, acting: Acting) => Case): Promise<void> {
    const from = await tx
      .getRepository(CaseEntity)
      .findOne({ where: { id: caseId }, lock: { mode: 'pessimistic_write' } });
    if (!from) return;
    const next = change(from, toldBy(this.clock));
    if (next !== from) await update(tx, CaseEntity, next);
  }
}
