import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { DomainError } from '@xianjie/errors';
import type { Actor } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { findSteps } from '../transfers/steps.store.js';
import { documentsFor } from '../transfers/transfer-view.js';
import { findSeated } from '../transfers/transfers.store.js';
import { documentsOf } from './documents.store.js';
import { findFile, type StoredFile } from './stored-files.store.js';
import type { TransferDocument } from './transfer-document.js';

/** A paper with the file that is kept of it. */
export interface FiledDocument {
  readonly document: TransferDocument;
  readonly file: StoredFile;
}

/** Who takes the file of a paper: exactly those who see the paper. */
@Injectable()
export class DownloadsService {
  /** Throws DomainError `not-found`: `transfer.unknown`, `document.unknown`, `document.no-file`. */
  async find(tx: Tx, transferId: string, documentId: string, actor: Actor): Promise<FiledDocument> {
    const { transfer, reader } = await findSeated(tx, transferId, actor.agency.id);
    const all = await documentsOf(tx, transferId);
    const seen = documentsFor(transfer, all, await findSteps(tx, transferId), reader);
    const document = seen.find(({ id }) => id === documentId);
    if (!document) throw missing('unknown', 'The transfer has no such paper', '该案件没有此文书');
    const file = document.fileId === null ? undefined : await findFile(tx, document.fileId);
    if (!file)
      throw missing('no-file', 'The file of this paper is not kept here', '该文书的文件未存于本系统');
    return { document, file };
  }

  /** Who took which file is in the trail; the parts of one download count once. */
  async noteTaken(tx: Tx, { document, file }: FiledDocument, actor: Actor): Promise<void> {
    await recordAudit(tx, actor, 'document.download', document.id, {
      transferId: document.transferId,
      file: file.id,
    });
  }
}

function missing(rule: string, message: string, zh: string): DomainError {
  return new DomainError('not-found', `document.${rule}`, message, { zh });
}
