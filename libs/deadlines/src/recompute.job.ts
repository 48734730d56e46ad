import type { Database } from '@xianjie/persistence';
import { recomputeForNotices, recomputeProvisional } from './recompute.js';
import type { TimeSource } from './words.js';

/** Looks again at running clocks when the calendar has changed: a year was loaded, by a notice or by a release, or a notice replaced one. */
export class RecomputeJob {
  readonly everyMs = 60_000;

  constructor(
    private readonly db: Database,
    private readonly time: TimeSource,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await recomputeProvisional(this.db, this.time)) > 0);
    while (!signal.aborted && (await recomputeForNotices(this.db, this.time)));
  }
}
