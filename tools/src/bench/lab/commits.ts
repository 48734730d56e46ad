import type { Lab } from './lab.js';
import { quantile } from './rounds.js';

/** When rows were committed, in milliseconds since 1970, by what they are about. Both services share a server, and so a clock. */
export type Commits = ReadonlyMap<string, number>;

/** `text` selects what a row is about (`id`) and its `xmin`. */
export async function commitsOf(lab: Lab, url: string, text: string): Promise<Commits> {
  const rows = await lab.query<{ id: string; at: number }>(
    lab.asSuperuser(url),
    `SELECT id, (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000)::float8 AS at FROM (${text}) AS rows(id, xmin)`,
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}

export const SUBMISSIONS = `
  SELECT substr(stream_id, length(topic) + 2), xmin FROM event
  WHERE topic = 'lead-reporting.lead' AND number = 1 AND position('/@' IN stream_id) = 0`;
export const QUESTIONS = 'SELECT lead_id::text, xmin FROM status_question';

/** Milliseconds from each cause that was committed within the span to its effect. */
export function delays(causes: Commits, effects: Commits, { from, to }: Span): number[] {
  return [...causes].flatMap(([id, at]) => {
    const effect = effects.get(id);
    return effect !== undefined && at >= from && at < to ? [effect - at] : [];
  });
}

export interface Span {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** From when the first `warmUpMs` have passed until the last cause was committed. */
export function spanOf(causes: Commits, warmUpMs: number): Span {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const at of causes.values()) {
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  return { from: first + warmUpMs, to: last };
}

export function perSecond(commits: Commits, { from, to }: Span): number {
  const within = [...commits.values()].filter((at) => at >= from && at < to).length;
  return (within / (to - from)) * 1000;
}

export interface Backlog {
  /** Causes whose effect had not been committed, at the worst of the moments looked at. */
  readonly highest: number;
  /** By how many it grew in each second, by least squares. */
  readonly growth: number;
}

const MOMENTS = 200;

/** How many causes waited for their effects, at evenly spread moments of the span. */
export function backlogOf(causes: Commits, effects: Commits, { from, to }: Span): Backlog {
  const [caused, effected] = [ascending(causes), ascending(effects)];
  const points = Array.from({ length: MOMENTS }, (_, nth) => {
    const at = from + ((to - from) * nth) / (MOMENTS - 1);
    return { second: (at - from) / 1000, waiting: upTo(caused, at) - upTo(effected, at) };
  });
  return { highest: Math.max(...points.map(({ waiting }) => waiting)), growth: slope(points) };
}

function ascending(commits: Commits): Float64Array {
  return Float64Array.from(commits.values()).sort();
}

/** How many of the sorted values are at most `limit`. */
function upTo(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function slope(points: readonly { readonly second: number; readonly waiting: number }[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(({ second }) => second)), mean(points.map(({ waiting }) => waiting))];
  const up = points.reduce((sum, { second, waiting }) => sum + (second - x) * (waiting - y), 0);
  const across = points.reduce((sum, { second }) => sum + (second - x) ** 2, 0);
  return up / across;
}

/** `p50` and `p99` in milliseconds. */
export function latencyOf(values: readonly number[]): { readonly p50: number; readonly p99: number } {
  return { p50: quantile(values, 0.5), p99: quantile(values, 0.99) };
}
