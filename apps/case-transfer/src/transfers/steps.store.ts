import type { Tx } from '@xianjie/persistence';
import type { ContentKey } from '../sealing/content-key.js';
import { findKey, keyFor } from '../sealing/transfer-keys.store.js';
import type { TransferStep } from './transfer-step.js';

/** Steps, in SQL: they are added and read, never changed. What they say is sealed under the key of the transfer. */

const COLUMNS = `transfer_id AS "transferId", no, step, state_before AS "stateBefore", state_now AS "stateNow", actor_kind AS "actorKind",
  organ, officer, entered_by AS "enteredBy", source, external_no AS "externalNo", content_digest AS "contentDigest",
  document_type AS "documentType", document_no AS "documentNo", reasons, document_ids AS "documentIds", details, sealed,
  shown_to AS "shownTo", taken_at AS "takenAt", effective_at AS "effectiveAt", due_on::text AS "dueOn", basis, certainty`;

/** What of a step is sealed. */
export type StepWords = Pick<TransferStep, 'reasons' | 'details'>;

interface Row extends TransferStep {
  /** Null in rows that were written before there were keys. */
  readonly sealed: Buffer | null;
}

/** Table and row that a sealed step is bound to. */
export const placeOfStep = (transferId: string, no: number): string => `transfer_step:${transferId}:${no}`;

export async function insertStep(tx: Tx, step: TransferStep): Promise<void> {
  const { transferId, no, reasons, details } = step;
  const key = await keyFor(tx, transferId);
  const words: StepWords = { reasons, details };
  await tx.query(
    `INSERT INTO transfer_step (transfer_id, no, step, state_before, state_now, actor_kind, organ, officer, entered_by, source, external_no,
       content_digest, document_type, document_no, document_ids, sealed, shown_to, taken_at, effective_at, due_on, basis, certainty)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::uuid[], $16, $17::text[], $18, $19, $20, $21, $22)`,
    [
      transferId,
      no,
      step.step,
      step.stateBefore,
      step.stateNow,
      step.actorKind,
      step.organ,
      step.officer,
      step.enteredBy,
      step.source,
      step.externalNo,
      key.digest(step.contentDigest),
      step.documentType,
      step.documentNo,
      step.documentIds,
      key.sealJson(words, placeOfStep(transferId, no)),
      step.shownTo,
      step.takenAt,
      step.effectiveAt,
      step.dueOn,
      step.basis,
      step.certainty,
    ],
  );
}

/** Oldest first. */
export async function findSteps(tx: Tx, transferId: string): Promise<TransferStep[]> {
  const rows = await tx.query<Row[]>(
    `SELECT ${COLUMNS} FROM transfer_step WHERE transfer_id = $1 ORDER BY no`,
    [transferId],
  );
  const key = await findKey(tx, transferId);
  return rows.map((row) => opened(row, key));
}

/** The step that an organ entered under its own number, if it did. */
export async function findByExternalNo(
  tx: Tx,
  enteredBy: string,
  externalNo: string,
): Promise<TransferStep | undefined> {
  const [row] = await tx.query<Row[]>(
    `SELECT ${COLUMNS} FROM transfer_step WHERE entered_by = $1 AND external_no = $2`,
    [enteredBy, externalNo],
  );
  return row && opened(row, await findKey(tx, row.transferId));
}

/** Whether a step was taken for this content. Its digest is kept under the key of the transfer; one from before there were keys, plain. */
export async function isOfContent(
  tx: Tx,
  { transferId, contentDigest }: Pick<TransferStep, 'transferId' | 'contentDigest'>,
  digest: string,
): Promise<boolean> {
  if (contentDigest === digest) return true;
  return contentDigest === (await findKey(tx, transferId))?.digest(digest);
}

/** What was sealed under a key that is destroyed says nothing any more. */
function opened({ sealed, ...step }: Row, key: ContentKey | undefined): TransferStep {
  if (sealed === null) return step;
  const words = key?.openJson<StepWords>(sealed, placeOfStep(step.transferId, step.no));
  return { ...step, reasons: null, details: {}, ...words };
}
