import type { Database } from '@xianjie/persistence';
import { AlarmFailed, fireAlarms, type OnAlarm, putOffAlarm } from './fire-alarms.js';
import type { TimeSource } from './words.js';

/**
 * Raises alarms when their time has come, on any number of instances. One that cannot be raised is put off and tried again; the
 * others are not kept waiting by it.
 */
export class AlarmJob {
  readonly everyMs = 10_000;

  constructor(
    private readonly db: Database,
    private readonly time: TimeSource,
    private readonly onAlarm: OnAlarm,
  ) {}

  /** Throws an AggregateError of the alarms that failed, once the others are raised. */
  async run(signal: AbortSignal): Promise<void> {
    const failures: AlarmFailed[] = [];
    while (!signal.aborted && (await this.#batch(failures)) > 0);
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} alarms could not be raised`);
  }

  /** How many were raised or put off. */
  async #batch(failures: AlarmFailed[]): Promise<number> {
    const now = this.time.now();
    try {
      return await fireAlarms(this.db, now, this.onAlarm);
    } catch (error) {
      if (!(error instanceof AlarmFailed)) throw error;
      failures.push(error);
      await putOffAlarm(this.db, error.clockId, now);
      return 1;
    }
  }
}
