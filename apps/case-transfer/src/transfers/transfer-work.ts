import { Injectable } from '@nestjs/common';
import type { Actor } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { Worklists } from '@xianjie/service';
import { meaningOf } from './clock-moves.js';
import { subjectOf } from './transfer-clocks.js';

/** What transfers put on worklists: their limits, by the number of the case. */
@Injectable()
export class TransferWork {
  constructor(worklists: Worklists) {
    worklists.nameSubjects(subjectOf('').kind, caseNumbers, meaningOf);
  }
}

/** Of the transfers that the organ may open. */
async function caseNumbers(
  tx: Tx,
  ids: readonly string[],
  { agency }: Actor,
): Promise<Map<string, { label: string }>> {
  const rows = await tx.query<{ id: string; label: string }[]>(
    `SELECT t.id, coalesce(t.case_no, t.id::text) AS label FROM transfer t
     JOIN transfer_reader r ON r.transfer_id = t.id AND r.organ = $2 WHERE t.id = ANY($1::uuid[])`,
    [ids, agency.id],
  );
  return new Map(rows.map(({ id, label }) => [id, { label }]));
}
