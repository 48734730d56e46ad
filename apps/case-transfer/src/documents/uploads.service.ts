import { Injectable } from '@nestjs/common';
import { recordAudit } from '@xianjie/audit';
import { DomainError } from '@xianjie/errors';
import { type Actor, AgencyDirectory } from '@xianjie/identity';
import { Database, type Tx } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { agencyActor } from '../transfers/agency-actor.js';
import { DocumentFiles, type Written } from './document-files.js';
import { requireWriter } from './documents.service.js';
import { keepFile } from './stored-files.store.js';
import { readMetadata, refusalOf, requireRoom, unknownUpload, type Upload } from './upload.js';
import { UploadLocks } from './upload-locks.js';
import {
  deleteUpload,
  findUpload,
  insertUpload,
  roomFor,
  settleUpload,
  touchUpload,
} from './uploads.store.js';

const HOUR_MS = 3_600_000;

/** What a sender says of a file before its first byte. */
export interface Announced {
  readonly id: string;
  readonly bytes: number;
  readonly metadata: Readonly<Record<string, string | null>> | undefined;
}

/** Files on their way here, from the announcement to the check of their digest. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly agencies: AgencyDirectory,
    private readonly files: DocumentFiles,
    private readonly locks: UploadLocks,
  ) {}

  /** Throws DomainError `not-found` (`transfer.unknown`), `forbidden` (`transfer.forwarded`), and as `readMetadata` and `requireRoom`. */
  async begin(tx: Tx, transferId: string, { id, bytes, metadata }: Announced, actor: Actor): Promise<void> {
    await requireWriter(tx, transferId, actor);
    if (bytes < 1) throw emptyFile();
    const now = this.clock.now();
    const whose = { transferId, owner: actor.agency.id };
    requireRoom(await roomFor(tx, whose, new Date(now.getTime() - HOUR_MS)));
    const { officer } = actor;
    await insertUpload(tx, {
      id,
      ...whose,
      addedBy: { id: officer?.id ?? null, name: officer?.name ?? null },
      ...readMetadata(metadata),
      bytes,
      status: 'UPLOADING',
      refusal: null,
      fileId: null,
      sha256: null,
      createdAt: now,
      touchedAt: now,
    });
    await recordAudit(tx, actor, 'upload.begin', id, { transferId, bytes });
  }

  /** The organ's own upload. Throws DomainError `not-found` (`upload.unknown`), the same for what is not there and what is another's. */
  async own(id: string, { transferId, owner }: Pick<Upload, 'transferId' | 'owner'>): Promise<Upload> {
    const upload = await findUpload(this.db.manager, id);
    if (upload?.transferId === transferId && upload.owner === owner) return upload;
    throw unknownUpload(id);
  }

  /** How many of its bytes are here. */
  async lengthOf(upload: Upload): Promise<number> {
    if (upload.status === 'STORED') return upload.bytes;
    return upload.status === 'REFUSED' ? 0 : this.files.lengthOf(upload);
  }

  /** The sender goes on; only who holds the upload calls this. Answers how many bytes are here then. */
  async write(upload: Upload, offset: number, chunks: AsyncIterable<Buffer>): Promise<number> {
    if (upload.status !== 'UPLOADING') throw alreadyStored();
    return this.locks.writing(upload.id, async () => {
      const file = await this.files.open(upload);
      try {
        if (file.length !== offset) throw otherOffset();
        for await (const chunk of chunks) await file.add(chunk);
      } finally {
        await file.close();
        await touchUpload(this.db.manager, upload.id, this.clock.now());
      }
      return file.length;
    });
  }

  /** The sender gives it up. Throws DomainError `conflict` (`upload.stored`) where it is stored already. */
  async abandon(upload: Upload): Promise<void> {
    if (upload.status === 'STORED') throw alreadyStored();
    await deleteUpload(this.db.manager, upload.id);
    await this.files.remove(upload);
  }

  /**
   * All bytes are here: their digest is computed, and from now on the file counts, once for each content of a transfer. Called again, it
   * answers the same. Throws DomainError `invalid` (`upload.digest`, `upload.not-its-type`) where the file is refused.
   */
  async finish(id: string): Promise<Upload> {
    const settled = await this.locks.alone(id, () => this.settle(id));
    if (settled.status !== 'REFUSED') return settled;
    throw new DomainError('invalid', settled.refusal ?? 'upload.refused', 'The file is refused', {
      zh: '文件未通过校验，不予接收',
    });
  }

  /** Finishes an upload of the organ's own whose process died after the last byte. Throws as `own` and `finish`. */
  async finishOwn(id: string, transferId: string, { agency }: Actor): Promise<void> {
    const upload = await this.own(id, { transferId, owner: agency.id });
    if (upload.status !== 'STORED') await this.finish(id);
  }

  private async settle(id: string): Promise<Upload> {
    const upload = await findUpload(this.db.manager, id);
    if (!upload) throw unknownUpload(id);
    if (upload.status !== 'UPLOADING' || (await this.files.lengthOf(upload)) < upload.bytes) return upload;
    const written = await this.files.write(upload);
    const refusal = refusalOf(upload, written);
    if (refusal) await written.discard();
    const settled: Upload = {
      ...upload,
      status: refusal ? 'REFUSED' : 'STORED',
      refusal: refusal?.rule ?? null,
      sha256: written.sha256,
    };
    const result = await this.db.transact((tx) => this.note(tx, settled, written));
    await this.files.remove(upload);
    return result;
  }

  private async note(tx: Tx, settled: Upload, written: Written): Promise<Upload> {
    const { id, transferId, owner, addedBy, bytes, mediaType, refusal } = settled;
    const { fileId: fresh, sha256 } = written;
    const file = { id: fresh, transferId, sha256, bytes, mediaType };
    const fileId = refusal === null ? await keepFile(tx, file, this.clock.now()) : null;
    if (fileId !== null && fileId !== fresh) await written.discard();
    const result = { ...settled, fileId };
    await settleUpload(tx, result);
    const agency = agencyActor(this.agencies, owner);
    const actor =
      addedBy.id === null ? agency : { ...agency, officer: { id: addedBy.id, name: addedBy.name ?? '' } };
    await recordAudit(tx, actor, refusal === null ? 'upload.store' : 'upload.refuse', id, {
      transferId,
      ...(refusal === null ? { again: fileId !== fresh } : { refusal }),
    });
    return result;
  }
}

function alreadyStored(): DomainError {
  return new DomainError('conflict', 'upload.stored', 'The file is stored already', {
    zh: '该文件已上传完成',
  });
}

function emptyFile(): DomainError {
  return new DomainError('invalid', 'upload.empty', 'An empty file is no paper', { zh: '不能上传空文件' });
}

function otherOffset(): DomainError {
  return new DomainError('conflict', 'upload.offset', 'So many bytes have not come yet, or more have', {
    zh: '上传位置不一致，请重新获取进度',
  });
}
