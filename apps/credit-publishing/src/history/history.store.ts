import type { LocalDate } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';
import type { Repair } from '../repairs/repair.js';

export interface Audited {
  readonly act: string;
  readonly at: Date;
  readonly agency: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>> | null;
}

/** What the trail tells of one thing, oldest first. */
export function actsOf(tx: Tx, id: string): Promise<Audited[]> {
  return tx.query(
    `SELECT act, at, agency_id AS agency, details FROM audit_entry WHERE subject_id = $1 ORDER BY at, ord`,
    [id],
  );
}

export type PastRepair = Pick<
  Repair,
  | 'id'
  | 'status'
  | 'agency'
  | 'applicant'
  | 'appliedOn'
  | 'decidedOn'
  | 'reason'
  | 'documentNo'
  | 'basis'
  | 'certainty'
>;

/** Applications that `agency` handed in or decides, oldest first. */
export function repairsOf(tx: Tx, subjectId: string, agency: string): Promise<PastRepair[]> {
  return tx.query(
    `SELECT id, status, agency, applicant, applied_on::text AS "appliedOn", decided_on::text AS "decidedOn", reason,
       document_no AS "documentNo", basis, certainty
     FROM repair WHERE subject_id = $1 AND $2 IN (agency, applicant) ORDER BY id`,
    [subjectId, agency],
  );
}

export interface RecognisedAct {
  readonly id: string;
  readonly agency: string;
  readonly recognisedOn: LocalDate;
  readonly recordNo: string;
  readonly kind: string;
}
