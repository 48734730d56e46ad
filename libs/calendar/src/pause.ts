import { DomainError } from '@xianjie/errors';

/**
 * Time that does not count, from the day or moment of the suspension to that of the resumption: what was left on the first is
 * left on the second.
 */
export interface Pause {
  readonly from: string;
  readonly to: string;
}

/** A pause as days or as seconds. */
export interface Span<T> {
  readonly from: T;
  readonly to: T;
}

/**
 * The pauses in the unit of the limit. Throws DomainError `invalid`, `pause.out-of-order`, where one ends before it begins, or
 * begins before the last one ended.
 */
export function spans<T extends string | number>(
  pauses: readonly Pause[],
  read: (at: string) => T,
): Span<T>[] {
  const ordered = pauses.map(({ from, to }) => ({ from: read(from), to: read(to) }));
  const marks = ordered.flatMap(({ from, to }) => [from, to]);
  const isOrdered = marks.slice(1).every((mark, index) => mark >= marks[index]!);
  if (isOrdered) return ordered;
  throw new DomainError(
    'invalid',
    'pause.out-of-order',
    'Pauses follow one another and end after they begin',
    {
      zh: '中止期间须依次排列，且结束不早于开始',
    },
  );
}
