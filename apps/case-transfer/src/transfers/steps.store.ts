import type { Tx } from '@xianjie/persistence';
import type { TransferStep } from './transfer-step.js';

/** Steps, in SQL: they are added and read, never changed. */

const COLUMNS = `transfer_id AS "transferId", no, step, state_before AS "stateBefore", state_now AS "stateNow", actor_kind AS "actorKind",
  organ, officer, entered_by AS "enteredBy", source, external_no AS "externalNo", content_digest AS "contentDigest",
  document_type AS "documentType", document_no AS "documentNo", reasons, document_ids AS "documentIds", details, shown_to AS "shownTo",
  taken_at AS "takenAt", effective_at AS "effectiveAt", due_on::text AS "dueOn", basis, certainty`;

export async function insertStep(tx: Tx, step: TransferStep): Promise<void> {
  await tx.query(
    `INSERT INTO transfer_step (transfer_id, no, step, state_before, state_now, actor_kind, organ, officer, entered_by, source, external_no,
       content_digest, document_type, document_no, reasons, document_ids, details, shown_to, taken_at, effective_at, due_on, basis, certainty)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::uuid[], $17, $18::text[], $19, $20, $21, $22, $23)`,
    [
      step.transferId,
      step.no,
      step.step,
      step.stateBefore,
      step.stateNow,
      step.actorKind,
      step.organ,
      step.officer,
      step.enteredBy,
      step.source,
      step.externalNo,
      step.contentDigest,
      step.documentType,
      step.documentNo,
      step.reasons,
      step.documentIds,
      step.details,
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
export function findSteps(tx: Tx, transferId: string): Promise<TransferStep[]> {
  return tx.query(`SELECT ${COLUMNS} FROM transfer_step WHERE transfer_id = $1 ORDER BY no`, [transferId]);
}

/** The step that an organ entered under its own number, if it did. */
export async function findByExternalNo(
  tx: Tx,
  enteredBy: string,
  externalNo: string,
): Promise<TransferStep | undefined> {
  const [step] = await tx.query<TransferStep[]>(
    `SELECT ${COLUMNS} FROM transfer_step WHERE entered_by = $1 AND external_no = $2`,
    [enteredBy, externalNo],
  );
  return step;
}
