import type { Tx } from '@xianjie/persistence';
import type { ContentKey } from '../sealing/content-key.js';
import { type KeyedRow, keyForRow, keysOfRows } from '../sealing/row-keys.js';
import type { PenaltyCopy } from './penalty-copy.js';

/** Copies of penalty decisions, in SQL. Why no right holder was told is sealed: under the key of the transfer, or of the agency where there is none. */

const COLUMNS = `decision_id AS "decisionId", case_id AS "caseId", transfer_id AS "transferId", case_no AS "caseNo",
  decision_no AS "decisionNo", decided_on::text AS "decidedOn", agency, police, procuratorate, sent_on::text AS "sentOn",
  right_holder_told_on::text AS "rightHolderToldOn", no_right_holder AS "noRightHolder", sealed, registered_by AS "registeredBy",
  annulled_on::text AS "annulledOn", version`;

/** What of it is sealed. */
export interface PenaltyWords {
  readonly noRightHolder: string;
}

interface Row extends PenaltyCopy {
  /** Null where no reason was given, or it was before there were keys. */
  readonly sealed: Buffer | null;
}

/** Table and row that a sealed reason is bound to. */
export const placeOfPenalty = (decisionId: string): string => `penalty_copy:${decisionId}`;

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
  const rows = await tx.query<Row[]>(`SELECT ${COLUMNS} FROM penalty_copy WHERE decision_id = $1`, [
    decisionId,
  ]);
  return (await openedAll(tx, rows))[0];
}

/** Locked until the end of the transaction. */
export async function lockPenaltyCopy(tx: Tx, decisionId: string): Promise<PenaltyCopy | undefined> {
  const rows = await tx.query<Row[]>(
    `SELECT ${COLUMNS} FROM penalty_copy WHERE decision_id = $1 FOR UPDATE`,
    [decisionId],
  );
  return (await openedAll(tx, rows))[0];
}

/** Writes that copies went out, of one that was locked. Throws DomainError `conflict` (`transfer.erased`). */
export async function noteSending(tx: Tx, copy: PenaltyCopy): Promise<PenaltyCopy> {
  const { decisionId, sentOn, rightHolderToldOn, registeredBy } = copy;
  await tx.query(
    `UPDATE penalty_copy SET sent_on = $2, right_holder_told_on = $3, sealed = $4, registered_by = $5, version = version + 1
     WHERE decision_id = $1`,
    [decisionId, sentOn, rightHolderToldOn, await sealedReason(tx, copy), registeredBy],
  );
  return { ...copy, version: copy.version + 1 };
}

/** Writes that the decision was annulled, of one that was locked. */
export async function noteAnnulment(tx: Tx, decisionId: string, annulledOn: string): Promise<void> {
  await tx.query('UPDATE penalty_copy SET annulled_on = $2, version = version + 1 WHERE decision_id = $1', [
    decisionId,
    annulledOn,
  ]);
}

async function sealedReason(tx: Tx, copy: PenaltyCopy): Promise<Buffer | null> {
  const { decisionId, noRightHolder } = copy;
  if (noRightHolder === null) return null;
  const words: PenaltyWords = { noRightHolder };
  return (await keyForRow(tx, keyed(copy))).sealJson(words, placeOfPenalty(decisionId));
}

/** What an agency owes or owed, and what a procuratorate may expect; the oldest decision first. `limit + 1` rows. */
export async function pageOfPenaltyCopies(
  tx: Tx,
  organ: string,
  { state, limit }: { readonly state?: 'owed' | 'settled' | undefined; readonly limit: number },
  after: readonly [string, string] | undefined,
): Promise<PenaltyCopy[]> {
  const [day, id] = after ?? [null, null];
  const rows = await tx.query<Row[]>(
    `SELECT ${COLUMNS} FROM penalty_copy
     WHERE (agency = $1 OR procuratorate = $1)
       AND ($2::text IS NULL OR (sent_on IS NULL AND annulled_on IS NULL) = ($2 = 'owed'))
       AND ($3::date IS NULL OR (decided_on, decision_id) > ($3::date, $4::uuid))
     ORDER BY penalty_copy.decided_on, decision_id LIMIT $5`,
    [organ, state ?? null, day, id, limit + 1],
  );
  return openedAll(tx, rows);
}

const keyed = ({ transferId, agency }: PenaltyCopy): KeyedRow => ({ transferId, organ: agency });

async function openedAll(tx: Tx, rows: readonly Row[]): Promise<PenaltyCopy[]> {
  const keyOf = await keysOfRows(tx, rows.filter(({ sealed }) => sealed !== null).map(keyed));
  return rows.map((row) => opened(row, keyOf(keyed(row))));
}

/** What was sealed under a key that is destroyed says nothing any more; that a reason was given stays. */
function opened({ sealed, ...copy }: Row, key: ContentKey | undefined): PenaltyCopy {
  if (sealed === null) return copy;
  const words = key?.openJson<PenaltyWords>(sealed, placeOfPenalty(copy.decisionId));
  return { ...copy, noRightHolder: '', ...words };
}
