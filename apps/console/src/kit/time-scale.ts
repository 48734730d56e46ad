import { daysBetween } from './dates.js';

/** An axis of days, from one edge to the other. */
export interface TimeScale {
  readonly from: string;
  readonly to: string;
  /** Where a day stands, in per cent of the width; days beyond the edges stand on them. */
  readonly at: (day: string) => number;
  /** Per cent between two days: the width of a bar. */
  readonly width: (from: string, to: string) => number;
  readonly ticks: readonly Tick[];
}

export interface Tick {
  readonly day: string;
  /** `2026` or `2026-07`. */
  readonly label: string;
}

const DAYS_OF_MONTH = 30.44;
/** Months between two ticks; the first that leaves no more than `MOST_TICKS` is taken. */
const STEPS = [1, 3, 6, 12, 24, 60] as const;
const MOST_TICKS = 9;

/** An axis that holds all these days, with a little room at both ends. */
export function timeScale(days: readonly string[], room = 0.03): TimeScale {
  const sorted = [...days].sort();
  const [first = '2026-01-01', last = first] = [sorted[0], sorted.at(-1)];
  const pad = Math.max(7, Math.round(daysBetween(first, last) * room));
  const [from, to] = [addDays(first, -pad), addDays(last, pad)];
  const span = daysBetween(from, to);
  const at = (day: string) => Math.min(100, Math.max(0, (daysBetween(from, day) / span) * 100));
  return { from, to, at, width: (a, b) => Math.max(0, at(b) - at(a)), ticks: ticksOf(from, to, span) };
}

function ticksOf(from: string, to: string, span: number): Tick[] {
  const months = span / DAYS_OF_MONTH;
  const step = STEPS.find((each) => months / each <= MOST_TICKS) ?? 120;
  const ticks: Tick[] = [];
  // Years that are divided by the step: 2025, 2030.
  const begin = Math.floor((Number(from.slice(0, 4)) * 12) / step) * step;
  for (let month = begin; ; month += step) {
    const [year, nth] = [Math.floor(month / 12), (month % 12) + 1];
    const day = `${year}-${String(nth).padStart(2, '0')}-01`;
    if (day > to) return ticks;
    if (day >= from) ticks.push({ day, label: step >= 12 ? String(year) : day.slice(0, 7) });
  }
}

/** The day so many days later, or earlier. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
