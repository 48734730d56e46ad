import type { Tx } from '@xianjie/persistence';
import { placeOfDelivery, type DeliveryWords } from '../deliveries/deliveries.store.js';
import { placeOfDocument, type DocumentWords } from '../documents/documents.store.js';
import { placeOfCopy } from '../oversight/copies.store.js';
import { placeOfStep, type StepWords } from '../transfers/steps.store.js';
import { keyOrNobodysForRow } from './row-keys.js';
import { findKey, keyOrNobodys } from './transfer-keys.store.js';
import { sealPackages, sealPenalties, sealUntaken } from './unsealed-notes.js';

/**
 * Rows from before there were keys: each kind is sealed once, and its plain columns emptied with it. What is left of a transfer that was
 * erased meanwhile is sealed with a key that nobody keeps. Answers how many were.
 */
export const unsealedRows: readonly ((tx: Tx, limit: number) => Promise<number>)[] = [
  sealSteps,
  sealDocuments,
  sealAddresses,
  sealDeliveries,
  sealCopies,
  sealPenalties,
  sealPackages,
  sealUntaken,
];

async function sealSteps(tx: Tx, limit: number): Promise<number> {
  const rows = await tx.query<(StepWords & { transferId: string; no: number; contentDigest: string })[]>(
    `SELECT transfer_id AS "transferId", no, reasons, details, content_digest AS "contentDigest" FROM transfer_step
     WHERE sealed IS NULL ORDER BY transfer_id, no LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  for (const { transferId, no, contentDigest, ...words } of rows) {
    const key = await keyOrNobodys(tx, transferId);
    await tx.query(
      `UPDATE transfer_step SET sealed = $3, content_digest = $4, reasons = NULL, details = '{}' WHERE transfer_id = $1 AND no = $2`,
      [transferId, no, key.sealJson(words, placeOfStep(transferId, no)), key.digest(contentDigest)],
    );
  }
  return rows.length;
}

async function sealDocuments(tx: Tx, limit: number): Promise<number> {
  const rows = await tx.query<(DocumentWords & { id: string; transferId: string })[]>(
    `SELECT id, transfer_id AS "transferId", name, reference FROM transfer_document WHERE sealed IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  for (const { id, transferId, ...words } of rows) {
    const sealed = (await keyOrNobodys(tx, transferId)).sealJson(words, placeOfDocument(id));
    await tx.query('UPDATE transfer_document SET sealed = $2, name = NULL, reference = NULL WHERE id = $1', [
      id,
      sealed,
    ]);
  }
  return rows.length;
}

/** Of papers whose names were sealed before their addresses were. */
async function sealAddresses(tx: Tx, limit: number): Promise<number> {
  const rows = await tx.query<{ id: string; transferId: string; reference: string; sealed: Buffer }[]>(
    `SELECT id, transfer_id AS "transferId", reference, sealed FROM transfer_document
     WHERE reference IS NOT NULL AND sealed IS NOT NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  for (const { id, transferId, reference, sealed } of rows) {
    const place = placeOfDocument(id);
    const key = await findKey(tx, transferId);
    const again = key?.sealJson({ ...key.openJson<DocumentWords>(sealed, place), reference }, place);
    await tx.query('UPDATE transfer_document SET sealed = $2, reference = NULL WHERE id = $1', [
      id,
      again ?? sealed,
    ]);
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
    const sealed = (await keyOrNobodys(tx, transferId)).sealJson(words, placeOfDelivery(id));
    await tx.query('UPDATE delivery SET sealed = $2, body = NULL, step_input = NULL WHERE id = $1', [
      id,
      sealed,
    ]);
  }
  return rows.length;
}

async function sealCopies(tx: Tx, limit: number): Promise<number> {
  const rows = await tx.query<
    { id: string; transferId: string | null; procuratorate: string; content: unknown }[]
  >(
    `SELECT id, transfer_id AS "transferId", procuratorate, content FROM procuratorate_copy
     WHERE sealed IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  for (const { id, transferId, procuratorate, content } of rows) {
    const key = await keyOrNobodysForRow(tx, { transferId, organ: procuratorate });
    await tx.query('UPDATE procuratorate_copy SET sealed = $2, content = NULL WHERE id = $1', [
      id,
      key.sealJson(content, placeOfCopy(id)),
    ]);
  }
  return rows.length;
}
