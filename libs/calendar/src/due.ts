import { DomainError } from '@xianjie/errors';
import { addDays, type LocalDate } from '@xianjie/identifiers';
import type { Calendar } from './calendar.js';
import { formatInstant, type Instant, later, parseInstant, startDay } from './instant.js';
import { addMonths } from './months.js';
import { type Pause, type Span, spans } from './pause.js';
import { checkPeriod, type Period } from './period.js';
import { dayNumber, nextDay } from './weekday.js';
import { GuessedWorkdays, type Workdays } from './workdays.js';

/** The end of a limit counted in days or months. */
export interface DayDue {
  readonly kind: 'day';
  /** The earlier reading: whoever has acted by the end of this day is in time under every one. */
  readonly alarmOn: LocalDate;
  /** The later reading: after this day the act is late under every one. */
  readonly lateAfter: LocalDate;
  /** True where a day was needed whose year is not loaded; dates are then not moved, working days guessed by the weekday. */
  readonly provisional: boolean;
}

/** The end of a limit counted in hours. */
export interface MomentDue {
  readonly kind: 'moment';
  /** RFC 3339, in +08:00. */
  readonly dueAt: string;
}

export type Due = DayDue | MomentDue;

/** One period, or up to 20 that run one after the other: a month, extended by 15 days. */
export type Budget = Period | readonly Period[];

/**
 * When a limit that began at `start` ends, its pauses left out. The day of the start is not counted; `start` is a day, or a
 * moment with its offset.
 *
 * Throws DomainError `invalid`: `calendar.not-loaded`; `period.invalid`; `period.mixed` where hours are joined with days;
 * `pause.out-of-order`; `local-date.…` or `instant.form` for a start that is none.
 */
export function due(calendar: Calendar, start: string, budget: Budget, pauses: readonly Pause[] = []): Due {
  const periods = checkBudget(budget);
  if (periods[0]?.kind === 'HOURS') return momentDue(start, periods, pauses);
  return dayDue(calendar, start, periods, pauses);
}

/** The same for a clock that runs: it never refuses for want of a calendar, its answer is provisional then. */
export function provisionalDue(
  calendar: Calendar,
  start: string,
  budget: Budget,
  pauses: readonly Pause[] = [],
): Due {
  const periods = checkBudget(budget);
  if (periods[0]?.kind === 'HOURS') return momentDue(start, periods, pauses);
  const workdays = new GuessedWorkdays(calendar);
  const answer = dayDue(workdays, start, periods, pauses);
  return { ...answer, provisional: workdays.guessed };
}

const MOST_PERIODS = 20;

function checkBudget(budget: Budget): readonly Period[] {
  const periods = ('kind' in budget ? [budget] : budget).map(checkPeriod);
  const inHours = periods.filter(({ kind }) => kind === 'HOURS').length;
  const one = inHours === 0 || inHours === periods.length;
  if (one && periods.length > 0 && periods.length <= MOST_PERIODS) return periods;
  throw new DomainError(
    'invalid',
    'period.mixed',
    'A limit has 1 to 20 periods; hours are not joined with days',
    {
      zh: '期限须由1至20段组成，小时不得与日、月合并计算',
    },
  );
}

function momentDue(start: string, periods: readonly Period[], pauses: readonly Pause[]): MomentDue {
  const hours = periods.reduce((sum, { n }) => sum + n, 0);
  let end: Instant = later(parseInstant(start), hours * 3600);
  for (const { from, to } of spans(pauses, (at) => parseInstant(at).seconds)) {
    if (from <= end.seconds) end = later(end, to - from);
  }
  return { kind: 'moment', dueAt: formatInstant(end) };
}

function dayDue(
  workdays: Workdays,
  start: string,
  periods: readonly Period[],
  pauses: readonly Pause[],
): DayDue {
  const ends = readings(workdays, startDay(start), periods, spans(pauses, startDay)).sort();
  return {
    kind: 'day',
    alarmOn: ends[0] as LocalDate,
    lateAfter: ends.at(-1) as LocalDate,
    provisional: false,
  };
}

/** The days on which the limit may be said to end: one of working days has one reading, every other two. */
function readings(
  workdays: Workdays,
  start: LocalDate,
  periods: readonly Period[],
  pauses: readonly Span<LocalDate>[],
): LocalDate[] {
  const run = (daysAre: 'CALENDAR' | 'WORKDAYS') =>
    periods.reduce((day, { kind, n }) => {
      const counted = kind === 'DAYS' ? daysAre : kind;
      if (counted === 'WORKDAYS') return workdaysLater(workdays, day, n, pauses);
      return paused(counted === 'MONTHS' ? addMonths(day, n) : addDays(day, n), day, pauses);
    }, start);
  const raw = run('CALENDAR');
  const twofold = periods.some(({ kind }) => kind === 'DAYS');
  return [twofold ? workdays.nextWorkday(run('WORKDAYS')) : raw, workdays.nextWorkday(raw)];
}

/** `end`, moved by the pauses that began after `start` and before it passed. */
function paused(end: LocalDate, start: LocalDate, pauses: readonly Span<LocalDate>[]): LocalDate {
  return pauses.reduce(
    (day, { from, to }) =>
      from >= start && from <= day ? addDays(day, dayNumber(to) - dayNumber(from)) : day,
    end,
  );
}

/** The `n`th working day after `start`, days of a pause not counted. */
function workdaysLater(
  workdays: Workdays,
  start: LocalDate,
  n: number,
  pauses: readonly Span<LocalDate>[],
): LocalDate {
  let day = start;
  let left = n;
  for (const { from, to } of pauses) {
    if (from < day) continue;
    ({ day, left } = count(workdays, day, left, from));
    if (left > 0 || day === from) day = to;
  }
  return left > 0 ? count(workdays, day, left).day : workdays.nextWorkday(day);
}

/** Counts down working days after `day` until none is left or `until` is reached. */
function count(
  workdays: Workdays,
  start: LocalDate,
  n: number,
  until?: LocalDate,
): { day: LocalDate; left: number } {
  let day = start;
  let left = n;
  while (left > 0 && day !== until) {
    day = nextDay(day);
    if (workdays.isWorkday(day)) left -= 1;
  }
  return { day, left };
}
