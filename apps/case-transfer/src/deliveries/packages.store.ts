import type { Tx } from '@xianjie/persistence';
import { type KeyedRow, keyForRow, keysOfRows } from '../sealing/row-keys.js';
import { refuseErased } from '../sealing/transfer-keys.store.js';
import type { AnswerOutcome } from './partner-answers.js';

/** A package that was taken. What it was answered with is sealed: under the key of the transfer, or of the organ where there is none. */
export interface TakenPackage {
  readonly organ: string;
  readonly packageId: string;
  /** Of its content. */
  readonly digest: string;
  /** What an officer's answer is answered with. */
  readonly outcome: AnswerOutcome | null;
}

/** A package as it is known when it comes again. */
export interface KnownPackage extends Pick<TakenPackage, 'outcome'> {
  readonly isOfContent: (digest: string) => boolean;
}

/** What of it is sealed. */
export type PackageWords = Pick<TakenPackage, 'outcome'>;

interface Row extends TakenPackage {
  readonly transferId: string | null;
  /** Null in rows that were written before they were sealed. */
  readonly sealed: Buffer | null;
}

/** Table and row that a sealed outcome is bound to. */
export const placeOfPackage = (organ: string, packageId: string): string =>
  `taken_package:${organ}:${packageId}`;

/** The package of that number, where one was taken. Throws DomainError `conflict` (`transfer.erased`). */
export async function findTaken(tx: Tx, organ: string, packageId: string): Promise<KnownPackage | undefined> {
  const [row] = await tx.query<Row[]>(
    `SELECT organ, package_id AS "packageId", transfer_id AS "transferId", digest, outcome, sealed
     FROM taken_package WHERE organ = $1 AND package_id = $2`,
    [organ, packageId],
  );
  return row && opened(tx, row);
}

async function opened(tx: Tx, row: Row): Promise<KnownPackage> {
  const { organ, packageId, transferId, digest, outcome, sealed } = row;
  if (sealed === null) return { outcome, isOfContent: (content) => content === digest };
  const key = (await keysOfRows(tx, [row]))(row) ?? refuseErased(transferId ?? '');
  const words = key.openJson<PackageWords>(sealed, placeOfPackage(organ, packageId));
  return { ...words, isOfContent: (content) => key.digest(content) === digest };
}

/** In the commit of the effect. A second one of that number fails by the primary key. */
export async function insertTaken(
  tx: Tx,
  { organ, packageId, digest, outcome }: TakenPackage,
  at: Date,
): Promise<void> {
  const whose: KeyedRow = { transferId: outcome?.transferId ?? null, organ };
  const key = await keyForRow(tx, whose);
  const words: PackageWords = { outcome };
  const sealed = key.sealJson(words, placeOfPackage(organ, packageId));
  await tx.query(
    `INSERT INTO taken_package (organ, package_id, transfer_id, digest, sealed, taken_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [organ, packageId, whose.transferId, key.digest(digest), sealed, at],
  );
}
