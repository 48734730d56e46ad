import { Injectable } from '@nestjs/common';
import { Database } from '@xianjie/persistence';
import type { Job } from '@xianjie/service';
import { CircularAnswersService } from './circular-answers.service.js';

/** Reminds, once, the addressees that let the day for their acknowledgement pass. Their issuer sees them by name either way. */
@Injectable()
export class RemindSilentJob implements Job {
  readonly everyMs = 1_000;

  constructor(
    private readonly db: Database,
    private readonly answers: CircularAnswersService,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.db.transact((tx) => this.answers.remindSilent(tx))) > 0);
  }
}
