import type { LocalDate } from '@xianjie/identifiers';
import type { Calendar } from './calendar.js';
import { isWeekend, nextDay } from './weekday.js';

/** Which days are worked, for those who count them. */
export interface Workdays {
  isWorkday(date: LocalDate): boolean;
  /** The day itself if it is a working day, else the next one. */
  nextWorkday(date: LocalDate): LocalDate;
}

/** Never refuses: where a year is not loaded it guesses by the weekday, does not move a last day, and remembers that it did so. */
export class GuessedWorkdays implements Workdays {
  /** The first year it lacked. */
  missingYear: number | undefined;

  constructor(private readonly calendar: Calendar) {}

  isWorkday(date: LocalDate): boolean {
    if (this.calendar.isLoaded(date)) return this.calendar.isWorkday(date);
    this.#lacks(date);
    return !isWeekend(date);
  }

  nextWorkday(date: LocalDate): LocalDate {
    let day = date;
    for (; this.calendar.isLoaded(day); day = nextDay(day)) {
      if (this.calendar.isWorkday(day)) return day;
    }
    this.#lacks(day);
    return date;
  }

  #lacks(date: LocalDate): void {
    this.missingYear ??= Number(date.slice(0, 4));
  }
}
