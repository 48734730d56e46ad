import type { Language } from '../words/language.js';

/** The end of a clock: `dueAt` under the earlier reading of its days, `lateAt` under the later one; equal where there is one reading. */
export interface End {
  readonly dueAt: string | null;
  readonly lateAt: string | null;
  readonly provisional?: boolean | undefined;
  readonly suspended?: boolean | undefined;
  readonly stopped?: boolean | undefined;
}

export type Urgency = 'late' | 'near' | 'running' | 'waiting' | 'done';

export interface TimeLeftText {
  readonly urgency: Urgency;
  /** `剩 1天6小时`, `逾期 2天`. */
  readonly left: string;
  /** What the later reading leaves where it differs. */
  readonly later: string | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Less than this is near, unless a whole day of the limit is left. */
const NEAR_MS = DAY;

const words = {
  zh: {
    left: (span: string) => `剩 ${span}`,
    late: (span: string) => `逾期 ${span}`,
    alarm: (span: string) => `预警已过 ${span}`,
    limit: (span: string) => `最迟还剩 ${span}`,
    suspended: '中止中',
    stopped: '已办结',
    none: '期限未知',
    units: { day: '天', hour: '小时', minute: '分钟', less: '不足1分钟' },
  },
  en: {
    left: (span: string) => `${span} left`,
    late: (span: string) => `${span} late`,
    alarm: (span: string) => `alarm passed ${span} ago`,
    limit: (span: string) => `at the latest ${span} left`,
    suspended: 'suspended',
    stopped: 'done',
    none: 'no limit known',
    units: { day: 'd', hour: 'h', minute: 'min', less: 'under 1 min' },
  },
} as const;

/** `1天6小时`; beyond ten days the hours say nothing more. */
export function spanText(ms: number, language: Language): string {
  const { units } = words[language];
  const [days, hours, minutes] = [
    Math.floor(ms / DAY),
    Math.floor((ms % DAY) / HOUR),
    Math.floor((ms % HOUR) / MINUTE),
  ];
  const gap = language === 'en' ? ' ' : '';
  const parts = [
    ...(days > 0 ? [`${days}${gap}${units.day}`] : []),
    ...(hours > 0 && days < 10 ? [`${hours}${gap}${units.hour}`] : []),
    ...(minutes > 0 && days === 0 && hours < 6 ? [`${minutes}${gap}${units.minute}`] : []),
  ];
  return parts.length > 0 ? parts.join(gap) : days > 0 ? '' : units.less;
}

/** What is left of a clock at `now`, under both readings: the earlier one alarms, the later one is the limit. */
export function timeLeft(end: End, now: number, language: Language): TimeLeftText {
  const say = words[language];
  if (end.stopped) return { urgency: 'done', left: say.stopped, later: null };
  if (end.suspended) return { urgency: 'waiting', left: say.suspended, later: null };
  if (end.dueAt === null) return { urgency: 'waiting', left: say.none, later: null };
  const due = Date.parse(end.dueAt) - now;
  const late = (end.lateAt === null ? Date.parse(end.dueAt) : Date.parse(end.lateAt)) - now;
  const span = (ms: number) => spanText(Math.abs(ms), language);
  if (late <= 0) return { urgency: 'late', left: say.late(span(late)), later: null };
  if (due <= 0) return { urgency: 'near', left: say.alarm(span(due)), later: say.limit(span(late)) };
  return {
    urgency: due < NEAR_MS ? 'near' : 'running',
    left: say.left(span(due)),
    later: late === due ? null : say.limit(span(late)),
  };
}

/** The end of the last day, in China, as a moment: what `dueOn` and `lateAfter` of a case mean. */
export function endOfDay(day: string | null): string | null {
  if (day === null) return null;
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + DAY).toISOString();
}
