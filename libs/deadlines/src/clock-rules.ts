import { createHash } from 'node:crypto';
import type { Tx } from '@xianjie/persistence';
import type { LimitRule } from './words.js';

/** What is kept of a rule: later releases and overrides of the statutes do not reach a clock that began before. */
function snapshotOf(rule: LimitRule): LimitRule {
  const { key, validFrom, period, readings, responsible, says, endsWith, suspendedWhile, basis, certainty } =
    rule;
  const extensions = rule.extensions.map((each) => ({
    key: each.key,
    to: each.to,
    approvedBy: each.approvedBy,
    basis: each.basis,
    certainty: each.certainty,
  }));
  return {
    ...{ key, validFrom, period, readings, responsible, says, endsWith, suspendedWhile, extensions },
    ...{ basis, certainty },
  };
}

export interface KeptRule {
  readonly id: string;
  readonly snapshot: LimitRule;
}

/** Keeps each rule once, and answers them as they are kept, in their order. */
export async function keepRules(tx: Tx, rules: readonly LimitRule[]): Promise<KeptRule[]> {
  const kept = rules.map((rule) => {
    const snapshot = snapshotOf(rule);
    const digest = createHash('sha256').update(JSON.stringify(snapshot)).digest('hex').slice(0, 16);
    return { id: `${rule.key}@${rule.validFrom}#${digest}`, snapshot };
  });
  const news = [...new Map(kept.map((each) => [each.id, each])).values()];
  // In the order of their ids: two transactions that keep the same ones must not wait for each other.
  await tx.query(
    `INSERT INTO clock_rule (id, snapshot) SELECT * FROM unnest($1::text[], $2::jsonb[]) ORDER BY 1 ON CONFLICT DO NOTHING`,
    [news.map(({ id }) => id), news.map(({ snapshot }) => JSON.stringify(snapshot))],
  );
  return kept;
}
