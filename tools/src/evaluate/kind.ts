import type { Calendar } from '@xianjie/calendar';
import type { LocalDate } from '@xianjie/identifiers';
import type { Statutes } from '@xianjie/statutes';
import type { Fields } from './fields.js';

/** What a kind may ask beside its line. */
export interface Context {
  /** Today in China. */
  readonly today: () => LocalDate;
  /** The working days to use instead of the ones this release brings. */
  readonly calendar?: Calendar | undefined;
  /** The statutes to use instead of the released ones. */
  readonly statutes?: Statutes | undefined;
}

/**
 * Answers a line of one kind: the `result`. Throws DomainError `evaluate.field` for a field that is missing or wrong, or the code
 * of the rule that cannot answer.
 */
export type Evaluate = (fields: Fields, context: Context) => object;
