import type { Tx } from '@xianjie/persistence';
import type { PenaltyCopy } from './penalty-copy.js';

const COLUMNS = `decision_id AS "decisionId", case_id AS "caseId", transfer_id AS "transferId", case_no AS "caseNo",
  decision_no AS "decisionNo", decided_on::text AS "decidedOn", agency, police, procuratorate, sent_on::text AS "sentOn",
  right_holder_told_on::text AS "rightHolderToldOn", no_right_holder AS "noRightHolder", registered_by AS "registeredBy",
  annulled_on::text AS "annulledOn", version`;

/** Answers false where it was owed before. */
export async function insertPenaltyCopy(tx: Tx, copy: PenaltyCopy): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `INSERT INTO penalty_copy (decision_id, case_id, transfer_id, case_no, decision_no, decided_on, agency, police, procuratorate, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1) ON CONFLICT DO NOTHING RETURNING 1`,
    [
      copy.decisionId,
      copy.caseId,
      copy.transferId,
      copy.caseNo,
      copy.decisionNo,
      copy.decidedOn,
      copy.agency,
      copy.police,
      copy.procuratorate,
    ],
  );
  return rows.length > 0;
}

export async function findPenaltyCopy(tx: Tx, decisionId: string): Promise<PenaltyCopy | undefined> {
  const [row] = await tx.query<PenaltyCopy[]>(`SELECT ${COLUMNS} FROM penalty_copy WHERE decision_id = $1`, [
    decisionId,
  ]);
  return row;
}

/** Locked until the end of the transaction. */
export async function lockPenaltyCopy(tx: Tx, decisionId: string): Promise<PenaltyCopy | undefined> {
  const [row] = await tx.query<PenaltyCopy[]>(
    `SELECT ${COLUMNS} FROM penalty_copy WHERE decision_id = $1 FOR UPDATE`,
    [decisionId],
  );
  return row;
}

/** Writes what became of one that was locked. */
export async function updatePenaltyCopy(tx: Tx, copy: PenaltyCopy): Promise<PenaltyCopy> {
  const { decisionId, sentOn, rightHolderToldOn, noRightHolder, registeredBy, annulledOn } = copy;
  await tx.query(
    `UPDATE penalty_copy SET sent_on = $2, right_holder_told_on = $3, no_right_holder = $4, registered_by = $5, annulled_on = $6,
       version = version + 1 WHERE decision_id = $1`,
    [decisionId, sentOn, rightHolderToldOn, noRightHolder, registeredBy, annulledOn],
  );
  return { ...copy, version: copy.version + 1 };
}

/** What an agency owes or owed, and what a procuratorate may expect; the oldest decision first. `limit + 1` rows. */
export function pageOfPenaltyCopies(
  tx: Tx,
  organ: string,
  { state, limit }: { readonly state?: 'owed' | 'settled' | undefined; readonly limit: number },
  after: readonly [string, string] | undefined,
): Promise<PenaltyCopy[]> {
  const [day, id] = after ?? [null, null];
  return tx.query(
    `SELECT ${COLUMNS} FROM penalty_copy
     WHERE (agency = $1 OR procuratorate = $1)
       AND ($2::text IS NULL OR (sent_on IS NULL AND annulled_on IS NULL) = ($2 = 'owed'))
       AND ($3::date IS NULL OR (decided_on, decision_id) > ($3::date, $4::uuid))
     ORDER BY penalty_copy.decided_on, decision_id LIMIT $5`,
    [organ, state ?? null, day, id, limit + 1],
  );
}
