import type { Tx } from '@xianjie/persistence';

/** A file that is kept: sealed under the key of its transfer, found by its digest. */
export interface StoredFile {
  readonly id: string;
  readonly transferId: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
}

const COLUMNS = 'id, transfer_id AS "transferId", sha256, bytes::float8 AS bytes, media_type AS "mediaType"';

/** Keeps a file, or finds the one of the same content that the transfer has already. Answers the id of the one that is kept. */
export async function keepFile(
  tx: Tx,
  { id, transferId, sha256, bytes, mediaType }: StoredFile,
  at: Date,
): Promise<string> {
  const [row] = await tx.query<{ id: string }[]>(
    `INSERT INTO stored_file (id, transfer_id, sha256, bytes, media_type, stored_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (transfer_id, sha256) DO UPDATE SET stored_at = excluded.stored_at RETURNING id`,
    [id, transferId, sha256, bytes, mediaType, at],
  );
  return row?.id ?? id;
}

export async function findFile(tx: Tx, id: string): Promise<StoredFile | undefined> {
  const [file] = await tx.query<StoredFile[]>(`SELECT ${COLUMNS} FROM stored_file WHERE id = $1`, [id]);
  return file;
}

/** Forgets files that no document names and that were not uploaded since `before`. A document that is just being added keeps its own. */
export async function forgetUnnamed(tx: Tx, before: Date, limit: number): Promise<StoredFile[]> {
  const [rows] = await tx.query<[StoredFile[], number]>(
    `DELETE FROM stored_file WHERE id IN (
       SELECT f.id FROM stored_file f
       WHERE f.stored_at < $1 AND NOT EXISTS (SELECT FROM transfer_document d WHERE d.file_id = f.id)
       ORDER BY f.stored_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING ${COLUMNS}`,
    [before, limit],
  );
  return rows;
}

/** Which of these files are kept. */
export async function knownFiles(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }[]>('SELECT id FROM stored_file WHERE id = ANY ($1::uuid[])', [
    ids,
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** Transfers whose key was destroyed; their files can be read by nobody. */
export async function erasedTransfers(tx: Tx, transferIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    'SELECT transfer_id AS id FROM transfer_key WHERE transfer_id = ANY ($1::uuid[]) AND wrapped IS NULL',
    [transferIds],
  );
  return rows.map(({ id }) => id);
}
