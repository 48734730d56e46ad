import { DomainError, type FieldIssue } from '@xianjie/errors';
import { DocumentNumberSchema, type LocalDate, LocalDateSchema } from '@xianjie/identifiers';
import { z } from 'zod';
import { isWeekend } from './weekday.js';

/** The days of one year that the State Council's notice moved; every other day is a working day or not by its weekday. */
export interface CalendarYear {
  readonly year: number;
  /** Number of the notice, or whence the days come. */
  readonly source: string;
  /** Days off from Monday to Friday. */
  readonly weekdayHolidays: readonly LocalDate[];
  /** Saturdays and Sundays that are worked 调休上班. */
  readonly makeUpWorkdays: readonly LocalDate[];
}

const DAYS_OF_A_YEAR = 366;
const days = z.array(LocalDateSchema).max(DAYS_OF_A_YEAR);

/**
 * A notice on the holidays of one year as a file holds it. It states the whole year: an amendment repeats what stays. New Year
 * may move days of the December before (the notice on 2006 made 2005-12-31 a working day).
 */
export const CalendarNoticeSchema = z
  .object({
    year: z.int().min(2000).max(2199),
    notice: DocumentNumberSchema.meta({ examples: ['国办发明电〔2025〕7号'] }),
    weekdayHolidays: days.min(1),
    makeUpWorkdays: days,
  })
  .strict()
  .superRefine((notice, ctx) => {
    checkDays(notice.year, 'weekdayHolidays', notice.weekdayHolidays, false, ctx);
    checkDays(notice.year, 'makeUpWorkdays', notice.makeUpWorkdays, true, ctx);
  })
  .readonly();

export type CalendarNotice = z.infer<typeof CalendarNoticeSchema>;

type List = 'weekdayHolidays' | 'makeUpWorkdays';

function checkDays(
  year: number,
  list: List,
  dates: readonly LocalDate[],
  onWeekend: boolean,
  ctx: z.RefinementCtx,
): void {
  dates.forEach((date, index) => {
    const problem = problemOf(year, date, onWeekend, dates.indexOf(date) < index);
    if (problem) ctx.addIssue({ code: 'custom', path: [list, index], ...problem });
  });
}

interface Problem {
  readonly message: string;
  readonly params: { readonly rule: string; readonly zh: string };
}

function problemOf(
  year: number,
  date: LocalDate,
  onWeekend: boolean,
  repeated: boolean,
): Problem | undefined {
  if (!belongsTo(year, date)) {
    return problem('other-year', `${date} is not a day of ${year}`, `${date} 不属于${year}年`);
  }
  if (repeated) return problem('repeated', `${date} stands there twice`, `${date} 重复`);
  if (isWeekend(date) === onWeekend) return undefined;
  return onWeekend
    ? problem('make-up-on-weekday', `${date} is no Saturday or Sunday`, `调休上班日 ${date} 不是周末`)
    : problem('holiday-on-weekend', `${date} is no weekday`, `放假日 ${date} 是周末，无须列出`);
}

/** Of the year, or of the December before it. */
function belongsTo(year: number, date: LocalDate): boolean {
  return date.startsWith(`${year}-`) || date.startsWith(`${year - 1}-12-`);
}

const problem = (rule: string, message: string, zh: string): Problem => ({
  message,
  params: { rule: `calendar-notice.${rule}`, zh },
});

/**
 * A notice from what was read. Throws DomainError `invalid`, `calendar.notice-invalid`, with an issue for each field that
 * breaks a rule: a day of another year, a holiday on a weekend, a make-up day on a weekday, a day twice.
 */
export function checkNotice(value: unknown): CalendarNotice {
  const parsed = CalendarNoticeSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw noticeInvalid(parsed.error.issues.map(fieldIssue));
}

/** A notice from the JSON text of a file. Throws as `checkNotice` does; also where the text is no JSON. */
export function parseNotice(text: string): CalendarNotice {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw noticeInvalid([], cause);
  }
  return checkNotice(value);
}

function fieldIssue(issue: z.core.$ZodIssue): FieldIssue {
  const params = 'params' in issue ? (issue.params as { rule?: string; zh?: string } | undefined) : undefined;
  const named = params?.zh === undefined ? {} : { messageZh: params.zh };
  return {
    field: issue.path.join('.'),
    rule: params?.rule ?? issue.code,
    message: issue.message,
    ...named,
  };
}

function noticeInvalid(issues: readonly FieldIssue[], cause?: unknown): DomainError {
  const first = issues[0];
  const detail = first ? `${first.field} ${first.message}` : 'it is no JSON';
  return new DomainError('invalid', 'calendar.notice-invalid', `The notice cannot be used: ${detail}`, {
    zh: `放假通知无法使用：${first ? `${first.field} ${first.messageZh ?? first.message}` : '不是 JSON'}`,
    issues,
    ...(cause === undefined ? {} : { cause }),
  });
}

/** 全国年节及纪念日放假办法: days off that are the law's own, from the year on. */
const STATUTORY_DAYS: readonly (readonly [fromYear: number, days: number])[] = [
  [2025, 13],
  [2008, 11],
  [2000, 10],
];

/**
 * Each statutory day gives one weekday off, and each further one is worked on a weekend; so holidays less make-up days are the
 * statutory days of the year. Answers by how many a year differs: 0 where it balances. A special holiday (2015-09-03) or an
 * extension (2020) makes it positive; anything else is probably a slip, and worth a warning before a notice is loaded.
 */
export function imbalanceOf(year: Pick<CalendarYear, 'year' | List>): number {
  const statutory = STATUTORY_DAYS.find(([from]) => year.year >= from)?.[1] ?? 0;
  return year.weekdayHolidays.length - year.makeUpWorkdays.length - statutory;
}
