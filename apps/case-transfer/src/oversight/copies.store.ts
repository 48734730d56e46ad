import { newId } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';
import type { ContentKey } from '../sealing/content-key.js';
import { type KeyedRow, keyForRow, keysOfRows } from '../sealing/row-keys.js';

export const copyKinds = ['LETTER', 'DECISION', 'FINE', 'LATE', 'ERASURE'] as const;
export type CopyKind = (typeof copyKinds)[number];

/** What a procuratorate received: the words of the act as they were then. */
export interface Copy {
  readonly procuratorate: string;
  readonly caseId: string;
  readonly transferId: string | null;
  readonly stepNo: number | null;
  readonly kind: CopyKind;
  readonly content: Readonly<Record<string, unknown>>;
}

export interface StoredCopy extends Copy {
  readonly id: string;
  readonly at: Date;
}

/** Table and row that a sealed copy is bound to. */
export const placeOfCopy = (id: string): string => `procuratorate_copy:${id}`;

/**
 * Written in the transaction of the act that it tells of: nobody who is watched can hold it back. Sealed under the key of its transfer, or
 * of the procuratorate where it is of none.
 */
export async function insertCopy(tx: Tx, copy: Copy, at: Date): Promise<void> {
  const { procuratorate, caseId, transferId, stepNo, kind, content } = copy;
  const id = newId();
  const sealed = (await keyForRow(tx, keyed(copy))).sealJson(content, placeOfCopy(id));
  await tx.query(
    `INSERT INTO procuratorate_copy (id, procuratorate, case_id, transfer_id, step_no, kind, sealed, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, procuratorate, caseId, transferId, stepNo, kind, sealed, at],
  );
}

/** The newest first, before `before`. */
export async function pageOfCopies(
  tx: Tx,
  procuratorate: string,
  {
    kind,
    caseId,
    before,
    limit,
  }: { kind?: CopyKind | undefined; caseId?: string | undefined; before?: string | undefined; limit: number },
): Promise<StoredCopy[]> {
  const rows = await tx.query<Row[]>(
    `SELECT id, procuratorate, case_id AS "caseId", transfer_id AS "transferId", step_no AS "stepNo", kind, content, sealed, at
     FROM procuratorate_copy
     WHERE procuratorate = $1 AND ($2::text IS NULL OR kind = $2) AND ($3::uuid IS NULL OR case_id = $3) AND ($4::uuid IS NULL OR id < $4)
     ORDER BY id DESC LIMIT $5`,
    [procuratorate, kind ?? null, caseId ?? null, before ?? null, limit],
  );
  const keyOf = await keysOfRows(tx, rows.map(keyed));
  return rows.map((row) => opened(row, keyOf(keyed(row))));
}

const keyed = ({ transferId, procuratorate }: Pick<Copy, 'transferId' | 'procuratorate'>): KeyedRow => ({
  transferId,
  organ: procuratorate,
});

interface Row extends Omit<StoredCopy, 'content'> {
  /** Null where it is sealed. */
  readonly content: Copy['content'] | null;
  readonly sealed: Buffer | null;
}

/** What was sealed under a key that is destroyed says nothing any more; that there was a copy stays. */
function opened({ sealed, content, ...copy }: Row, key: ContentKey | undefined): StoredCopy {
  if (sealed === null) return { ...copy, content: content ?? {} };
  return { ...copy, content: key?.openJson<Copy['content']>(sealed, placeOfCopy(copy.id)) ?? {} };
}
