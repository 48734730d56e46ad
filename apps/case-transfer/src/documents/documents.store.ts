import type { Tx } from '@xianjie/persistence';
import type { Signature } from '../transfers/step-guards.js';
import type { TransferDocument } from './transfer-document.js';

const COLUMNS = `id, transfer_id AS "transferId", owner, kind, name, document_no AS "documentNo", media_type AS "mediaType", sha256,
  bytes::float8 AS bytes, reference, added_by AS "addedBy", added_at AS "addedAt"`;

export async function insertDocument(tx: Tx, document: TransferDocument): Promise<void> {
  const {
    id,
    transferId,
    owner,
    kind,
    name,
    documentNo,
    mediaType,
    sha256,
    bytes,
    reference,
    addedBy,
    addedAt,
  } = document;
  await tx.query(
    `INSERT INTO transfer_document (id, transfer_id, owner, kind, name, document_no, media_type, sha256, bytes, reference, added_by, added_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [id, transferId, owner, kind, name, documentNo, mediaType, sha256, bytes, reference, addedBy, addedAt],
  );
}

/** All papers of a transfer, the oldest first. */
export function documentsOf(tx: Tx, transferId: string): Promise<TransferDocument[]> {
  return tx.query(`SELECT ${COLUMNS} FROM transfer_document WHERE transfer_id = $1 ORDER BY id`, [
    transferId,
  ]);
}

/** Answers false where the officer signed the document before. */
export async function insertSignature(
  tx: Tx,
  transferId: string,
  { officerId, officerName, documentId, afterStep }: Signature,
  signedAt: Date,
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `INSERT INTO report_signature (transfer_id, document_id, officer_id, officer_name, after_step, signed_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING 1`,
    [transferId, documentId, officerId, officerName, afterStep, signedAt],
  );
  return rows.length > 0;
}

export function signaturesOf(tx: Tx, transferId: string): Promise<Signature[]> {
  return tx.query(
    `SELECT officer_id AS "officerId", officer_name AS "officerName", document_id AS "documentId", after_step AS "afterStep"
     FROM report_signature WHERE transfer_id = $1 ORDER BY signed_at, officer_id`,
    [transferId],
  );
}
