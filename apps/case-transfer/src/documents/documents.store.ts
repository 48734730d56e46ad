import type { Tx } from '@xianjie/persistence';
import type { ContentKey } from '../sealing/content-key.js';
import { findKey, keyFor } from '../sealing/transfer-keys.store.js';
import type { Signature } from '../transfers/step-guards.js';
import type { TransferDocument } from './transfer-document.js';

const COLUMNS = `id, transfer_id AS "transferId", owner, kind, name, document_no AS "documentNo", media_type AS "mediaType", sha256,
  bytes::float8 AS bytes, reference, file_id AS "fileId", sealed, added_by AS "addedBy", added_at AS "addedAt"`;

/** A file's name, and where it lies, often is that of a person. */
export type DocumentWords = Pick<TransferDocument, 'name' | 'reference'>;

interface Row extends Omit<TransferDocument, 'name'> {
  /** Null where it is sealed. */
  readonly name: string | null;
  readonly sealed: Buffer | null;
}

/** Table and row that a sealed name is bound to. */
export const placeOfDocument = (id: string): string => `transfer_document:${id}`;

export async function insertDocument(tx: Tx, document: TransferDocument): Promise<void> {
  const { id, transferId, name, reference } = document;
  const words: DocumentWords = { name, reference };
  const sealed = (await keyFor(tx, transferId)).sealJson(words, placeOfDocument(id));
  await tx.query(
    `INSERT INTO transfer_document (id, transfer_id, owner, kind, sealed, document_no, media_type, sha256, bytes, file_id, added_by, added_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      transferId,
      document.owner,
      document.kind,
      sealed,
      document.documentNo,
      document.mediaType,
      document.sha256,
      document.bytes,
      document.fileId,
      document.addedBy,
      document.addedAt,
    ],
  );
}

/** All papers of a transfer, the oldest first. */
export async function documentsOf(tx: Tx, transferId: string): Promise<TransferDocument[]> {
  const rows = await tx.query<Row[]>(
    `SELECT ${COLUMNS} FROM transfer_document WHERE transfer_id = $1 ORDER BY id`,
    [transferId],
  );
  const key = await findKey(tx, transferId);
  return rows.map((row) => opened(row, key));
}

/** What was sealed under a key that is destroyed has no name any more. An address from before is plain until it is sealed. */
function opened({ sealed, name, ...document }: Row, key: ContentKey | undefined): TransferDocument {
  if (sealed === null) return { ...document, name: name ?? '' };
  return { ...document, name: '', ...key?.openJson<DocumentWords>(sealed, placeOfDocument(document.id)) };
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
