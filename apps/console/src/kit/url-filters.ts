import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

export type Filters<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/** Filters that live in the URL: they survive a reload, and a link to them can be sent. */
export function useFilters<const Name extends string>(names: readonly Name[]) {
  const [params, setParams] = useSearchParams();
  const key = names.map((name) => `${name}=${params.get(name) ?? ''}`).join('&');
  const filters = useMemo(() => {
    const found = names.flatMap((name) => {
      const value = params.get(name);
      return value ? [[name, value] as const] : [];
    });
    return Object.fromEntries(found) as Filters<Name>;
    // `key` says all that is read of `params`, and `names` is a constant of the caller.
  }, [key]);
  const set = useCallback(
    (change: Readonly<Partial<Record<Name, string | undefined | null>>>) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries<string | undefined | null>(change)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { filters, set, isFiltered: Object.keys(filters).length > 0 };
}
