import type { Due } from '@xianjie/calendar';
import { addDays, type LocalDate } from '@xianjie/identifiers';
import { endsOf } from './ledger.js';
import { dayOf, startOfDay } from './moments.js';
import type { Alarm } from './words.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The alarms of a clock that began then and ends so, in the order in which they are raised. A limit so short that half of it, or
 * the day before its end, is no earlier than its start or than the next alarm goes without that one.
 */
export function alarmsOf(startedAt: Date, due: Due): Alarm[] {
  const { lateAt } = endsOf(due);
  const warnings = due.kind === 'day' ? dayWarnings(startedAt, due.alarmOn) : hourWarnings(startedAt, lateAt);
  return [...warnings, { kind: 'LATE', at: lateAt }];
}

/** At midnight in China: half of the days, the day before the last, the last day. */
function dayWarnings(startedAt: Date, alarmOn: LocalDate): Alarm[] {
  const first = startOfDay(dayOf(startedAt));
  const last = startOfDay(alarmOn);
  const days = Math.round((last.getTime() - first.getTime()) / DAY);
  const half = startOfDay(addDays(dayOf(startedAt), Math.floor(days / 2)));
  const dayBefore = startOfDay(addDays(alarmOn, -1));
  return ascending([
    ...(days > 1 ? [{ kind: 'HALF', at: half } as const] : []),
    ...(days > 1 ? [{ kind: 'DAY_BEFORE', at: dayBefore } as const] : []),
    { kind: 'DUE', at: last },
  ]);
}

/** Half of the time, a day before the end where it is longer than that, its last hour (or last quarter, where that is less). */
function hourWarnings(startedAt: Date, end: Date): Alarm[] {
  const length = end.getTime() - startedAt.getTime();
  const before = (ms: number) => new Date(end.getTime() - ms);
  return ascending([
    { kind: 'HALF', at: before(length / 2) },
    ...(length > DAY ? [{ kind: 'DAY_BEFORE', at: before(DAY) } as const] : []),
    { kind: 'DUE', at: before(Math.min(HOUR, length / 4)) },
  ]);
}

/** Without those that the next one makes needless. */
function ascending(alarms: readonly Alarm[]): Alarm[] {
  return alarms.filter(({ at }, index) => {
    const next = alarms[index + 1];
    return !next || at < next.at;
  });
}

/**
 * The first alarm to raise for a clock that was set at `now`. What only warns is not raised after its time; that the limit is due, or
 * was missed, is told however late it was entered. `raised` are those of an earlier end that was the same.
 */
export function firstAlarm(alarms: readonly Alarm[], now: Date, raised: readonly Alarm[]): Alarm | undefined {
  const lateAt = alarms.at(-1)?.at ?? now;
  return alarms.find((alarm) => {
    if (raised.some(({ kind, at }) => kind === alarm.kind && at.getTime() === alarm.at.getTime()))
      return false;
    if (alarm.at > now || alarm.kind === 'LATE') return true;
    return alarm.kind === 'DUE' && now < lateAt;
  });
}

/** The alarm that follows another one. */
export function alarmAfter(alarms: readonly Alarm[], raised: Alarm): Alarm | undefined {
  return alarms[alarms.findIndex(({ kind }) => kind === raised.kind) + 1];
}
