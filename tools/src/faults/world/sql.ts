import pg from 'pg';

/** One statement on a connection of its own: what the driver asks must not depend on connections that faults have broken. */
export async function query<Row extends pg.QueryResultRow>(
  address: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: address,
    connectionTimeoutMillis: 5000,
    application_name: 'driver',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
