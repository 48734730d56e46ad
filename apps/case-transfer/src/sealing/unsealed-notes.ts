import type { Tx } from '@xianjie/persistence';
import { type PackageWords, placeOfPackage, type TakenPackage } from '../deliveries/packages.store.js';
import { placeOfUntaken, type Untaken } from '../deliveries/untaken.store.js';
import { placeOfPenalty, type PenaltyWords } from '../penalties/penalty-copies.store.js';
import { keyOrNobodysForRow } from './row-keys.js';

/** What belongs to a transfer or, where it is of none, to an organ. Each answers how many rows from before it sealed. */

export async function sealPenalties(tx: Tx, limit: number): Promise<number> {
  const rows = await tx.query<
    (PenaltyWords & { decisionId: string; transferId: string | null; agency: string })[]
  >(
    `SELECT decision_id AS "decisionId", transfer_id AS "transferId", agency, no_right_holder AS "noRightHolder" FROM penalty_copy
     WHERE no_right_holder IS NOT NULL ORDER BY decision_id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  for (const { decisionId, transferId, agency, ...words } of rows) {
    const key = await keyOrNobodysForRow(tx, { transferId, organ: agency });
    await tx.query('UPDATE penalty_copy SET sealed = $2, no_right_holder = NULL WHERE decision_id = $1', [
      decisionId,
      key.sealJson(words, placeOfPenalty(decisionId)),
    ]);
  }
  return rows.length;
}

export async function sealPackages(tx: Tx, limit: number): Promise<number> {
  const rows = await tx.query<TakenPackage[]>(
    `SELECT organ, package_id AS "packageId", digest, outcome FROM taken_package
     WHERE sealed IS NULL ORDER BY organ, package_id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  for (const { organ, packageId, digest, outcome } of rows) {
    const transferId = outcome?.transferId ?? null;
    const key = await keyOrNobodysForRow(tx, { transferId, organ });
    const words: PackageWords = { outcome };
    await tx.query(
      `UPDATE taken_package SET sealed = $3, digest = $4, transfer_id = $5, outcome = NULL WHERE organ = $1 AND package_id = $2`,
      [
        ...[organ, packageId, key.sealJson(words, placeOfPackage(organ, packageId))],
        ...[key.digest(digest), transferId],
      ],
    );
  }
  return rows.length;
}

export async function sealUntaken(tx: Tx, limit: number): Promise<number> {
  const rows = await tx.query<(Omit<Untaken, 'code'> & { id: string; fingerprint: string })[]>(
    `SELECT id, organ, transfer_id AS "transferId", fingerprint, reference, said, issues FROM untaken_message
     WHERE sealed IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  for (const { id, organ, transferId, fingerprint, ...words } of rows) {
    const key = await keyOrNobodysForRow(tx, { organ, transferId });
    // Where the same was noted again meanwhile, that row has the fingerprint.
    await tx.query(
      `UPDATE untaken_message SET sealed = $2, reference = NULL, said = NULL, issues = NULL, fingerprint = CASE
         WHEN EXISTS (SELECT FROM untaken_message o WHERE o.organ = $4 AND o.fingerprint = $3) THEN id::text ELSE $3 END WHERE id = $1`,
      [id, key.sealJson(words, placeOfUntaken(id)), key.digest(fingerprint), organ],
    );
  }
  return rows.length;
}
