import type { PatentNumber } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';
import type { CaseWatch, Told } from './case-watch.js';

/** Batches of watches, in SQL: one statement each, whatever their size. */

/** A case that is known stays as it is. */
export async function writeWatches(tx: Tx, watches: readonly CaseWatch[], toldAt: Date): Promise<void> {
  if (watches.length === 0) return;
  await tx.query(
    `INSERT INTO case_watch (case_id, agency, patent_number, as_of, told, case_no, act_type, told_at)
     SELECT *, $8::timestamptz
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::date[], $5::jsonb[], $6::text[], $7::text[])
     ON CONFLICT (case_id) DO NOTHING`,
    [
      watches.map(({ caseId }) => caseId),
      watches.map(({ agency }) => agency),
      watches.map(({ patentNumber }) => patentNumber),
      watches.map(({ asOf }) => asOf),
      watches.map(({ told }) => JSON.stringify(told)),
      watches.map(({ caseNo }) => caseNo),
      watches.map(({ actType }) => actType),
      toldAt,
    ],
  );
}

/** Those of these patents that are still watched, in the order of their cases, locked. */
export async function findWatches(tx: Tx, numbers: readonly PatentNumber[]): Promise<CaseWatch[]> {
  return tx.query<CaseWatch[]>(
    `SELECT case_id AS "caseId", case_no AS "caseNo", act_type AS "actType", agency, patent_number AS "patentNumber", as_of::text AS "asOf", decided, told
     FROM case_watch WHERE open AND patent_number = ANY($1) ORDER BY case_id FOR UPDATE`,
    [numbers],
  );
}

export async function writeTold(
  tx: Tx,
  told: readonly { readonly caseId: string; readonly told: Told }[],
  toldAt: Date,
): Promise<void> {
  if (told.length === 0) return;
  await tx.query(
    `UPDATE case_watch SET told = given.told, told_at = $3
     FROM unnest($1::uuid[], $2::jsonb[]) AS given(case_id, told) WHERE case_watch.case_id = given.case_id`,
    [told.map(({ caseId }) => caseId), told.map((each) => JSON.stringify(each.told)), toldAt],
  );
}

export async function markDecided(tx: Tx, caseIds: readonly string[]): Promise<void> {
  await tx.query('UPDATE case_watch SET decided = true WHERE case_id = ANY($1::uuid[])', [caseIds]);
}

/** A decided case is watched on: what was not carried out yet falls with the patent. */
export async function endWatches(tx: Tx, caseIds: readonly string[]): Promise<void> {
  await tx.query('UPDATE case_watch SET open = false WHERE case_id = ANY($1::uuid[]) AND NOT decided', [
    caseIds,
  ]);
}
