import type { LocalDate } from '@xianjie/identifiers';

/**
 * When a division existed, as far as is known. Lists are yearly, and approval and announcement of a change are weeks
 * apart, so each end is two days: between them nobody here knows, and either answer is accepted.
 */
export interface Interval {
  /** First day on which it may have existed; null: before the oldest list. */
  readonly firstPossible: LocalDate | null;
  /** From this day on it surely existed. */
  readonly firstSure: LocalDate;
  /** Until this day it surely existed; null: still there in the newest list. */
  readonly lastSure: LocalDate | null;
  /** Last day on which it may have existed; null: still there. */
  readonly lastPossible: LocalDate | null;
}

export type Standing = 'NOT_YET' | 'POSSIBLE' | 'SURE' | 'ENDED';

/** The day of the oldest list. */
export const OLDEST_LIST = '1980-12-31' as LocalDate;

/**
 * `from` and `to` as the data writes them. Each is empty (before the oldest list; still there), a day, two days
 * `A/B` between which it began or ended, or the year of the change: the list of that year's end is the first with it, or
 * the first without.
 *
 * @throws Error where the text is none of these or the interval runs backwards: the data is wrong
 */
export function intervalOf(from: string, to: string): Interval {
  const [firstPossible, firstSure] = from === '' ? [null, OLDEST_LIST] : beginning(from);
  const [lastSure, lastPossible] = to === '' ? [null, null] : ending(to);
  const backwards = lastPossible !== null && firstPossible !== null && lastPossible < firstPossible;
  if (backwards) throw new Error(`The interval ${from} to ${to} runs backwards`);
  return { firstPossible, firstSure, lastSure, lastPossible };
}

const YEAR = /^\d{4}$/;
const DAY = '\\d{4}-\\d{2}-\\d{2}';
const DAYS = new RegExp(`^(${DAY})(?:/(${DAY}))?$`);

function beginning(text: string): [LocalDate, LocalDate] {
  if (YEAR.test(text)) return [`${text}-01-01` as LocalDate, `${text}-12-31` as LocalDate];
  return days(text);
}

function ending(text: string): [LocalDate, LocalDate] {
  if (YEAR.test(text)) return [`${Number(text) - 1}-12-31` as LocalDate, `${text}-12-30` as LocalDate];
  return days(text);
}

function days(text: string): [LocalDate, LocalDate] {
  const [, first, second] = DAYS.exec(text) ?? [];
  if (!first || (second && second < first)) throw new Error(`${text} is neither a year nor one or two days`);
  return [first as LocalDate, (second ?? first) as LocalDate];
}

/** How a division stood on a day. */
export function standingOn(day: LocalDate, interval: Interval): Standing {
  const { firstPossible, firstSure, lastSure, lastPossible } = interval;
  if (firstPossible !== null && day < firstPossible) return 'NOT_YET';
  if (lastPossible !== null && day > lastPossible) return 'ENDED';
  return day >= firstSure && (lastSure === null || day <= lastSure) ? 'SURE' : 'POSSIBLE';
}

export const existedOn = (day: LocalDate, interval: Interval): boolean => {
  const standing = standingOn(day, interval);
  return standing === 'SURE' || standing === 'POSSIBLE';
};
