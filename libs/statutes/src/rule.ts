import type { z } from 'zod';

/**
 * How well a rule is known, best first. `VERIFIED`: read in the text of the rule; `VERIFIED_SECONDARY`: read in a published
 * summary, translation or public code; `DESIGN`: our own proposal, no rule of law; `RECALLED`: no text was found, confirm it.
 */
export const certainties = ['VERIFIED', 'VERIFIED_SECONDARY', 'DESIGN', 'RECALLED'] as const;

export type Certainty = (typeof certainties)[number];

export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** One line of a table: what held from a first day to a last one. `zh` and `en` may name figures as `{param}`. */
export interface Row<P> extends Text {
  /** First day, ISO. */
  readonly validFrom: string;
  /** Last day, ISO; null while in force. */
  readonly validTo: string | null;
  readonly params: P;
  /** Instrument and article, in Chinese. */
  readonly basis: string;
  readonly certainty: Certainty;
  /** Set where the first day is itself recalled, or was found only as a month or year. */
  readonly dateRecalled?: true;
}

export interface Rule<P> extends Row<P> {
  readonly key: string;
}

/** Rules of one subject: for each key the lines that followed each other, oldest first. */
export interface RuleTable<K extends string, P> {
  readonly subject: Text;
  /** The date that chooses the line. */
  readonly chosenBy: Text;
  /** The params that configuration may replace in a recalled line. */
  readonly figures: z.ZodType<Replaceable<P>>;
  readonly rules: Readonly<Record<K, readonly Rule<P>[]>>;
}

/** Some of the params. */
export type Replaceable<P> = { readonly [Name in keyof P]?: P[Name] | undefined };

export type AnyRuleTable = RuleTable<string, unknown>;

/** Gives each line its key; the rows come in a second call so that their keys become types. */
export function ruleTable<P>(head: Omit<RuleTable<never, P>, 'rules'>) {
  return <K extends string>(rows: Readonly<Record<K, readonly Row<P>[]>>): RuleTable<K, P> => {
    const rules = {} as Record<K, readonly Rule<P>[]>;
    for (const key in rows) rules[key] = rows[key].map((row) => ({ key, ...row }));
    return { ...head, rules };
  };
}

/** The name of one line: its key and its first day, `CRIME216_AMOUNT@2025-04-26`. */
export function ruleName(rule: { readonly key: string; readonly validFrom: string }): string {
  return `${rule.key}@${rule.validFrom}`;
}

export function rulesOf(table: AnyRuleTable): readonly Rule<unknown>[] {
  return Object.values(table.rules).flat();
}
