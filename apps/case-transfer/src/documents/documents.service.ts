import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { DomainError } from '@xianjie/errors';
import { newId } from '@xianjie/identifiers';
import { type Actor, assertOwnAgency } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import type { Signature } from '../transfers/step-guards.js';
import { findSeated, holdTransfer } from '../transfers/transfers.store.js';
import type { GivenDocument } from './documents.dto.js';
import { documentsOf, insertDocument, insertSignature } from './documents.store.js';
import type { TransferDocument } from './transfer-document.js';

/** Papers of transfers, and the signatures under a transfer report. */
@Injectable()
export class DocumentsService {
  constructor(private readonly clock: Clock) {}

  /** A paper of the organ's own; others see it with the step that names it. Throws `not-found`, `forbidden` (`transfer.forwarded`). */
  async add(tx: Tx, transferId: string, given: GivenDocument, actor: Actor): Promise<TransferDocument> {
    const { reader } = await findSeated(tx, transferId, actor.agency.id);
    if (reader.untilStep !== null) {
      throw new DomainError('forbidden', 'transfer.forwarded', 'Another organ has the case now', {
        zh: '案件已转送其他机关',
      });
    }
    const { documentNo = null, mediaType = null, reference = null, ...rest } = given;
    const { officer } = actor;
    const document: TransferDocument = {
      id: newId(),
      transferId,
      owner: actor.agency.id,
      ...rest,
      documentNo,
      mediaType,
      reference,
      addedBy: { id: officer?.id ?? null, name: officer?.name ?? null },
      addedAt: this.clock.now(),
    };
    await insertDocument(tx, document);
    await recordAudit(tx, actor, 'document.add', document.id, { transferId, kind: document.kind });
    return document;
  }

  /**
   * An officer of the agency signs the transfer report of this round, in person; again changes nothing. Throws `not-found`
   * (`transfer.unknown`, `document.unknown`), `forbidden` (`agency.not-own`, `officer.needed`), `conflict` (`report.not-now`).
   */
  async sign(tx: Tx, transferId: string, documentId: string, actor: Actor): Promise<Signature> {
    await findSeated(tx, transferId, actor.agency.id);
    const transfer = await holdTransfer(tx, transferId);
    assertOwnAgency(actor, transfer.agency);
    const { officer } = actor;
    if (!officer) {
      throw new DomainError('forbidden', 'officer.needed', 'An officer signs in person', {
        zh: '须由执法人员本人登录签署',
      });
    }
    const report = (await documentsOf(tx, transferId)).find(
      ({ id, kind }) => id === documentId && kind === 'TRANSFER_REPORT',
    );
    if (!report) throw unknownDocument(documentId);
    if (transfer.state !== 'TASK_FORCE') {
      throw new DomainError(
        'conflict',
        'report.not-now',
        'A report is signed while the task force is at work',
        {
          zh: '仅在专案组核实阶段签署移送报告',
        },
      );
    }
    const signature = {
      officerId: officer.id,
      officerName: officer.name,
      documentId,
      afterStep: transfer.roundFrom,
    };
    const isNew = await insertSignature(tx, transferId, signature, this.clock.now());
    if (isNew) await recordAudit(tx, actor, 'report.sign', documentId, { transferId });
    return signature;
  }
}

function unknownDocument(id: string): DomainError {
  return new DomainError('not-found', 'document.unknown', `The transfer has no report ${id}`, {
    zh: `没有移送报告 ${id}`,
  });
}
