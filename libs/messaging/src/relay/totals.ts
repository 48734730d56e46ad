import type { RelayStats } from './relay-options.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What a relay counts over its whole life, whoever leads. */
export type Totals = Mutable<Omit<RelayStats, 'active' | 'failing'>>;

export function emptyTotals(): Totals {
  return {
    outboxSize: 0,
    oldestAgeSeconds: 0,
    sentTotal: 0,
    resentTotal: 0,
    checkpointsTotal: 0,
    rejectionsTotal: 0,
    missingTopics: [],
  };
}
