import { rm } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Database } from '@xianjie/persistence';
import type { Job } from '@xianjie/service';
import { DocumentFolder, type LyingFile } from './document-folder.js';
import { erasedTransfers, knownFiles } from './stored-files.store.js';
import { knownUploads } from './uploads.store.js';

/** A file without a row may be one that is just being stored; after so long it is what a killed process left. */
const STRAY_MS = 6 * 3_600_000;

const kinds = { uploads: knownUploads, files: knownFiles } as const;

/** Sweeps up what a killed process left in the folder, and what an erased transfer had there. */
@Injectable()
export class StrayFilesJob implements Job {
  readonly everyMs = 3_600_000;

  constructor(
    private readonly db: Database,
    private readonly folder: DocumentFolder,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    for (const kind of ['uploads', 'files'] as const) {
      const transfers = await this.folder.transfers(kind);
      for (const transferId of await erasedTransfers(this.db.manager, transfers))
        await this.folder.removeTransfer(transferId);
      for (const transferId of transfers) if (!signal.aborted) await this.sweep(kind, transferId);
    }
  }

  private async sweep(kind: 'uploads' | 'files', transferId: string): Promise<void> {
    const old = (await this.folder.lying(kind, transferId)).filter(isOld);
    if (old.length === 0) return;
    const known = await kinds[kind](
      this.db.manager,
      old.map(({ id }) => id),
    );
    for (const { id, path } of old) if (!known.has(id)) await rm(path, { force: true });
  }
}

/** The times of files are the computer's, not those of our clock. */
const isOld = ({ changedAt }: LyingFile): boolean => changedAt.getTime() < Date.now() - STRAY_MS;
