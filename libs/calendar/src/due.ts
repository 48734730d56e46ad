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
  /** That year, the first of several; only where the dates are provisional. */
  readonly missingYear?: number;
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
 * How the last day is found: `RAW` by the calendar, `CALENDAR_ROLL` moved from there to a working day, `WORKDAYS` by working days
 * where the law says no more than days.
 */
export type DayReading = 'RAW' | 'CALENDAR_ROLL' | 'WORKDAYS';

export interface DueOptions {
  readonly pauses?: readonly Pause[];
  /** The readings that a rule allows; without them all that `dueDates` gives. Hours have one, and ignore this. */
  readonly readings?: readonly DayReading[];
}

/**
 * When a limit that began at `start` ends, its pauses left out. The day of the start is not counted; `start` is a day, or a
 * moment with its offset.
 *
 * Throws DomainError `invalid`: `calendar.not-loaded`; `period.invalid`; `period.mixed` where hours are joined with days;
 * `pause.out-of-order`; `local-date.…` or `instant.form` for a start that is none.
 */
export function due(calendar: Calendar, start: string, budget: Budget, options: DueOptions = {}): Due {
  const periods = checkBudget(budget);
  if (inHours(periods)) return momentDue(start, periods, options);
  return { kind: 'day', ...ends(calendar, start, periods, options), provisional: false };
}

/** The same for a clock that runs: it never refuses for want of a calendar, its answer is provisional then. */
export function provisionalDue(
  calendar: Calendar,
  start: string,
  budget: Budget,
  options: DueOptions = {},
): Due {
  const periods = checkBudget(budget);
  if (inHours(periods)) return momentDue(start, periods, options);
  const workdays = new GuessedWorkdays(calendar);
  const days = { kind: 'day', ...ends(workdays, start, periods, options) } as const;
  const { missingYear } = workdays;
  return missingYear === undefined
    ? { ...days, provisional: false }
    : { ...days, provisional: true, missingYear };
}

const MOST_PERIODS = 20;

const inHours = (periods: readonly Period[]): boolean => periods.some(({ kind }) => kind === 'HOURS');

function checkBudget(budget: Budget): readonly Period[] {
  const periods = ('kind' in budget ? [budget] : budget).map(checkPeriod);
  const mixed = inHours(periods) && !periods.every(({ kind }) => kind === 'HOURS');
  if (!mixed && periods.length > 0 && periods.length <= MOST_PERIODS) return periods;
  throw new DomainError(
    'invalid',
    'period.mixed',
    'A limit has 1 to 20 periods; hours are not joined with days',
    {
      zh: '期限须由1至20段组成，小时不得与日、月合并计算',
    },
  );
}

function momentDue(start: string, periods: readonly Period[], { pauses = [] }: DueOptions): MomentDue {
  const hours = periods.reduce((sum, { n }) => sum + n, 0);
  let end: Instant = later(parseInstant(start), hours * 3600);
  for (const { from, to } of spans(pauses, (at) => parseInstant(at).seconds)) {
    if (from <= end.seconds) end = later(end, to - from);
  }
  return { kind: 'moment', dueAt: formatInstant(end) };
}

/** The earliest and the latest of the days on which the limit may be said to end. */
function ends(
  workdays: Workdays,
  start: string,
  periods: readonly Period[],
  { pauses = [], readings = usualReadings(periods) }: DueOptions,
): Pick<DayDue, 'alarmOn' | 'lateAfter'> {
  const first = startDay(start);
  const stops = spans(pauses, startDay);
  const days = readings
    .map((reading) => {
      const last = run(workdays, first, periods, stops, reading === 'WORKDAYS');
      return reading === 'RAW' ? last : workdays.nextWorkday(last);
    })
    .sort();
  return { alarmOn: days[0] as LocalDate, lateAfter: days.at(-1) as LocalDate };
}

function usualReadings(periods: readonly Period[]): readonly DayReading[] {
  const twofold = periods.some(({ kind }) => kind === 'DAYS');
  return twofold ? ['CALENDAR_ROLL', 'WORKDAYS'] : ['RAW', 'CALENDAR_ROLL'];
}

/** The last day of the periods, one after the other; `DAYS` are working days or calendar days, as they are read. */
function run(
  workdays: Workdays,
  start: LocalDate,
  periods: readonly Period[],
  pauses: readonly Span<LocalDate>[],
  daysAreWorked: boolean,
): LocalDate {
  return periods.reduce((day, { kind, n }) => {
    if (kind === 'WORKDAYS' || (kind === 'DAYS' && daysAreWorked)) {
      return workdaysLater(workdays, day, n, pauses);
    }
    return paused(kind === 'MONTHS' ? addMonths(day, n) : addDays(day, n), day, pauses);
  }, start);
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
    if (day === from) day = to;
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
