/** Whether the session is known to have ended while the page was open. What is typed stays on the page meanwhile. */
let ended = false;
const listeners = new Set<() => void>();

export function sessionEnded(): void {
  if (ended) return;
  ended = true;
  listeners.forEach((listener) => listener());
}

export function sessionIsBack(): void {
  ended = false;
  listeners.forEach((listener) => listener());
}

export const sessionState = {
  get: (): boolean => ended,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
