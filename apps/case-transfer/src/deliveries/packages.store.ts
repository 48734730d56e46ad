import type { Tx } from '@xianjie/persistence';
import type { AnswerOutcome } from './partner-answers.js';

/** A package that was taken. */
export interface TakenPackage {
  readonly organ: string;
  readonly packageId: string;
  readonly digest: string;
  /** What an officer's answer is answered with. */
  readonly outcome: AnswerOutcome | null;
}

export async function findTaken(tx: Tx, organ: string, packageId: string): Promise<TakenPackage | undefined> {
  const [row] = await tx.query<TakenPackage[]>(
    `SELECT organ, package_id AS "packageId", digest, outcome FROM taken_package WHERE organ = $1 AND package_id = $2`,
    [organ, packageId],
  );
  return row;
}

/** In the commit of the effect. A second one of that number fails by the primary key. */
export async function insertTaken(
  tx: Tx,
  { organ, packageId, digest, outcome }: TakenPackage,
  at: Date,
): Promise<void> {
  await tx.query(
    'INSERT INTO taken_package (organ, package_id, digest, outcome, taken_at) VALUES ($1, $2, $3, $4, $5)',
    [organ, packageId, digest, outcome, at],
  );
}
