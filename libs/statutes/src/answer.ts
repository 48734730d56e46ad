import { certainties, type Certainty, type Text } from './rule.js';

export interface RuleReference {
  readonly key: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** A line that an answer rests on. */
export interface CitedRule extends RuleReference {
  readonly basis: string;
  readonly certainty: Certainty;
  /** True where configuration replaced its figures. */
  readonly overridden: boolean;
}

/** What the law says, and why one may rely on it. */
export interface Answer<R> {
  readonly result: R;
  /** The line that decided. */
  readonly rule: RuleReference;
  /** Every line that the answer rests on, the deciding one first. */
  readonly rules: readonly [CitedRule, ...CitedRule[]];
  /** The articles, in Chinese, separated by `；`. */
  readonly basis: string;
  readonly certainty: Certainty;
  /** True where the answer rests on a recalled figure: people must confirm it before they act on it. */
  readonly advice: boolean;
  /** True where a figure it rests on was replaced by configuration. */
  readonly overridden: boolean;
  readonly why: Text;
}

/** Joins a result with the lines it rests on; as certain as the least certain of them, where nothing else is said. */
export function answer<R>(
  result: R,
  rules: readonly [CitedRule, ...CitedRule[]],
  why: Text,
  certainty: Certainty = weakest(rules.map((rule) => rule.certainty)),
): Answer<R> {
  const [{ key, validFrom, validTo }] = rules;
  return {
    result,
    rule: { key, validFrom, validTo },
    rules: rules.map(cite) as [CitedRule, ...CitedRule[]],
    basis: [...new Set(rules.map(({ basis }) => basis))].join('；'),
    certainty,
    advice: certainty === 'RECALLED',
    overridden: rules.some(({ overridden }) => overridden),
    why,
  };
}

function cite({ key, validFrom, validTo, basis, certainty, overridden }: CitedRule): CitedRule {
  return { key, validFrom, validTo, basis, certainty, overridden };
}

/** All of them are needed: the least certain counts. */
export function weakest(given: readonly Certainty[]): Certainty {
  return certainties[Math.max(0, ...given.map((each) => certainties.indexOf(each)))] ?? 'RECALLED';
}

/** Any one of them would do: the most certain counts. */
export function strongest(given: readonly Certainty[]): Certainty {
  return certainties[Math.min(...given.map((each) => certainties.indexOf(each)))] ?? 'RECALLED';
}
