import type { Attempt, Change, History, Parked, PlannedStop } from '../checking/history.js';
import { query } from './sql.js';

export interface ServiceDatabases {
  readonly producer: string;
  /** The consumer of accounts, which passes on what it hears. */
  readonly first: string;
  /** The consumer of what was passed on. */
  readonly second: string;
}

interface Row {
  readonly account: string;
  readonly number: number;
  readonly token: string;
}

const toChange = ({ account, number, token }: Row): Change => ({ stream: account, number, token });

async function parkedAt(consumer: string, address: string): Promise<Parked[]> {
  const rows = await query<{ stream_id: string; parked: string; numbers: string[] | null }>(
    address,
    `SELECT m.stream_id, m.parked, (SELECT array_agg(e.number ORDER BY e.number) FROM parked_event e WHERE e.stream_id = m.stream_id) AS numbers
     FROM inbox_mark m WHERE m.parked IS NOT NULL
     UNION ALL
     SELECT e.stream_id, 'unflagged', array_agg(e.number ORDER BY e.number) FROM parked_event e
     WHERE NOT EXISTS (SELECT FROM inbox_mark m WHERE m.stream_id = e.stream_id AND m.parked IS NOT NULL) GROUP BY e.stream_id`,
  );
  return rows.map(({ stream_id: id, parked, numbers }) => {
    return {
      consumer,
      stream: id.slice(id.indexOf('/') + 1),
      reason: parked,
      numbers: (numbers ?? []).map(Number),
    };
  });
}

async function effectsAt(address: string): Promise<Change[]> {
  return (await query<Row>(address, 'SELECT account, number, token FROM effect ORDER BY ord')).map(toChange);
}

/** What there is to compare, once all is quiet. */
export async function readHistory(
  { producer, first, second }: ServiceDatabases,
  attempts: readonly Attempt[],
  unsettled: readonly string[],
): Promise<History> {
  const committed = await query<Row>(
    producer,
    'SELECT account, version AS number, token FROM change ORDER BY account, version',
  );
  return {
    attempts,
    committed: committed.map(toChange),
    consumers: [
      { name: 'first', effects: await effectsAt(first) },
      { name: 'second', effects: await effectsAt(second) },
    ],
    parked: [...(await parkedAt('first', first)), ...(await parkedAt('second', second))],
    unsettled,
  };
}

/** Streams that stop somewhere, and where, as SQL takes them. */
function stops(plan: readonly PlannedStop[], consumer: string): [string[], number[]] {
  const its = plan.filter((each) => each.consumer === consumer);
  return [its.map((each) => each.stream), its.map((each) => each.from)];
}

/** How far a consumer is, and how far it should be. */
export interface ConsumerProgress {
  readonly name: string;
  readonly effects: number;
  readonly wantedEffects: number;
  readonly parked: number;
  readonly wantedParked: number;
}

export interface Progress {
  readonly changes: number;
  readonly unsent: readonly [number, number];
  readonly consumers: readonly [ConsumerProgress, ConsumerProgress];
}

/** Checkpoints come and go for ever. */
const UNSENT = `outbox o JOIN event e USING (day, ord) WHERE e.stream_id NOT LIKE '%/@%'`;

/** A few counts that tell whether something still moves, and what is not done yet. */
export async function readProgress(
  databases: ServiceDatabases,
  plan: readonly PlannedStop[] = [],
): Promise<Progress> {
  const changes = await count(databases.producer, 'change');
  return {
    changes,
    unsent: [await count(databases.producer, UNSENT), await count(databases.first, UNSENT)],
    consumers: [
      await consumerProgress('first', databases, plan),
      await consumerProgress('second', databases, plan),
    ],
  };
}

async function count(address: string, what: string, values: readonly unknown[] = []): Promise<number> {
  const [row] = await query<{ count: number }>(address, `SELECT count(*)::int AS count FROM ${what}`, values);
  return row!.count;
}

async function consumerProgress(
  name: 'first' | 'second',
  databases: ServiceDatabases,
  plan: readonly PlannedStop[],
): Promise<ConsumerProgress> {
  const behind =
    'change c JOIN unnest($1::text[], $2::int[]) AS s(account, stop) ON s.account = c.account AND c.version >= s.stop';
  const stopped = await count(databases.producer, behind, stops(plan, name));
  const kept = plan.filter((each) => each.parked);
  return {
    name,
    effects: await count(databases[name], 'effect'),
    wantedEffects: (await count(databases.producer, 'change')) - stopped,
    parked: await count(databases[name], 'parked_event'),
    wantedParked: await count(databases.producer, behind, stops(kept, name)),
  };
}

/** Milliseconds from each change to its effect at the first consumer, sorted; of the accounts and moments that `want` takes. */
export async function readDelays(
  databases: ServiceDatabases,
  want: (account: string, at: number) => boolean,
): Promise<number[]> {
  type Timed = { account: string; token: string; at: Date };
  const made = await query<Timed>(databases.producer, 'SELECT account, token, at FROM change');
  const done = await query<Timed>(databases.first, 'SELECT account, token, at FROM effect');
  const doneAt = new Map(done.map(({ token, at }) => [token, at.getTime()]));
  return made
    .filter(({ account, token, at }) => want(account, at.getTime()) && doneAt.has(token))
    .map(({ token, at }) => doneAt.get(token)! - at.getTime())
    .sort((a, b) => a - b);
}

/** The value below which the share `of` of sorted numbers lies; NaN of none. */
export function percentile(sorted: readonly number[], of: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? NaN;
}
