import { ensureAuditMonths } from '@xianjie/audit';
import type { Database } from '@xianjie/persistence';
import { dropExpiredKeys } from '../idempotency/idempotency-store.js';
import type { Job } from './job.js';

/** Keeps the tables of every service in order: partitions of the trail to come, idempotency keys gone by. */
export class HousekeepingJob implements Job {
  readonly everyMs = 3_600_000;

  constructor(private readonly db: Database) {}

  async run(signal: AbortSignal): Promise<void> {
    await this.db.transact(ensureAuditMonths);
    while (!signal.aborted && (await dropExpiredKeys(this.db.manager)) > 0);
  }
}
