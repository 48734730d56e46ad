import { dayOf, timeText } from '../../kit/dates.js';

/** Between what an act may lie. */
export interface Span {
  /** The services' time, in milliseconds. */
  readonly now: number;
  /** The step or hand-over that it follows, RFC 3339. */
  readonly after?: string | undefined;
}

/** The clock of this machine follows that of the services with a little delay. */
const DELAY_MS = 2_000;

/** `2026-11-23T15:06`: the minute of a moment as papers and fields bear it, in China. */
export const minuteOf = (at: string): string => `${dayOf(at)}T${timeText(at)}`;

/** Now to the millisecond, and not before what it follows. */
export function momentNow({ now, after }: Span): string {
  const at = new Date(now).toISOString();
  return after !== undefined && Date.parse(after) > now ? after : at;
}

/**
 * What an officer means by a minute: in this minute it is now, in the minute of the step before it is not before that step, else the
 * minute begins.
 */
export function momentIn(minute: string, span: Span): string {
  const { after } = span;
  const now = momentNow(span);
  if (minute === minuteOf(now)) return now;
  return after !== undefined && minute === minuteOf(after) ? after : `${minute}:00+08:00`;
}

/** What is wrong with a moment; undefined where nothing is. */
export function faultOf(at: string, { now, after }: Span): 'future' | 'before' | undefined {
  const [moment, earliest] = [Date.parse(at), after === undefined ? -Infinity : Date.parse(after)];
  if (moment < earliest) return 'before';
  return moment > Math.max(now + DELAY_MS, earliest) ? 'future' : undefined;
}

/** Whether a day holds a moment that may be chosen. */
export function isDayWithin(day: string, span: Span): boolean {
  return day <= dayOf(momentNow(span)) && (span.after === undefined || day >= dayOf(span.after));
}
