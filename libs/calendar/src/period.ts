import { DomainError } from '@xianjie/errors';
import { z } from 'zod';

/**
 * How a limit is counted. `DAYS`: days where the law does not say which, so both readings are held (Order 310);
 * `CALENDAR`: calendar days; `WORKDAYS`: working days; `MONTHS`: to the same day-number; `HOURS`: by the clock, never rolled.
 */
export const periodKinds = ['DAYS', 'CALENDAR', 'WORKDAYS', 'MONTHS', 'HOURS'] as const;

export type PeriodKind = (typeof periodKinds)[number];

/** The longest period of each kind, about a century: what is longer is a slip of the pen. */
export const LONGEST: Readonly<Record<PeriodKind, number>> = {
  DAYS: 36_525,
  CALENDAR: 36_525,
  WORKDAYS: 26_000,
  MONTHS: 1_200,
  HOURS: 876_600,
};

/** A length as the law states it: three days are `{ kind: 'DAYS', n: 3 }`. */
export const PeriodSchema = z
  .object({ kind: z.enum(periodKinds), n: z.int().min(1) })
  .refine(({ kind, n }) => n <= LONGEST[kind], {
    path: ['n'],
    message: 'Longer than a century',
    params: { rule: 'period.too-long', zh: '期限超过一百年' },
  })
  .readonly();

export type Period = z.infer<typeof PeriodSchema>;

/** Throws DomainError `invalid`, `period.invalid` where `period` has an unknown kind or no count from 1 to a century. */
export function checkPeriod(period: Period): Period {
  const { success, data } = PeriodSchema.safeParse(period);
  if (success) return data;
  throw new DomainError(
    'invalid',
    'period.invalid',
    `A period is one of ${periodKinds.join(', ')} with a whole count from 1 to a century`,
    { zh: `期限须为 ${periodKinds.join('、')} 之一，数值为不小于1且不超过一百年的整数` },
  );
}
