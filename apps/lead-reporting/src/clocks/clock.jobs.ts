import { Injectable } from '@nestjs/common';
import { AlarmJob, RecomputeJob } from '@xianjie/deadlines';
import { Database } from '@xianjie/persistence';
import { Clock, type Job } from '@xianjie/service';
import { ClockAlarms } from './clock-alarms.js';

/** Raises the alarms of all clocks of this service. */
@Injectable()
export class ClockAlarmJob extends AlarmJob implements Job {
  constructor(db: Database, time: Clock, alarms: ClockAlarms) {
    super(db, time, alarms.raise);
  }
}

/** Looks at running clocks again when a year of the calendar was loaded. */
@Injectable()
export class ClockRecomputeJob extends RecomputeJob implements Job {
  constructor(db: Database, time: Clock) {
    super(db, time);
  }
}
