import { Injectable } from '@nestjs/common';
import { AlarmJob } from '@xianjie/deadlines';
import { Database } from '@xianjie/persistence';
import { Clock, type Job } from '@xianjie/service';
import { ClockAlarms } from './clock-alarms.js';
import { refreshLimits } from './limits.store.js';

/** Raises the alarms of limits when their time has come. */
@Injectable()
export class TransferAlarmJob implements Job {
  readonly everyMs: number;
  readonly #job: AlarmJob;

  constructor(db: Database, clock: Clock, alarms: ClockAlarms) {
    this.#job = new AlarmJob(db, clock, (tx, running, alarm) => alarms.raise(tx, running, alarm));
    this.everyMs = this.#job.everyMs;
  }

  run(signal: AbortSignal): Promise<void> {
    return this.#job.run(signal);
  }
}

/** Puts worklists in the order that follows when limits were counted anew because the calendar has changed. */
@Injectable()
export class LimitsJob implements Job {
  readonly everyMs = 60_000;
  #seen: string | undefined;

  constructor(private readonly db: Database) {}

  async run(signal: AbortSignal): Promise<void> {
    const [calendar] = await this.db.manager.query<{ state: string }[]>(
      "SELECT count(recomputed_at) || ' ' || coalesce(max(recomputed_at)::text, '') AS state FROM calendar_notice",
    );
    // A release brings years as well: the first run of a process always looks.
    if (calendar?.state === this.#seen) return;
    while (!signal.aborted && (await this.db.transact(refreshLimits)) > 0);
    this.#seen = calendar?.state;
  }
}
