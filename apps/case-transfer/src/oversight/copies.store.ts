import { newId } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';

export const copyKinds = ['LETTER', 'DECISION', 'FINE', 'LATE'] as const;
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

/** Written in the transaction of the act that it tells of: nobody who is watched can hold it back. */
export async function insertCopy(tx: Tx, copy: Copy, at: Date): Promise<void> {
  const { procuratorate, caseId, transferId, stepNo, kind, content } = copy;
  await tx.query(
    `INSERT INTO procuratorate_copy (id, procuratorate, case_id, transfer_id, step_no, kind, content, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [newId(), procuratorate, caseId, transferId, stepNo, kind, content, at],
  );
}

/** The newest first, before `before`. */
export function pageOfCopies(
  tx: Tx,
  procuratorate: string,
  {
    kind,
    caseId,
    before,
    limit,
  }: { kind?: CopyKind | undefined; caseId?: string | undefined; before?: string | undefined; limit: number },
): Promise<StoredCopy[]> {
  return tx.query(
    `SELECT id, procuratorate, case_id AS "caseId", transfer_id AS "transferId", step_no AS "stepNo", kind, content, at
     FROM procuratorate_copy
     WHERE procuratorate = $1 AND ($2::text IS NULL OR kind = $2) AND ($3::uuid IS NULL OR case_id = $3) AND ($4::uuid IS NULL OR id < $4)
     ORDER BY id DESC LIMIT $5`,
    [procuratorate, kind ?? null, caseId ?? null, before ?? null, limit],
  );
}
