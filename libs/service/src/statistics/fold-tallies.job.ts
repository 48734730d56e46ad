import type { Database } from '@xianjie/persistence';
import type { Job } from '../jobs/job.js';
import { foldTally, type Tally } from './tally.js';

/** Keeps tables of counters small. */
export class FoldTalliesJob implements Job {
  readonly everyMs = 30_000;

  constructor(
    private readonly db: Database,
    private readonly tallies: readonly Tally[],
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    for (const tally of this.tallies) {
      if (signal.aborted) return;
      await this.db.transact((tx) => foldTally(tx, tally));
    }
  }
}
