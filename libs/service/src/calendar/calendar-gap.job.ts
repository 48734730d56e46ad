import { calendarGap, currentCalendar } from '@xianjie/deadlines';
import type { Database } from '@xianjie/persistence';
import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../clock.js';
import type { Job } from '../jobs/job.js';
import type { Logger } from '../log/log.js';

/** What the gauge says where no year is missing. */
const NONE = 1000;

/** Says, from 60 days ahead, that the working days of the coming year are not loaded: every hour in the log, always in the metric. */
export class CalendarGapJob implements Job {
  readonly everyMs = 3_600_000;
  readonly #gauge: Gauge;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly logger: Logger,
    registry: Registry,
  ) {
    this.#gauge = new Gauge({
      name: 'xianjie_calendar_days_left',
      help: `Days until a year begins whose working days are not loaded; ${NONE} where none is near`,
      registers: [registry],
    });
    this.#gauge.set(NONE);
  }

  async run(): Promise<void> {
    const gap = calendarGap(await currentCalendar(this.db.manager), this.clock);
    this.#gauge.set(gap ? gap.daysLeft : NONE);
    if (!gap) return;
    this.logger.warn(
      { year: gap.year, daysLeft: gap.daysLeft },
      'the working days of the coming year are not loaded: xianjie calendar load',
    );
  }
}
