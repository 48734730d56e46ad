import type { LocalDate, PatentNumber } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';
import type { QuestionAnswer } from '../patents/patent.js';
import type { PatentStatus } from '../patents/patent-status.js';
import type { Sight } from './sight.js';

export const dependentKinds = ['lead', 'case'] as const;
export type DependentKind = (typeof dependentKinds)[number];

/** A lead or case that rests on a patent, with the answer last given to it. */
export interface Dependent {
  readonly kind: DependentKind;
  readonly id: string;
  /** The owner's number of it; null where it is not known here. */
  readonly number: string | null;
  readonly agency: string;
  readonly actType: string | null;
  /** The day that is asked about: of the act, else of the case's opening. */
  readonly asOf: LocalDate;
  readonly answer: QuestionAnswer;
  /** A case's patent on the day it was told last. */
  readonly present: PatentStatus | 'UNKNOWN' | null;
  readonly decided: boolean;
  readonly answeredAt: Date;
}

/** The newest first, after the one with id `before`; withdrawn leads and cases dropped without a decision rest on nothing. */
export function pageOfDependents(
  tx: Tx,
  number: PatentNumber,
  { leads, cases }: Sight,
  { kind, before, limit }: { kind: DependentKind | undefined; before: string | undefined; limit: number },
): Promise<Dependent[]> {
  return tx.query<Dependent[]>(
    `SELECT * FROM (
       (SELECT 'lead' AS kind, lead_id AS id, external_no AS number, submitter AS agency, act_type AS "actType",
          act_on::text AS "asOf", answer, NULL::text AS present, false AS decided, answered_at AS "answeredAt"
        FROM status_question
        WHERE open AND patent_number = $1 AND $2 IN ('lead', '') AND ($3::uuid IS NULL OR lead_id < $3)
          AND (scope = 'CITY' AND submitter = ANY($4) OR scope = 'PROVINCE' AND submitter = ANY($5)
            OR scope = 'NATION' AND submitter = ANY($6))
        ORDER BY lead_id DESC LIMIT $8)
       UNION ALL
       (SELECT 'case', case_id, case_no, agency, act_type, as_of::text, told->'answer', told->>'present', decided, told_at
        FROM case_watch
        WHERE open AND patent_number = $1 AND $2 IN ('case', '') AND ($3::uuid IS NULL OR case_id < $3)
          AND agency = ANY($7)
        ORDER BY case_id DESC LIMIT $8)) AS dependent
     ORDER BY id DESC LIMIT $8`,
    [number, kind ?? '', before ?? null, leads.CITY, leads.PROVINCE, leads.NATION, cases, limit],
  );
}
