import {
  type Calendar,
  type DayReading,
  type Due,
  type Pause,
  type Period,
  provisionalDue,
} from '@xianjie/calendar';
import { addDays, type LocalDate } from '@xianjie/identifiers';
import { dayOf, momentText, startOfDay } from './moments.js';
import type { Clock, ClockState, EntryDetails, EntryKind, LimitRule } from './words.js';

/** What of an entry decides where the clock stands. */
export interface Move {
  readonly kind: EntryKind;
  readonly at: Date;
  readonly details: EntryDetails;
}

/** Where a clock stands after its entries. */
export interface Standing {
  readonly state: ClockState;
  readonly startedAt: Date;
  readonly suspendedAt: Date | null;
  readonly stoppedAt: Date | null;
  /** The limit as extended: the periods of the whole, or the day or moment named. */
  readonly limit: readonly Period[] | string;
  /** Pauses that the limit does not yet take account of. */
  readonly pauses: readonly { readonly from: Date; readonly to: Date }[];
  /** Of the extensions taken. */
  readonly extensions: readonly string[];
  /** When the last act took effect. */
  readonly lastAt: Date;
}

/** Where the entries leave a clock; the first one is its start. */
export function standing(rule: LimitRule, entries: readonly Move[]): Standing {
  const [first, ...more] = entries;
  if (first?.kind !== 'STARTED') throw new Error(`The ledger of a clock ${rule.key} has no start`);
  const start: Standing = {
    state: 'RUNNING',
    startedAt: first.at,
    suspendedAt: null,
    stoppedAt: null,
    limit: [rule.period],
    pauses: [],
    extensions: [],
    lastAt: first.at,
  };
  return more.reduce(after, start);
}

function after(before: Standing, { kind, at, details }: Move): Standing {
  switch (kind) {
    case 'SUSPENDED':
      return { ...before, state: 'SUSPENDED', suspendedAt: at, lastAt: at };
    case 'RESUMED': {
      const pauses = [...before.pauses, { from: before.suspendedAt ?? at, to: at }];
      return { ...before, state: 'RUNNING', suspendedAt: null, pauses, lastAt: at };
    }
    case 'EXTENDED':
      return { ...before, ...extended(before, details), lastAt: at };
    case 'STOPPED':
      return { ...before, state: 'STOPPED', suspendedAt: null, stoppedAt: at, lastAt: at };
    default:
      return before;
  }
}

/** Who names the day of the end has the earlier pauses in mind. */
function extended(before: Standing, { extension = '', to, until }: EntryDetails): Partial<Standing> {
  const extensions = [...before.extensions, extension];
  if (until !== undefined) return { extensions, limit: until, pauses: [] };
  return { extensions, limit: to ?? before.limit };
}

/** When a clock ends that stands there; null while it is suspended, for then nobody knows. */
export function dueOf(
  calendar: Calendar,
  rule: LimitRule,
  { state, startedAt, limit, pauses }: Standing,
): Due | null {
  if (state === 'SUSPENDED') return null;
  if (typeof limit === 'string') return namedEnd(limit, pauses);
  const stops: Pause[] = pauses.map(({ from, to }) => ({ from: momentText(from), to: momentText(to) }));
  const readings = rule.readings.filter((reading): reading is DayReading => reading !== 'HOURS');
  return provisionalDue(calendar, momentText(startedAt), limit, { pauses: stops, readings });
}

/** A day or moment that was named, moved by the pauses since. */
function namedEnd(until: string, pauses: Standing['pauses']): Due {
  if (until.includes(':')) {
    const paused = pauses.reduce((ms, { from, to }) => ms + to.getTime() - from.getTime(), 0);
    return { kind: 'moment', dueAt: momentText(new Date(Date.parse(until) + paused)) };
  }
  const paused = pauses.reduce((days, { from, to }) => days + daysBetween(from, to), 0);
  const day = addDays(until as LocalDate, paused);
  return { kind: 'day', alarmOn: day, lateAfter: day, provisional: false };
}

function daysBetween(from: Date, to: Date): number {
  return (startOfDay(dayOf(to)).getTime() - startOfDay(dayOf(from)).getTime()) / 86_400_000;
}

/** The moments that the end of a clock stands for: the end of the earlier reading, and of the later one. */
export function endsOf(due: Due): { readonly dueAt: Date; readonly lateAt: Date } {
  if (due.kind === 'moment') return { dueAt: new Date(due.dueAt), lateAt: new Date(due.dueAt) };
  return { dueAt: startOfDay(addDays(due.alarmOn, 1)), lateAt: startOfDay(addDays(due.lateAfter, 1)) };
}

/** Whether the clock is over by then, under every reading. The moment itself is in time, the day after the last is not. */
export function isPast({ due, lateAt }: Pick<Clock, 'due' | 'lateAt'>, at: Date): boolean {
  if (!due || !lateAt) return false;
  return due.kind === 'moment' ? at > lateAt : at >= lateAt;
}

/** Whether it was missed: of a clock that runs by `now`, of one that was stopped when it was stopped. */
export function isLate(clock: Clock, now: Date): boolean {
  return isPast(clock, clock.stoppedAt ?? now);
}
