import type { Tx } from '@xianjie/persistence';
import { placeOfDelivery, type DeliveryWords } from '../deliveries/deliveries.store.js';
import { placeOfDocument, type DocumentWords } from '../documents/documents.store.js';
import { placeOfCopy } from '../oversight/copies.store.js';
import { placeOfStep, type StepWords } from '../transfers/steps.store.js';
import { keyFor } from './transfer-keys.store.js';

/** Rows from before there were keys: each kind is sealed once, and its plain columns emptied with it. Answers how many were. */
export const unsealedRows: readonly ((tx: Tx, limit: number) => Promise<number>)[] = [
  sealSteps,
  sealDocuments,
  sealDeliveries,
  sealCopies,
];

async function sealSteps(tx: Tx, limit: number): Promise<number> {
  const rows = await tx.query<(StepWords & { transferId: string; no: number; contentDigest: string })[]>(
    `SELECT transfer_id AS "transferId", no, reasons, details, content_digest AS "contentDigest" FROM transfer_step
     WHERE sealed IS NULL ORDER BY transfer_id, no LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  for (const { transferId, no, contentDigest, ...words } of rows) {
    const key = await keyFor(tx, transferId);
    await tx.query(
      `UPDATE transfer_step SET sealed = $3, content_digest = $4, reasons = NULL, details = '{}' WHERE transfer_id = $1 AND no = $2`,
      [transferId, no, key.sealJson(words, placeOfStep(transferId, no)), key.digest(contentDigest)],
    );
  }
  return rows.length;
}

async function sealDocuments(tx: Tx, limit: number): Promise<number> {
  const rows = await tx.query<(DocumentWords & { id: string; transferId: string })[]>(
    `SELECT id, transfer_id AS "transferId", name FROM transfer_document WHERE sealed IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  for (const { id, transferId, ...words } of rows) {
    const sealed = (await keyFor(tx, transferId)).sealJson(words, placeOfDocument(id));
    await tx.query('UPDATE transfer_document SET sealed = $2, name = NULL WHERE id = $1', [id, sealed]);
  }
  return rows.length;
}

async function sealDeliveries(tx: Tx, limit: number): Promise<number> {
  const rows = await tx.query<(DeliveryWords & { id: string; transferId: string })[]>(
    `SELECT id, transfer_id AS "transferId", body, step_input AS "stepInput" FROM delivery
     WHERE sealed IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  for (const { id, transferId, ...words } of rows) {
    const sealed = (await keyFor(tx, transferId)).sealJson(words, placeOfDelivery(id));
    await tx.query('UPDATE delivery SET sealed = $2, body = NULL, step_input = NULL WHERE id = $1', [
      id,
      sealed,
    ]);
  }
  return rows.length;
}

async function sealCopies(tx: Tx, limit: number): Promise<number> {
  const rows = await tx.query<{ id: string; transferId: string; content: unknown }[]>(
    `SELECT id, transfer_id AS "transferId", content FROM procuratorate_copy
     WHERE sealed IS NULL AND transfer_id IS NOT NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  for (const { id, transferId, content } of rows) {
    const sealed = (await keyFor(tx, transferId)).sealJson(content, placeOfCopy(id));
    await tx.query('UPDATE procuratorate_copy SET sealed = $2, content = NULL WHERE id = $1', [id, sealed]);
  }
  return rows.length;
}
