import pg from 'pg';

/** Seconds since 2020: a copy that is restored twice gets another epoch each time. At most nine digits until 2051. */
const RAISE = `
  UPDATE relay_state SET epoch = greatest(epoch + 1, (extract(epoch FROM now()) - 1577836800)::int), counted_at = now()
  RETURNING epoch`;

/**
 * Says that a service's database was restored from an older copy: from now on its events carry a higher epoch, and a consumer that has seen
 * what the copy lacks sets such a stream aside as forked instead of diverging. Run it before the service starts again. Answers the new epoch.
 */
export async function markRestored(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ epoch: number }>(RAISE);
    const [row] = rows;
    if (!row) throw new Error('relay_state is empty: the migrations of libs/messaging did not run here');
    return row.epoch;
  } finally {
    await client.end();
  }
}
