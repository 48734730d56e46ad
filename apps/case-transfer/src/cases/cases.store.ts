import type { Tx } from '@xianjie/persistence';
import type { FineFlag, KnownCase } from './known-case.js';
import { KnownCaseEntity } from './known-case.entity.js';

/** Inserts a case, or finds it; locked until the end of the transaction: what follows from events and from officers' acts queues here. */
export async function holdCase(tx: Tx, fresh: KnownCase): Promise<KnownCase> {
  await tx
    .createQueryBuilder()
    .insert()
    .into(KnownCaseEntity)
    .values({ ...fresh, grounds: [...fresh.grounds] })
    .orIgnore()
    .execute();
  return lockCase(tx, fresh.caseId) as Promise<KnownCase>;
}

/** The case, locked; null where it is not known. */
export function lockCase(tx: Tx, caseId: string): Promise<KnownCase | null> {
  return tx
    .getRepository(KnownCaseEntity)
    .createQueryBuilder('known')
    .setLock('pessimistic_write')
    .where('known.caseId = :caseId', { caseId })
    .getOne();
}

export interface Finding {
  readonly caseId: string;
  readonly findingNo: number;
  readonly duty: string;
  readonly grounds: readonly string[];
  readonly basis: string;
  readonly certainty: string;
  readonly discoveredOn: string | null;
}

/** Findings are numbered by their case: one that is known already changes nothing. */
export async function insertFinding(tx: Tx, finding: Finding, notedAt: Date): Promise<void> {
  const { caseId, findingNo, duty, grounds, basis, certainty, discoveredOn } = finding;
  await tx.query(
    `INSERT INTO case_finding (case_id, finding_no, duty, grounds, basis, certainty, discovered_on, noted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [caseId, findingNo, duty, grounds, basis, certainty, discoveredOn, notedAt],
  );
}

/** What the transfers of a case say to a fine. */
export interface FineBar {
  readonly transferId: string | null;
  readonly barred: boolean;
  readonly criminalFine: boolean;
}

export async function fineBarOf(tx: Tx, caseId: string): Promise<FineBar> {
  const [bar] = await tx.query<FineBar[]>(
    `SELECT (array_agg(id ORDER BY id DESC))[1] AS "transferId", coalesce(bool_or(fine_barred), false) AS barred,
       coalesce(bool_or(criminal_fine), false) AS "criminalFine"
     FROM transfer WHERE case_id = $1`,
    [caseId],
  );
  return bar ?? { transferId: null, barred: false, criminalFine: false };
}

/** A decision with a fine, as it was noted. */
export interface Fine {
  readonly decisionId: string;
  readonly caseId: string;
  readonly transferId: string | null;
  readonly decisionNo: string;
  readonly decisionOn: string;
  /** Digits. */
  readonly fineFen: string;
  readonly flag: FineFlag | null;
  readonly basis: string | null;
  readonly annulledOn: string | null;
}

/** Answers false where the decision was noted before. */
export async function insertFine(tx: Tx, fine: Fine, notedAt: Date): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `INSERT INTO case_fine (decision_id, case_id, transfer_id, decision_no, decision_on, fine_fen, flag, basis, noted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING 1`,
    [
      fine.decisionId,
      fine.caseId,
      fine.transferId,
      fine.decisionNo,
      fine.decisionOn,
      fine.fineFen,
      fine.flag,
      fine.basis,
      notedAt,
    ],
  );
  return rows.length > 0;
}

export async function annulFine(tx: Tx, decisionId: string, annulledOn: string): Promise<void> {
  await tx.query('UPDATE case_fine SET annulled_on = $2 WHERE decision_id = $1', [decisionId, annulledOn]);
}

const FINE_COLUMNS = `decision_id AS "decisionId", case_id AS "caseId", transfer_id AS "transferId", decision_no AS "decisionNo",
  decision_on::text AS "decisionOn", fine_fen::text AS "fineFen", flag, basis, annulled_on::text AS "annulledOn"`;

/** The fines of a case, the oldest first. */
export function finesOf(tx: Tx, caseId: string): Promise<Fine[]> {
  return tx.query(
    `SELECT ${FINE_COLUMNS} FROM case_fine WHERE case_id = $1 ORDER BY decision_on, decision_id`,
    [caseId],
  );
}
