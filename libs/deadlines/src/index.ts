export { AlarmJob } from './alarm.job.js';
export { calendarGap, currentCalendar, loadNotice } from './calendar-notices.js';
export type { CalendarGap } from './calendar-notices.js';
export type { Queryable } from './clock-rows.js';
export type { Extend } from './extension.js';
export { clocksOf, clocksOfEach, ledgerOf } from './find-clocks.js';
export type { ClockRef } from './find-clocks.js';
export { AlarmFailed } from './fire-alarms.js';
export type { OnAlarm } from './fire-alarms.js';
export { clockTotals } from './late-clocks.js';
export type { ClockTotals } from './late-clocks.js';
export { isLate } from './ledger.js';
export { extendClock, resumeClock, stopClock, suspendClock } from './move-clock.js';
export { RecomputeJob } from './recompute.job.js';
export { sayCount, sayDue } from './say-count.js';
export type { Moved } from './say-count.js';
export { startClock, startClocks } from './start-clock.js';
export type { StartClock, World } from './start-clock.js';
export { bucketOf, buckets, countWork, daysOf, MOST_COUNTED, worklist } from './worklist.js';
export type { Bucket, WorkCounts, WorkCursor, WorkItem, WorklistPage, WorklistQuery } from './worklist.js';
export { alarmKinds, entryKinds } from './words.js';
export type {
  Act,
  Alarm,
  AlarmKind,
  Clock,
  ClockState,
  EntryDetails,
  EntryKind,
  ExtensionRule,
  LedgerEntry,
  LimitRule,
  Subject,
  TimeSource,
} from './words.js';
