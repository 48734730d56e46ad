import type { Tx } from '@xianjie/persistence';

/** How far the answers of an organ's system were taken; empty before the first. */
export async function cursorOf(tx: Tx, organ: string): Promise<string> {
  const [row] = await tx.query<{ cursor: string }[]>('SELECT cursor FROM answer_cursor WHERE organ = $1', [
    organ,
  ]);
  return row?.cursor ?? '';
}

export async function noteCursor(tx: Tx, organ: string, cursor: string, polledAt: Date): Promise<void> {
  await tx.query(
    `INSERT INTO answer_cursor (organ, cursor, polled_at) VALUES ($1, $2, $3)
     ON CONFLICT (organ) DO UPDATE SET cursor = excluded.cursor, polled_at = excluded.polled_at`,
    [organ, cursor, polledAt],
  );
}
