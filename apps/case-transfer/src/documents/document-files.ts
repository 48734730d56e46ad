import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@xianjie/errors';
import { newId } from '@xianjie/identifiers';
import { Database } from '@xianjie/persistence';
import { PartialFile } from '../sealing/partial-file.js';
import { readSealed, writeSealed } from '../sealing/sealed-file.js';
import { Segments } from '../sealing/segments.js';
import { findKey } from '../sealing/transfer-keys.store.js';
import { DocumentFolder } from './document-folder.js';
import { fitsType } from './media-types.js';
import type { StoredFile } from './stored-files.store.js';
import { type Arrived, unknownUpload, type Upload } from './upload.js';

type Owned = Pick<Upload, 'id' | 'transferId'>;

/** A finished upload as it was written to its place. */
export interface Written extends Arrived {
  readonly fileId: string;
  /** Takes it away again: it was refused, or the same file is there already. */
  discard(): Promise<void>;
}

/** The bytes of papers: sealed under the key of their transfer, never whole in memory. */
@Injectable()
export class DocumentFiles {
  constructor(
    private readonly db: Database,
    private readonly folder: DocumentFolder,
  ) {}

  async begin({ transferId, id }: Owned): Promise<void> {
    await PartialFile.create(await this.folder.uploadPath(transferId, id));
  }

  /** How many bytes of an upload have come. Throws DomainError `not-found` (`upload.unknown`) where its file is gone. */
  async lengthOf(upload: Owned): Promise<number> {
    const { path, segments } = await this.#upload(upload);
    return PartialFile.lengthOf(path, segments).catch(gone(upload));
  }

  /** To write on. Only who holds the upload may. */
  async open(upload: Owned): Promise<PartialFile> {
    const { path, segments } = await this.#upload(upload);
    return PartialFile.open(path, segments).catch(gone(upload));
  }

  async remove({ transferId, id }: Owned): Promise<void> {
    await PartialFile.remove(await this.folder.uploadPath(transferId, id));
  }

  /**
   * Seals a complete upload anew as a file of its own, and computes its digest from what really lies on the disk. Who wrote to the upload
   * before has no way into that file.
   */
  async write(upload: Upload): Promise<Written> {
    const { path, segments } = await this.#upload(upload);
    const fileId = newId();
    const target = await this.folder.filePath(upload.transferId, fileId);
    const hash = createHash('sha256');
    let first: Buffer = Buffer.alloc(0);
    async function* hashed(): AsyncGenerator<Buffer> {
      for await (const plain of PartialFile.read(path, segments)) {
        hash.update(plain);
        if (first.length === 0) first = Buffer.from(plain.subarray(0, 16));
        yield plain;
      }
    }
    const beside = DocumentFolder.beside(target);
    await writeSealed(beside, await this.#segments(upload.transferId, fileId), hashed());
    await DocumentFolder.settle(target);
    const discard = () => rm(target, { force: true });
    return { fileId, sha256: hash.digest('hex'), fits: fitsType(upload.mediaType, first), discard };
  }

  /** The bytes `from` to `to`, both included. */
  async read(
    { id, transferId, bytes }: StoredFile,
    { from, to }: { readonly from: number; readonly to: number },
  ): Promise<AsyncGenerator<Buffer>> {
    const segments = await this.#segments(transferId, id);
    return readSealed(await this.folder.filePath(transferId, id), segments, { bytes, from, to });
  }

  /** Removes a file that is kept no more. */
  async forget({ id, transferId }: Pick<StoredFile, 'id' | 'transferId'>): Promise<void> {
    await rm(await this.folder.filePath(transferId, id), { force: true });
  }

  async #upload({ transferId, id }: Owned): Promise<{ path: string; segments: Segments }> {
    return {
      path: await this.folder.uploadPath(transferId, id),
      segments: await this.#segments(transferId, id),
    };
  }

  /** Throws DomainError `conflict` (`transfer.erased`) where the key was destroyed. */
  async #segments(transferId: string, fileId: string): Promise<Segments> {
    const key = await findKey(this.db.manager, transferId);
    if (key) return new Segments(key.fileKey(fileId), fileId);
    throw new DomainError('conflict', 'transfer.erased', 'The papers of this transfer were erased', {
      zh: '该案件的文书已销毁',
    });
  }
}

const gone =
  ({ id }: Owned) =>
  (error: NodeJS.ErrnoException): never => {
    throw error.code === 'ENOENT' ? unknownUpload(id) : error;
  };
