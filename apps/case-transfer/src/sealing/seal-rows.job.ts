import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@xianjie/persistence';
import { type Job, LOGGER, type Logger } from '@xianjie/service';
import { unsealedRows } from './unsealed-rows.js';

const AT_ONCE = 200;

/** The part of the migration that needs the keys: seals what was written before there were any. Afterwards it finds nothing. */
@Injectable()
export class SealRowsJob implements Job {
  readonly everyMs = 600_000;

  constructor(
    private readonly db: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    let done = 0;
    for (const seal of unsealedRows) {
      for (let count = AT_ONCE; count === AT_ONCE && !signal.aborted; done += count)
        count = await this.db.transact((tx) => seal(tx, AT_ONCE));
    }
    if (done > 0) this.logger.info({ rows: done }, 'rows from before are sealed now');
  }
}
