import type { Tx } from '@xianjie/persistence';

interface PreparedClient {
  query(config: { name: string; text: string; values: readonly unknown[] }): Promise<{ rows: unknown[] }>;
}

/** A statement that PostgreSQL parses once per connection; for the few that run with every batch. */
export async function prepared(
  tx: Tx,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<unknown[]> {
  const client = (await tx.queryRunner?.connect()) as PreparedClient | undefined;
  if (!client) throw new Error('A prepared statement needs a transaction');
  return (await client.query({ name, text, values })).rows;
}
