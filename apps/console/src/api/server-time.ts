/** The clock of a PC may be wrong, that of a trial installation ahead: what is left of a limit is counted by the services' time. */
let skewMs = 0;
const listeners = new Set<() => void>();

/** Less than this changes nothing that a page shows. */
const TOLERATED_MS = 15_000;

/** The services' time; behind it by the way of the last answer and up to a second, never ahead of it. */
export const serverNow = (): number => Date.now() + skewMs;

/** Takes note of the time that an answer bears: its whole seconds had passed when it left. */
export function noteServerTime(date: string | null, now: number = Date.now()): void {
  const told = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(told)) return;
  const moved = Math.abs(told - now - skewMs);
  skewMs = told - now;
  if (moved >= TOLERATED_MS) listeners.forEach((listener) => listener());
}

export function onServerTime(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
