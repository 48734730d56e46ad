import type { Tx } from '@xianjie/persistence';
import { findKey, keyFor } from '../sealing/transfer-keys.store.js';
import type { ContentKey } from '../sealing/content-key.js';
import type { Upload } from './upload.js';

const COLUMNS = `id, transfer_id AS "transferId", owner, added_by AS "addedBy", sealed, media_type AS "mediaType", bytes::float8 AS bytes,
  expected_sha256 AS "expectedSha256", status, refusal, file_id AS "fileId", sha256, created_at AS "createdAt", touched_at AS "touchedAt"`;

type UploadWords = Pick<Upload, 'name'>;

interface Row extends Omit<Upload, 'name'> {
  readonly sealed: Buffer;
}

const placeOf = (id: string): string => `upload:${id}`;

export async function insertUpload(tx: Tx, upload: Upload): Promise<void> {
  const { id, transferId, name } = upload;
  const words: UploadWords = { name };
  const sealed = (await keyFor(tx, transferId)).sealJson(words, placeOf(id));
  await tx.query(
    `INSERT INTO upload (id, transfer_id, owner, added_by, sealed, media_type, bytes, expected_sha256, status, created_at, touched_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
    [
      id,
      transferId,
      upload.owner,
      upload.addedBy,
      sealed,
      upload.mediaType,
      upload.bytes,
      upload.expectedSha256,
      upload.status,
      upload.createdAt,
    ],
  );
}

export async function findUpload(tx: Tx, id: string): Promise<Upload | undefined> {
  const [row] = await tx.query<Row[]>(`SELECT ${COLUMNS} FROM upload WHERE id = $1`, [id]);
  return row && opened(row, await findKey(tx, row.transferId));
}

/** An upload of an organ, locked: it does not expire before the transaction ends. */
export async function lockUpload(
  tx: Tx,
  id: string,
  { transferId, owner }: Pick<Upload, 'transferId' | 'owner'>,
): Promise<Upload | undefined> {
  const [row] = await tx.query<Row[]>(
    `SELECT ${COLUMNS} FROM upload WHERE id = $1 AND transfer_id = $2 AND owner = $3 FOR UPDATE`,
    [id, transferId, owner],
  );
  return row && opened(row, await findKey(tx, row.transferId));
}

/** What an organ has under way, and what a transfer holds. */
export async function roomFor(
  tx: Tx,
  { transferId, owner }: Pick<Upload, 'transferId' | 'owner'>,
  anHourAgo: Date,
): Promise<{ readonly unfinished: number; readonly begunAnHour: number; readonly files: number }> {
  const [room] = await tx.query<{ unfinished: number; begunAnHour: number; files: number }[]>(
    `SELECT (SELECT count(*)::int FROM upload WHERE transfer_id = $1 AND owner = $2 AND status = 'UPLOADING') AS unfinished,
       (SELECT count(*)::int FROM upload WHERE owner = $2 AND created_at > $3) AS "begunAnHour",
       (SELECT count(*)::int FROM stored_file WHERE transfer_id = $1) AS files`,
    [transferId, owner, anHourAgo],
  );
  return room ?? { unfinished: 0, begunAnHour: 0, files: 0 };
}

export async function touchUpload(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('UPDATE upload SET touched_at = $2 WHERE id = $1', [id, at]);
}

/** Notes what became of an upload that is under way; answers false where that was noted before, or it is gone. */
export async function settleUpload(
  tx: Tx,
  { id, status, refusal, fileId, sha256 }: Pick<Upload, 'id' | 'status' | 'refusal' | 'fileId' | 'sha256'>,
): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE upload SET status = $2, refusal = $3, file_id = $4, sha256 = $5 WHERE id = $1 AND status = 'UPLOADING'`,
    [id, status, refusal, fileId, sha256],
  );
  return count > 0;
}

export async function deleteUpload(tx: Tx, id: string): Promise<void> {
  await tx.query('DELETE FROM upload WHERE id = $1', [id]);
}

/** Uploads that are under way and to which nobody has written since `before`. */
export async function restingUploads(tx: Tx, before: Date, limit: number): Promise<Upload[]> {
  const rows = await tx.query<Row[]>(
    `SELECT ${COLUMNS} FROM upload WHERE status = 'UPLOADING' AND touched_at < $1 AND (held_until IS NULL OR held_until < now())
     ORDER BY touched_at LIMIT $2`,
    [before, limit],
  );
  return rows.map((row) => opened(row, undefined));
}

/** Removes uploads of whatever end to which nobody has written since `before`; answers their transfers and ids. */
export async function deleteExpired(
  tx: Tx,
  before: Date,
  limit: number,
): Promise<Pick<Upload, 'id' | 'transferId'>[]> {
  const [rows] = await tx.query<[Pick<Upload, 'id' | 'transferId'>[], number]>(
    `DELETE FROM upload WHERE id IN (
       SELECT id FROM upload WHERE touched_at < $1 AND (held_until IS NULL OR held_until < now())
       ORDER BY touched_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING id, transfer_id AS "transferId"`,
    [before, limit],
  );
  return rows;
}

/** Whether these uploads are known. */
export async function knownUploads(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }[]>('SELECT id FROM upload WHERE id = ANY ($1::uuid[])', [ids]);
  return new Set(rows.map(({ id }) => id));
}

/** The name is not needed where the upload is only finished or removed. */
function opened({ sealed, ...upload }: Row, key: ContentKey | undefined): Upload {
  return { ...upload, name: '', ...key?.openJson<UploadWords>(sealed, placeOf(upload.id)) };
}
