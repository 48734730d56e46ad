import type { PublicityRecordPublished, PublicityRecordRemoved } from '@xianjie/contracts';
import type { LocalDate } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';

/** What credit-publishing told of a decision of a case: where it is shown to the public, and until when. */
export interface CasePublicity {
  readonly recordId: string;
  readonly agency: string;
  readonly system: string;
  readonly decisionNo: string;
  readonly publishedOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly removedOn: LocalDate | null;
  readonly because: string | null;
}

/** Notes that a decision is shown. One of a case that is not here is left aside. */
export async function notePublished(tx: Tx, told: PublicityRecordPublished): Promise<void> {
  const { recordId, agency, system, decisionNo, publishedOn, endsOn } = told;
  await tx.query(
    `INSERT INTO case_publicity (record_id, case_id, agency, system, decision_no, published_on, ends_on)
     SELECT $1, d.case_id, $2, $3, $4, $5, $6 FROM case_decision d WHERE d.agency = $2 AND d.decision_no = $4
     ON CONFLICT (record_id) DO NOTHING`,
    [recordId, agency, system, decisionNo, publishedOn, endsOn],
  );
}

/** Notes that it is shown no longer. */
export async function noteRemoved(
  tx: Tx,
  { recordId, removedOn, because }: PublicityRecordRemoved,
): Promise<void> {
  await tx.query('UPDATE case_publicity SET removed_on = $2, because = $3 WHERE record_id = $1', [
    recordId,
    removedOn,
    because,
  ]);
}

/** The oldest first. */
export function publicityOfCase(tx: Tx, caseId: string): Promise<CasePublicity[]> {
  return tx.query(
    `SELECT record_id AS "recordId", agency, system, decision_no AS "decisionNo", published_on::text AS "publishedOn",
       ends_on::text AS "endsOn", removed_on::text AS "removedOn", because
     FROM case_publicity WHERE case_id = $1 ORDER BY published_on, record_id`,
    [caseId],
  );
}
