import type { Agency } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';

export interface FeedReader {
  readonly agency: string;
  readonly agencyName: string;
  readonly sent: string;
  readonly behind: string;
  readonly readAt: string | null;
}

/** Notes that a reader asked, and how far it was given the feed. */
export async function noteReading(tx: Tx, agency: string, last: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO feed_reader AS r (agency, sent, read_at) VALUES ($1, $2, $3)
     ON CONFLICT (agency) DO UPDATE SET sent = greatest(r.sent, excluded.sent), read_at = excluded.read_at`,
    [agency, last, at],
  );
}

/** How far these readers are; one that never asked stands at 0. */
export async function readersOf(tx: Tx, readers: readonly Agency[]): Promise<FeedReader[]> {
  const rows = await tx.query<{ agency: string; sent: string; behind: string; readAt: Date | null }[]>(
    `SELECT agency, coalesce(sent, 0)::text AS sent, greatest(last - coalesce(sent, 0), 0)::text AS behind, read_at AS "readAt"
     FROM unnest($1::text[]) AS asked(agency) LEFT JOIN feed_reader USING (agency) CROSS JOIN feed_head
     ORDER BY agency`,
    [readers.map(({ id }) => id)],
  );
  const names = new Map(readers.map(({ id, name }) => [id, name]));
  return rows.map(({ readAt, ...row }) => ({
    ...row,
    agencyName: names.get(row.agency) ?? row.agency,
    readAt: readAt?.toISOString() ?? null,
  }));
}
