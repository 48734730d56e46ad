import { StatuteBook } from './book.js';
import { type ClockKey, clockRule as ruleOf, type ClockRule, clockTables } from './clock.js';
import { type AppliedOverride, checkOverrides } from './overrides.js';
import { extensions } from './tables/extensions.js';
import type { AnyRuleTable } from './rule.js';

/** Every table, in the order of docs/law.md. */
export const statuteTables: readonly AnyRuleTable[] = [...clockTables, extensions];

/** The law as the tables hold it, with what configuration replaced. Immutable; holds no clock and no "today". */
export class Statutes {
  private constructor(
    readonly book: StatuteBook,
    /** What was replaced: one audit line each when a service starts (`overrideAuditEntry`). */
    readonly overrides: readonly AppliedOverride[],
  ) {}

  /** The tables of this release. */
  static inForce(): Statutes {
    return Statutes.RELEASED;
  }

  /**
   * The tables of this release with overrides of recalled figures, as they stand in configuration (`OverrideSchema`). Throws
   * DomainError `invalid`, `statutes.override-…`.
   */
  static withOverrides(overrides: unknown): Statutes {
    const applied = checkOverrides(statuteTables, overrides);
    return new Statutes(new StatuteBook(statuteTables, applied), applied);
  }

  private static readonly RELEASED = new Statutes(new StatuteBook(statuteTables), []);

  /** The limit `key` for what began on `startDate`; see `clockRule`. */
  clock(key: ClockKey, startDate: string): ClockRule {
    return ruleOf(this.book, key, startDate);
  }
}

/** The limit `key` for what began on `startDate`, by the tables of this release; see `Statutes.clock`. */
export function clockRule(key: ClockKey, startDate: string): ClockRule {
  return Statutes.inForce().clock(key, startDate);
}
