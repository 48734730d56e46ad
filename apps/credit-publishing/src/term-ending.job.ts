import { Injectable } from '@nestjs/common';
import { Database } from '@xianjie/persistence';
import type { Job } from '@xianjie/service';
import { ListsService } from './lists/lists.service.js';
import { PublicityService } from './publicity/publicity.service.js';

/** On the legal day what was shown is shown no longer. Readers never see it past that day, however late this runs. */
@Injectable()
export class TermEndingJob implements Job {
  readonly everyMs = 1_000;

  constructor(
    private readonly db: Database,
    private readonly publicity: PublicityService,
    private readonly lists: ListsService,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.db.transact((tx) => this.publicity.endTerms(tx))) > 0);
    while (!signal.aborted && (await this.db.transact((tx) => this.lists.endTerms(tx))) > 0);
  }
}
