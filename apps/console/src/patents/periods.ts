import type { Period } from './patent-data.js';

type Span = Pick<Period, 'from' | 'until'>;

/** The period that holds a day; undefined before the first. */
export function periodAt<P extends Span>(periods: readonly P[], day: string): P | undefined {
  return periods.findLast(({ from }) => from <= day);
}

/** The first day of the change before this day, and of the one after it. */
export function changesAround(
  periods: readonly Span[],
  day: string,
): { before: string | undefined; after: string | undefined } {
  const days = periods.map(({ from }) => from);
  return { before: days.findLast((each) => each < day), after: days.find((each) => each > day) };
}

/** How a status stands among the others: a right that is there, one that may come, one that never was, one that is over. */
export function toneOf(status: string): 'done' | 'under-way' | 'waiting' | 'near' {
  if (status === 'IN_FORCE') return 'done';
  if (status === 'PENDING') return 'under-way';
  return status === 'INVALID' ? 'near' : 'waiting';
}

const OUTCOMES = ['INVALIDITY_DECIDED', 'INVALID_FULL', 'INVALID_PART', 'MAINTAINED'];

/** Since when a request for invalidation is without an outcome; undefined where none is. */
export function pendingInvalidity(
  events: readonly { readonly kind: string; readonly effectiveOn: string; readonly counts: boolean }[],
): string | undefined {
  const counting = events.filter(({ counts }) => counts);
  const filed = counting.findLast(
    ({ kind }) => kind === 'INVALIDITY_ACCEPTED' || kind === 'INVALIDITY_FILED',
  );
  if (!filed) return undefined;
  const isDecided = counting.some(
    ({ kind, effectiveOn }) => OUTCOMES.includes(kind) && effectiveOn >= filed.effectiveOn,
  );
  return isDecided ? undefined : filed.effectiveOn;
}
