import { DomainError } from '@xianjie/errors';
import type { AppliedOverride } from './overrides.js';
import { type AnyRuleTable, ruleName, rulesOf, type Rule, type RuleTable } from './rule.js';

export interface RuleInForce<P> extends Rule<P> {
  /** True where configuration replaced the figures. */
  readonly overridden: boolean;
}

/** A day on which only lines without an end hold: the newest. */
export const NEWEST = '9999-12-31';

/** The tables, read by day, with the figures that configuration replaced. */
export class StatuteBook {
  private readonly overrides: ReadonlyMap<string, AppliedOverride>;

  constructor(
    readonly tables: readonly AnyRuleTable[],
    overrides: readonly AppliedOverride[] = [],
  ) {
    this.overrides = new Map(overrides.map((override) => [ruleName(override), override]));
  }

  /** The line of `key` that holds on `day`, or undefined where none does. */
  find<K extends string, P>(table: RuleTable<K, P>, key: K, day: string): RuleInForce<P> | undefined {
    const line = table.rules[key].find(
      ({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo),
    );
    return line && this.inForce(line);
  }

  /** The line of `key` that holds on `day`. Throws DomainError `invalid`, `statutes.no-rule` where none does. */
  at<K extends string, P>(table: RuleTable<K, P>, key: K, day: string): RuleInForce<P> {
    const line = this.find(table, key, day);
    if (line) return line;
    throw noRule(key, table.rules[key], day);
  }

  /** Every line of a table, as it holds with what was replaced. */
  linesOf<P>(table: RuleTable<string, P>): RuleInForce<P>[] {
    return rulesOf(table).map((line) => this.inForce(line as Rule<P>));
  }

  private inForce<P>(line: Rule<P>): RuleInForce<P> {
    const override = this.overrides.get(ruleName(line));
    if (!override) return { ...line, overridden: false };
    const { basis, certainty, now } = override;
    // The figures were checked with the schema of this line's table.
    return {
      ...line,
      basis,
      certainty,
      params: { ...line.params, ...(now as Partial<P>) },
      overridden: true,
    };
  }
}

function noRule(key: string, lines: readonly Rule<unknown>[], day: string): DomainError {
  const from = lines[0]?.validFrom ?? '';
  const to = lines.at(-1)?.validTo ?? null;
  return new DomainError(
    'invalid',
    'statutes.no-rule',
    `No rule ${key} is known for ${day}, only from ${from}${to === null ? '' : ` to ${to}`}`,
    { zh: `${day} 没有可适用的规则 ${key}，只有自 ${from} 起${to === null ? '' : `至 ${to} 止`}的规则` },
  );
}
