import type { Tx } from '@xianjie/persistence';
import type { Fine } from '../cases/cases.store.js';
import type { Stage } from '../cases/known-case.js';

/** A case that carries, or carried, a duty to transfer and has not reached the police. */
export interface Untransferred {
  readonly caseId: string;
  readonly caseNo: string | null;
  readonly agency: string;
  readonly areaCode: string;
  readonly duty: string;
  readonly dutySince: string;
  readonly grounds: readonly string[];
  readonly basis: string | null;
  readonly certainty: string | null;
  /** UNDECIDED: the agency has not decided; what it drafts is its own. */
  readonly stage: Stage;
  readonly fines: number;
  readonly closedOn: string | null;
}

/** The longest waiting first; `limit + 1` rows. */
export function pageOfUntransferred(
  tx: Tx,
  procuratorate: string,
  {
    agency,
    stage,
    after,
    limit,
  }: {
    readonly agency?: string | undefined;
    readonly stage?: Stage | undefined;
    readonly after?: readonly [since: string, caseId: string] | undefined;
    readonly limit: number;
  },
): Promise<Untransferred[]> {
  return tx.query(
    `SELECT c.case_id AS "caseId", c.case_no AS "caseNo", c.agency, c.area_code AS "areaCode", c.duty, c.duty_since::text AS "dutySince",
       c.grounds, c.basis, c.certainty, c.stage, c.closed_on::text AS "closedOn",
       (SELECT count(*)::int FROM case_fine f WHERE f.case_id = c.case_id AND f.annulled_on IS NULL) AS fines
     FROM administrative_case c
     WHERE c.procuratorate = $1 AND c.duty_since IS NOT NULL AND c.stage IN ('NONE', 'UNDECIDED', 'REFUSED', 'APPROVED')
       AND ($2::text IS NULL OR c.agency = $2) AND ($3::text IS NULL OR c.stage = $3)
       AND ($4::date IS NULL OR (c.duty_since, c.case_id) > ($4::date, $5::uuid))
     ORDER BY c.duty_since, c.case_id LIMIT $6`,
    [procuratorate, agency ?? null, stage ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  );
}

export interface FlaggedFine extends Fine {
  readonly caseNo: string | null;
  readonly agency: string;
}

/** Fines that stand against a transfer, the latest first; `limit + 1` rows. */
export function pageOfFines(
  tx: Tx,
  procuratorate: string,
  before: readonly [on: string, decisionId: string] | undefined,
  limit: number,
): Promise<FlaggedFine[]> {
  return tx.query(
    `SELECT f.decision_id AS "decisionId", f.case_id AS "caseId", f.transfer_id AS "transferId", f.decision_no AS "decisionNo",
       f.decision_on::text AS "decisionOn", f.fine_fen::text AS "fineFen", f.flag, f.basis, f.annulled_on::text AS "annulledOn",
       c.case_no AS "caseNo", c.agency
     FROM case_fine f JOIN administrative_case c USING (case_id)
     WHERE c.procuratorate = $1 AND f.flag IS NOT NULL
       AND ($2::date IS NULL OR (f.decision_on, f.decision_id) < ($2::date, $3::uuid))
     ORDER BY f.decision_on DESC, f.decision_id DESC LIMIT $4`,
    [procuratorate, before?.[0] ?? null, before?.[1] ?? null, limit + 1],
  );
}
