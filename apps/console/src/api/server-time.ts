/** The clock of a PC may be wrong, that of a trial installation ahead: what is left of a limit is counted by the services' time. */
let skewMs = 0;
const listeners = new Set<() => void>();

/** `Date` of an answer bears whole seconds, and took its way: less than this is no difference. */
const TOLERATED_MS = 15_000;

export const serverNow = (): number => Date.now() + skewMs;

/** Takes note of the time that an answer bears. */
export function noteServerTime(date: string | null, now: number = Date.now()): void {
  const told = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(told)) return;
  const skew = Math.abs(told - now) < TOLERATED_MS ? 0 : told - now;
  if (Math.abs(skew - skewMs) < TOLERATED_MS) return;
  skewMs = skew;
  listeners.forEach((listener) => listener());
}

export function onServerTime(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
