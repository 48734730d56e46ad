import { Injectable } from '@nestjs/common';
import { TransferOpened, TransferStepTaken } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import { appendToOutbox } from '@xianjie/messaging';
import type { Tx } from '@xianjie/persistence';
import { insertDelivery } from '../deliveries/deliveries.store.js';
import { orderDelivery } from '../deliveries/delivery.js';
import { Partners } from '../deliveries/partners.js';
import { documentPaper, opened, paperedStep, stepTaken } from './step-effects.js';
import type { TransferDocument } from '../documents/transfer-document.js';
import { insertCopy } from '../oversight/copies.store.js';
import { addReader, endReader, refreshReaders } from './readers.store.js';
import type { TransferStep } from './transfer-step.js';
import type { Transfer, Unopened } from './transfer.js';

/** A step that was taken, with the transfer before and after it and all papers of the transfer. */
export interface Taken {
  readonly before: Unopened;
  readonly transfer: Transfer;
  readonly step: TransferStep;
  readonly documents: readonly TransferDocument[];
}

/** Who learns of a step, all in its commit: worklists, the procuratorate's copy, the notice to the police, other services. */
@Injectable()
export class StepAnnouncements {
  constructor(private readonly partners: Partners) {}

  async announce(tx: Tx, taken: Taken): Promise<void> {
    await letIn(tx, taken);
    await refreshReaders(tx, taken.transfer);
    await copyToProcuratorate(tx, taken);
    await this.noticeToPolice(tx, taken);
    const { before, transfer, step } = taken;
    if (before.stepNo === 0) appendToOutbox(tx, TransferOpened, opened(transfer));
    appendToOutbox(tx, TransferStepTaken, stepTaken(transfer, step));
  }

  /** The police organ is told what others do in a case that it has, by the way it is reached. A forwarded case goes to the new organ whole. */
  private async noticeToPolice(tx: Tx, taken: Taken): Promise<void> {
    const { before, transfer, step } = taken;
    const { police, deliveredAt } = transfer;
    const told = step.shownTo.includes('POLICE') && step.organ !== police && step.step !== 'DELIVERED';
    if (!told || police === null || deliveredAt === null) return;
    const forwarded = before.police !== police;
    const content = {
      ...paperedStep(transfer, step, taken.documents),
      ...(forwarded
        ? {
            caseDocuments: taken.documents
              .filter(({ owner }) => owner === transfer.agency)
              .map(documentPaper),
          }
        : {}),
    };
    const ordered = {
      id: newId(),
      transferId: transfer.id,
      stepNo: step.no,
      kind: 'NOTICE',
      sender: step.enteredBy,
      recipient: police,
      channel: this.partners.of(police).channel,
      stepInput: null,
      orderedBy: { id: step.officer?.id ?? null, name: step.officer?.name ?? step.enteredBy },
    } as const;
    await insertDelivery(tx, orderDelivery(ordered, content, step.takenAt));
  }
}

/** The agency from the beginning; the procuratorate once something is decided, or it gave an opinion; the police once they have it. */
async function letIn(tx: Tx, { before, transfer, step }: Taken): Promise<void> {
  const { agency, police, procuratorate, higherProcuratorate, draftFrom, deliveredAt } = transfer;
  const at = step.takenAt;
  if (before.stepNo === 0) await addReader(tx, transfer, agency, 'ADMIN', at);
  if (procuratorate && (draftFrom === null || step.organ === procuratorate))
    await addReader(tx, transfer, procuratorate, 'PROC', at);
  if (higherProcuratorate && before.higherProcuratorate === null)
    await addReader(tx, transfer, higherProcuratorate, 'PROC', at);
  if (before.police && before.police !== police) await endReader(tx, transfer.id, before.police, step.no);
  if (police && deliveredAt !== null) await addReader(tx, transfer, police, 'POLICE', at);
}

/** What the procuratorate itself wrote it needs no copy of; a draft is the agency's own until it is decided. */
async function copyToProcuratorate(tx: Tx, { transfer, step, documents }: Taken): Promise<void> {
  const { procuratorate, draftFrom, caseId, id } = transfer;
  const due = step.shownTo.includes('PROC') && draftFrom === null && step.enteredBy !== procuratorate;
  if (!procuratorate || !due) return;
  const content = paperedStep(transfer, step, documents);
  const copy = { procuratorate, caseId, transferId: id, stepNo: step.no, kind: 'DECISION', content } as const;
  await insertCopy(tx, copy, step.takenAt);
}
