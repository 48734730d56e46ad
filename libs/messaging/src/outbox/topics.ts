import { DomainError } from '@xianjie/errors';

/** A data source, a transaction or a `pg` client: what can run a statement. */
export interface Queryable {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

/** Rows of either driver's answer: TypeORM gives them bare, `pg` in a result. */
export function rowsOf<T>(answer: unknown): T[] {
  return Array.isArray(answer) ? (answer as T[]) : (answer as { rows: T[] }).rows;
}

const REGISTER = `
  INSERT INTO produced_topic (topic, partitions) SELECT * FROM unnest($1::text[], $2::int[]) ORDER BY 1
  ON CONFLICT (topic) DO NOTHING`;

/**
 * Tells the service's database which topics it produces, with their partition counts as the log has them; a stream is born
 * into one of them. The relay does so at its start. Throws DomainError `conflict` (`outbox.partitions-changed`) where a topic is known with another count: keys
 * would move, and their order with them.
 */
export async function registerTopics(db: Queryable, counts: ReadonlyMap<string, number>): Promise<void> {
  await db.query(REGISTER, [[...counts.keys()], [...counts.values()]]);
  for (const [topic, known] of await readTopics(db)) {
    const given = counts.get(topic);
    if (given === undefined || given === known) continue;
    throw new DomainError(
      'conflict',
      'outbox.partitions-changed',
      `Topic ${topic} has ${given} partitions, but its streams were born into ${known}; partition counts never change`,
      { zh: `主题 ${topic} 的分区数由 ${known} 变为 ${given}，分区数不得更改` },
    );
  }
}

/** The topics registered, with their partition counts. */
export async function readTopics(db: Queryable): Promise<Map<string, number>> {
  const rows = rowsOf<{ topic: string; partitions: number }>(
    await db.query('SELECT topic, partitions FROM produced_topic'),
  );
  return new Map(rows.map((row) => [row.topic, row.partitions]));
}
