import { Inject, Injectable } from '@nestjs/common';
import { isDomainError } from '@xianjie/errors';
import { Database } from '@xianjie/persistence';
import { Clock, type Job, LOGGER, type Logger } from '@xianjie/service';
import { DocumentFiles } from './document-files.js';
import { forgetUnnamed } from './stored-files.store.js';
import { KEPT_MS } from './upload.js';
import { UploadsService } from './uploads.service.js';
import { deleteExpired, restingUploads } from './uploads.store.js';

const AT_ONCE = 100;
/** An upload to which nobody writes for so long, though all its bytes are there, lost its process before the end. */
const RESTING_MS = 60_000;
/** Finishes uploads whose process died, and removes what nobody needs: expired uploads, and files that no paper names. */
@Injectable()
export class DocumentsJob implements Job {
  readonly everyMs = 60_000;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly uploads: UploadsService,
    private readonly files: DocumentFiles,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    await this.finish(signal);
    await this.expire(signal);
    await this.forget(signal);
  }

  private async finish(signal: AbortSignal): Promise<void> {
    for (const { id } of await restingUploads(this.db.manager, this.ago(RESTING_MS), AT_ONCE)) {
      if (signal.aborted) return;
      try {
        await this.uploads.finish(id);
      } catch (error) {
        if (!isDomainError(error)) throw error;
        this.logger.warn({ upload: id, code: error.code }, 'an upload could not be finished');
      }
    }
  }

  private async expire(signal: AbortSignal): Promise<void> {
    for (let count = AT_ONCE; count === AT_ONCE && !signal.aborted;) {
      const gone = await deleteExpired(this.db.manager, this.ago(KEPT_MS), AT_ONCE);
      for (const upload of gone) await this.files.remove(upload);
      count = gone.length;
    }
  }

  /** First the row, then the file: what is left between is swept up later. */
  private async forget(signal: AbortSignal): Promise<void> {
    for (let count = AT_ONCE; count === AT_ONCE && !signal.aborted;) {
      const gone = await forgetUnnamed(this.db.manager, this.ago(KEPT_MS), AT_ONCE);
      for (const file of gone) await this.files.forget(file);
      count = gone.length;
    }
  }

  private ago(ms: number): Date {
    return new Date(this.clock.now().getTime() - ms);
  }
}
