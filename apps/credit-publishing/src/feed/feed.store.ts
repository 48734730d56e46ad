import { afterCommit, beforeCommit, type Tx } from '@xianjie/persistence';

/** What a reader of the feed does: keep `body` under `key`, or drop what it has under it. */
export interface FeedChange {
  readonly kind: 'publicity-record' | 'list-entry';
  readonly key: string;
  readonly change: 'PUT' | 'REMOVE';
  /** Null for a removal. */
  readonly body: object | null;
  /** Last day on which the body may be shared. */
  readonly endsOn: string | null;
  readonly at: Date;
}

const buffers = new WeakMap<Tx, FeedChange[]>();

/**
 * Tells the readers of the feed, in the commit of `tx`. Numbers are drawn just before COMMIT, under a lock that is held until then, so that
 * their order is the order of the commits and none is missing. A removal empties what was told before: it may no longer be shared.
 */
export function appendToFeed(tx: Tx, change: FeedChange): void {
  const known = buffers.get(tx);
  if (known) {
    known.push(change);
    return;
  }
  const changes = [change];
  buffers.set(tx, changes);
  beforeCommit(tx, () => write(tx, changes));
  afterCommit(tx, () => buffers.delete(tx));
}

async function write(tx: Tx, changes: readonly FeedChange[]): Promise<void> {
  buffers.delete(tx);
  const [[head]] = await tx.query<[[{ last: string }], number]>(
    'UPDATE feed_head SET last = last + $1 RETURNING last',
    [changes.length],
  );
  const keys = [...new Set(changes.map(({ key }) => key))];
  await tx.query('UPDATE feed_item SET body = NULL WHERE key = ANY($1::uuid[]) AND body IS NOT NULL', [keys]);
  const json = (body: object | null) =>
    body &&
    JSON.stringify(body, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  await tx.query(
    `INSERT INTO feed_item (no, kind, key, change, body, ends_on, at)
     SELECT $1::bigint + nth, kind, key, change, body, ends_on, at
     FROM unnest($2::text[], $3::uuid[], $4::text[], $5::jsonb[], $6::date[], $7::timestamptz[])
       WITH ORDINALITY AS given(kind, key, change, body, ends_on, at, nth)`,
    [
      String(BigInt(head.last) - BigInt(changes.length)),
      changes.map(({ kind }) => kind),
      changes.map(({ key }) => key),
      changes.map(({ change }) => change),
      changes.map(({ body }) => json(body)),
      changes.map(({ endsOn }) => endsOn),
      changes.map(({ at }) => at),
    ],
  );
}

export interface FeedItem {
  readonly no: string;
  readonly kind: FeedChange['kind'];
  readonly key: string;
  readonly change: FeedChange['change'];
  readonly body: Record<string, unknown> | null;
  readonly at: Date;
}

/** Items after a number, in their order; of what may no longer be shared on `today` only that it was there. */
export async function readFeed(tx: Tx, after: string, limit: number, today: string): Promise<FeedItem[]> {
  return tx.query<FeedItem[]>(
    `SELECT no::text, kind, key, change, CASE WHEN ends_on < $3::date THEN NULL ELSE body END AS body, at
     FROM feed_item WHERE no > $1 ORDER BY feed_item.no LIMIT $2`,
    [after, limit, today],
  );
}

export interface FeedLine extends Pick<FeedItem, 'no' | 'kind' | 'key' | 'change' | 'at'> {
  readonly label: string | null;
  readonly partyName: string | null;
  readonly creditCode: string | null;
  readonly endsOn: string | null;
}

export interface FeedFilters {
  readonly kind?: FeedChange['kind'] | undefined;
  readonly change?: FeedChange['change'] | undefined;
  readonly key?: string | undefined;
}

/** Items before a number, the newest first; nothing but their kind and key of what may no longer be shared on `today`. */
export async function newestOfFeed(
  tx: Tx,
  { kind, change, key }: FeedFilters,
  before: string | undefined,
  limit: number,
  today: string,
): Promise<FeedLine[]> {
  return tx.query<FeedLine[]>(
    `SELECT no::text, kind, key, change, at, shown.body->>'partyName' AS "partyName",
       shown.body->>'creditCode' AS "creditCode", coalesce(shown.body->>'decisionNo', shown.body->>'list') AS label,
       CASE WHEN shown.body IS NOT NULL THEN ends_on::text END AS "endsOn"
     FROM feed_item, LATERAL (SELECT CASE WHEN ends_on < $1::date THEN NULL ELSE body END AS body) AS shown
     WHERE ($2::bigint IS NULL OR no < $2) AND ($3::text IS NULL OR kind = $3)
       AND ($4::text IS NULL OR change = $4) AND ($5::uuid IS NULL OR key = $5)
     ORDER BY feed_item.no DESC LIMIT $6`,
    [today, before ?? null, kind ?? null, change ?? null, key ?? null, limit],
  );
}

export interface FeedState {
  readonly last: string;
  readonly records: number;
  readonly entries: number;
  /** SHA-256, hex, over `<kind> <key>\n` of all that is shown, sorted by bytes. */
  readonly digest: string;
}

/** What a reader that has read up to `last` must have, from one snapshot. */
export async function feedState(tx: Tx, today: string): Promise<FeedState> {
  const [state] = await tx.query<[FeedState]>(
    `WITH shown AS (
       SELECT 'publicity-record' AS kind, id FROM publicity_record WHERE status = 'published' AND ends_on >= $1::date
       UNION ALL SELECT 'list-entry', id FROM list_entry WHERE status = 'listed' AND ends_on >= $1::date)
     SELECT (SELECT last::text FROM feed_head) AS last,
       count(*) FILTER (WHERE kind = 'publicity-record')::int AS records,
       count(*) FILTER (WHERE kind = 'list-entry')::int AS entries,
       encode(sha256(convert_to(coalesce(string_agg(kind || ' ' || id || E'\n', '' ORDER BY (kind || ' ' || id) COLLATE "C"), ''), 'UTF8')), 'hex') AS digest
     FROM shown`,
    [today],
  );
  return state;
}
