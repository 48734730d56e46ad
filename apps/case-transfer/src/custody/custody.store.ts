import type { Tx } from '@xianjie/persistence';
import type { ContentKey } from '../sealing/content-key.js';
import { findKey, keyFor } from '../sealing/transfer-keys.store.js';
import type { Confirmation, EvidenceItem, EvidenceMove } from './evidence.js';

/** Evidence, in SQL: added and read, never changed. What may name persons is sealed under the key of the transfer. */

const ITEM = `id, transfer_id AS "transferId", no, sealed, trim_scale(quantity)::text AS quantity, unit, measure, holder, taken_at AS "takenAt",
  external_no AS "externalNo", content_digest AS "contentDigest", registered_by AS "registeredBy", registered_at AS "registeredAt",
  after_step AS "afterStep"`;

const MOVE = `id, transfer_id AS "transferId", no, kind, item_ids AS "itemIds", from_organ AS "from", to_organ AS "to", sealed,
  receipt_no AS "receiptNo", document_ids AS "documentIds", party_told_on::text AS "partyToldOn", moved_at AS "movedAt", basis,
  entered_by AS "enteredBy", officer, external_no AS "externalNo", content_digest AS "contentDigest", entered_at AS "enteredAt",
  after_step AS "afterStep"`;

type ItemWords = Pick<EvidenceItem, 'name' | 'features' | 'origin' | 'place'>;
type MoveWords = Pick<EvidenceMove, 'givenBy' | 'receivedBy' | 'place' | 'reasons'>;
type ConfirmationWords = Pick<Confirmation, 'differs'>;

type Sealed<T, Words> = Omit<T, keyof Words> & { readonly sealed: Buffer };

const placeOfItem = (id: string): string => `evidence_item:${id}`;
const placeOfMove = (id: string): string => `evidence_move:${id}`;
const placeOfConfirmation = (moveId: string): string => `evidence_confirmation:${moveId}`;

export async function itemsOf(tx: Tx, transferId: string): Promise<EvidenceItem[]> {
  const rows = await tx.query<Sealed<EvidenceItem, ItemWords>[]>(
    `SELECT ${ITEM} FROM evidence_item WHERE transfer_id = $1 ORDER BY no`,
    [transferId],
  );
  const key = await findKey(tx, transferId);
  return rows.map((row) => openedItem(row, key));
}

/** The lines that an agency registered under its own number, if it did: their transfer and digest. */
export function listUnder(
  tx: Tx,
  holder: string,
  externalNo: string,
): Promise<Pick<EvidenceItem, 'transferId' | 'contentDigest'>[]> {
  return tx.query(
    `SELECT transfer_id AS "transferId", content_digest AS "contentDigest" FROM evidence_item WHERE holder = $1 AND external_no = $2 LIMIT 1`,
    [holder, externalNo],
  );
}

function openedItem(
  { sealed, ...item }: Sealed<EvidenceItem, ItemWords>,
  key: ContentKey | undefined,
): EvidenceItem {
  const gone: ItemWords = { name: '', features: null, origin: null, place: null };
  return { ...item, ...(key?.openJson<ItemWords>(sealed, placeOfItem(item.id)) ?? gone) };
}

export async function insertItems(tx: Tx, transferId: string, items: readonly EvidenceItem[]): Promise<void> {
  const key = await keyFor(tx, transferId);
  const rows = items.map(({ name, features, origin, place, ...item }) => ({
    ...item,
    contentDigest: key.digest(item.contentDigest),
    sealed: key
      .sealJson({ name, features, origin, place } satisfies ItemWords, placeOfItem(item.id))
      .toString('hex'),
  }));
  await tx.query(
    `INSERT INTO evidence_item (id, transfer_id, no, sealed, quantity, unit, measure, holder, taken_at, external_no, content_digest,
       registered_by, registered_at, after_step)
     SELECT i.id, i."transferId", i.no, decode(i.sealed, 'hex'), i.quantity, i.unit, i.measure, i.holder, i."takenAt", i."externalNo",
       i."contentDigest", i."registeredBy", i."registeredAt", i."afterStep"
     FROM jsonb_to_recordset($1) AS i(id uuid, "transferId" uuid, no integer, sealed text, quantity numeric, unit text, measure text,
       holder text, "takenAt" timestamptz, "externalNo" text, "contentDigest" text, "registeredBy" jsonb, "registeredAt" timestamptz,
       "afterStep" integer)`,
    [JSON.stringify(rows)],
  );
}

