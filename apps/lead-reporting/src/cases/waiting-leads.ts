import { type Calendar, type DayDue, provisionalDue } from '@xianjie/calendar';
import { addDays, type LocalDate } from '@xianjie/identifiers';
import type { ClockRule, Statutes } from '@xianjie/statutes';
import type { Lead } from '../leads/lead.js';

/** First day for which the statutes know the limit; what was assigned before is measured by it as well. */
const FIRST_DAY = '2021-07-15' as LocalDate;
/** No limit of a check, however many holidays fall into it, is longer. */
const MOST_DAYS = 120;

/** Till when a lead must be checked, and by which rule. */
export interface CheckLimit {
  readonly dueOn: LocalDate;
  /** The calendar of a year is not loaded yet. */
  readonly provisional: boolean;
  readonly rule: ClockRule;
}

type Waiting = Pick<Lead, 'assignedOn' | 'check'>;

/** How long the competent agency may check a lead before it opens a case or not (市场监督管理行政处罚程序规定, recalled). */
export class CheckLimits {
  readonly #cutoffs = new Map<boolean, LocalDate>();
  readonly #limits = new Map<string, CheckLimit>();

  constructor(
    private readonly statutes: Statutes,
    private readonly calendar: Calendar,
    private readonly today: LocalDate,
  ) {}

  of({ assignedOn, check }: Waiting): CheckLimit {
    return this.#limit(assignedOn, check.state === 'extended');
  }

  isLate(lead: Waiting): boolean {
    return this.of(lead).dueOn < this.today;
  }

  /** The last day on which a lead that is late today can have been assigned; all assigned by then are late. */
  lateSince(extended: boolean): LocalDate {
    const known = this.#cutoffs.get(extended);
    if (known) return known;
    let day = this.today;
    for (let n = 0; n < MOST_DAYS && this.#limit(day, extended).dueOn >= this.today; n += 1)
      day = addDays(day, -1);
    this.#cutoffs.set(extended, day);
    return day;
  }

  /** The first day of an assignment whose check ends on that day or later. */
  firstAssigned(endsOn: LocalDate, extended: boolean): LocalDate {
    let assigned = addDays(endsOn, -MOST_DAYS);
    while (this.#limit(assigned, extended).dueOn < endsOn) assigned = addDays(assigned, 1);
    return assigned;
  }

  #limit(assignedOn: LocalDate, extended: boolean): CheckLimit {
    const key = `${assignedOn} ${extended}`;
    const limit = this.#limits.get(key) ?? this.#reckon(assignedOn, extended);
    this.#limits.set(key, limit);
    return limit;
  }

  #reckon(assignedOn: LocalDate, extended: boolean): CheckLimit {
    const rule = this.statutes.clock('LEAD_CHECK_15WD', assignedOn < FIRST_DAY ? FIRST_DAY : assignedOn);
    const longer = extended ? rule.extensions[0]?.to : undefined;
    const due = provisionalDue(this.calendar, assignedOn, longer ?? rule.period, { readings: ['WORKDAYS'] });
    const { lateAfter, provisional } = due as DayDue;
    return { dueOn: lateAfter, provisional, rule };
  }
}
