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
import { unknownUpload, type Upload } from './upload.js';
import { lockUpload } from './uploads.store.js';

/** Papers of transfers, and the signatures under a transfer report. */
@Injectable()
export class DocumentsService {
  constructor(private readonly clock: Clock) {}

  /**
   * A paper of the organ's own; others see it with the step that names it. One that was uploaded here must be stored. Throws
   * `not-found` (`transfer.unknown`, `upload.unknown`), `forbidden` (`transfer.forwarded`), `conflict` (`upload.unfinished`), `invalid`
   * (`document.other-file`).
   */
  async add(
    tx: Tx,
    transferId: string,
    { uploadId, ...given }: GivenDocument,
    actor: Actor,
  ): Promise<TransferDocument> {
    await requireWriter(tx, transferId, actor);
    const { documentNo = null, ...rest } = given;
    const { officer } = actor;
    const id = newId();
    const whose = { transferId, owner: actor.agency.id };
    const upload = uploadId === undefined ? undefined : await lockUpload(tx, uploadId, whose);
    if (uploadId !== undefined && !upload) throw unknownUpload(uploadId);
    const document: TransferDocument = {
      id,
      ...whose,
      ...rest,
      documentNo,
      mediaType: upload?.mediaType ?? given.mediaType ?? null,
      reference: upload ? fileAddress(transferId, id) : (given.reference ?? null),
      fileId: upload ? fileOf(upload, given) : null,
      addedBy: { id: officer?.id ?? null, name: officer?.name ?? null },
      addedAt: this.clock.now(),
    };
    await insertDocument(tx, document);
    await recordAudit(tx, actor, 'document.add', id, {
      transferId,
      kind: document.kind,
      file: document.fileId,
    });
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

/** The organ is at work on the transfer. Throws DomainError `not-found` (`transfer.unknown`), `forbidden` (`transfer.forwarded`). */
export async function requireWriter(tx: Tx, transferId: string, actor: Actor): Promise<void> {
  const { reader } = await findSeated(tx, transferId, actor.agency.id);
  if (reader.untilStep === null) return;
  throw new DomainError('forbidden', 'transfer.forwarded', 'Another organ has the case now', {
    zh: '案件已转送其他机关',
  });
}

/** Where the file of a document is fetched. */
export const fileAddress = (transferId: string, documentId: string): string =>
  `/transfers/${transferId}/documents/${documentId}/file`;

/** The stored file, where it is the one that the officer means: what was uploaded is replaced by nothing. */
function fileOf(
  { status, fileId, sha256, bytes }: Upload,
  given: Pick<GivenDocument, 'sha256' | 'bytes'>,
): string {
  if (status !== 'STORED' || fileId === null) {
    throw new DomainError('conflict', 'upload.unfinished', 'The file is not stored yet', {
      zh: '文件尚未上传完成',
    });
  }
  if (sha256 === given.sha256 && bytes === given.bytes) return fileId;
  const message = 'Digest or size are not those of the uploaded file';
  const messageZh = '摘要或大小与已上传的文件不一致';
  const issues = [{ field: 'sha256', rule: 'document.other-file', message, messageZh }];
  throw new DomainError('invalid', 'document.other-file', message, { zh: messageZh, issues });
}

function unknownDocument(id: string): DomainError {
  return new DomainError('not-found', 'document.unknown', `The transfer has no report ${id}`, {
    zh: `没有移送报告 ${id}`,
  });
}
