import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@xianjie/persistence';
import { type Job, LOGGER, type Logger } from '@xianjie/service';
import { rewrapOrganKeys } from './organ-keys.store.js';
import { rewrapKeys } from './transfer-keys.store.js';

const AT_ONCE = 500;

/** Once PERSONAL_KEYS begins with a new key, the keys of all organs and transfers are sealed by it; then the old one can be taken out. */
@Injectable()
export class RewrapKeysJob implements Job {
  readonly everyMs = 60_000;

  constructor(
    private readonly db: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    let done = await this.db.transact(rewrapOrganKeys);
    for (let count = AT_ONCE; count === AT_ONCE && !signal.aborted; done += count)
      count = await this.db.transact((tx) => rewrapKeys(tx, AT_ONCE));
    if (done > 0) this.logger.info({ keys: done }, 'keys of transfers are sealed by the new key');
  }
}
