/** A choice of the person at this browser: kept, and told to whoever shows it. */
export interface Stored<T extends string> {
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** One of `values`, kept under `key`; the first `usual` answers where nothing is kept. */
export function stored<T extends string>(key: string, values: readonly T[], usual: () => T): Stored<T> {
  const listeners = new Set<() => void>();
  const known = values.find((value) => value === kept(key));
  let current = known ?? usual();
  return {
    get: () => current,
    set: (value) => {
      current = value;
      keep(key, value);
      listeners.forEach((listener) => listener());
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Storage may be forbidden by the browser's settings; then a choice lasts as long as the page. */
function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // as above
  }
}
