import { Injectable } from '@nestjs/common';
import { Database } from '@xianjie/persistence';
import type { Job } from '@xianjie/service';
import { ClusterSuggester, SUGGESTION_BATCH } from './cluster-suggester.js';

/** Compares leads that came in or changed with those that are there. */
@Injectable()
export class SuggestClustersJob implements Job {
  readonly everyMs = 500;

  constructor(
    private readonly db: Database,
    private readonly suggester: ClusterSuggester,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    let taken = SUGGESTION_BATCH;
    while (!signal.aborted && taken === SUGGESTION_BATCH) {
      taken = await this.db.transact((tx) => this.suggester.suggestDue(tx));
    }
  }
}