export async function movesOf(tx: Tx, transferId: string): Promise<EvidenceMove[]> {
  const rows = await tx.query<Sealed<EvidenceMove, MoveWords>[]>(
    `SELECT ${MOVE} FROM evidence_move WHERE transfer_id = $1 ORDER BY no`,
    [transferId],
  );
  const key = await findKey(tx, transferId);
  return rows.map((row) => openedMove(row, key));
}

/** The move that an organ entered under its own number, if it did. */
export async function moveUnder(
  tx: Tx,
  enteredBy: string,
  externalNo: string,
): Promise<EvidenceMove | undefined> {
  const [row] = await tx.query<Sealed<EvidenceMove, MoveWords>[]>(
    `SELECT ${MOVE} FROM evidence_move WHERE entered_by = $1 AND external_no = $2`,
    [enteredBy, externalNo],
  );
  return row && openedMove(row, await findKey(tx, row.transferId));
}

function openedMove(
  { sealed, ...move }: Sealed<EvidenceMove, MoveWords>,
  key: ContentKey | undefined,
): EvidenceMove {
  const gone: MoveWords = { givenBy: '', receivedBy: '', place: null, reasons: null };
  return { ...move, ...(key?.openJson<MoveWords>(sealed, placeOfMove(move.id)) ?? gone) };
}

export async function insertMove(tx: Tx, move: EvidenceMove): Promise<void> {
  const { givenBy, receivedBy, place, reasons } = move;
  const key = await keyFor(tx, move.transferId);
  const sealed = key.sealJson(
    { givenBy, receivedBy, place, reasons } satisfies MoveWords,
    placeOfMove(move.id),
  );
  await tx.query(
    `INSERT INTO evidence_move (id, transfer_id, no, kind, item_ids, from_organ, to_organ, sealed, receipt_no, document_ids, party_told_on,
       moved_at, basis, entered_by, officer, external_no, content_digest, entered_at, after_step)
     VALUES ($1, $2, $3, $4, $5::uuid[], $6, $7, $8, $9, $10::uuid[], $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    [
      ...[move.id, move.transferId, move.no, move.kind, move.itemIds, move.from, move.to, sealed],
      ...[move.receiptNo, move.documentIds, move.partyToldOn, move.movedAt, move.basis, move.enteredBy],
      ...[move.officer, move.externalNo, key.digest(move.contentDigest), move.enteredAt, move.afterStep],
    ],
  );
}

export async function confirmationsOf(tx: Tx, transferId: string): Promise<Confirmation[]> {
  const rows = await tx.query<Sealed<Confirmation, ConfirmationWords>[]>(
    `SELECT c.move_id AS "moveId", c.organ, c.officer, c.sealed, c.confirmed_at AS "confirmedAt"
     FROM evidence_confirmation c JOIN evidence_move m ON m.id = c.move_id WHERE m.transfer_id = $1`,
    [transferId],
  );
  const key = await findKey(tx, transferId);
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    differs: key?.openJson<ConfirmationWords>(sealed, placeOfConfirmation(row.moveId)).differs ?? null,
  }));
}

/** Answers false where it was confirmed before. */
export async function insertConfirmation(
  tx: Tx,
  transferId: string,
  { moveId, organ, officer, differs, confirmedAt }: Confirmation,
): Promise<boolean> {
  const key = await keyFor(tx, transferId);
  const sealed = key.sealJson({ differs } satisfies ConfirmationWords, placeOfConfirmation(moveId));
  const rows = await tx.query<unknown[]>(
    `INSERT INTO evidence_confirmation (move_id, organ, officer, differs, sealed, confirmed_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [moveId, organ, officer, differs !== null, sealed, confirmedAt],
  );
  return rows.length > 0;
}
