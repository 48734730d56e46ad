import type { LocalDate } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';
import type { Repair } from './repair.js';

/** What an application is about, in words, with the days of its showing. */
export interface SubjectInWords {
  /** Number of the decision, or the list. */
  readonly label: string;
  readonly partyName: string | null;
  readonly shownFrom: LocalDate | null;
  readonly endsOn: LocalDate | null;
  readonly removedOn: LocalDate | null;
}

export type RepairSubjects = ReadonlyMap<string, SubjectInWords>;

/** The subjects of these applications, by id. */
export async function subjectsOf(tx: Tx, repairs: readonly Repair[]): Promise<RepairSubjects> {
  const rows = await tx.query<(SubjectInWords & { id: string })[]>(
    `SELECT record.id, record.decision_no AS label, party_name AS "partyName", published_on::text AS "shownFrom",
       ends_on::text AS "endsOn", removed_on::text AS "removedOn"
     FROM publicity_record record JOIN decision ON decision.id = record.decision_id WHERE record.id = ANY($1::uuid[])
     UNION ALL
     SELECT id, list, party_name, starts_on::text, ends_on::text, removed_on::text
     FROM list_entry WHERE id = ANY($1::uuid[])`,
    [repairs.map(({ subjectId }) => subjectId)],
  );
  return new Map(rows.map(({ id, ...subject }) => [id, subject]));
}
