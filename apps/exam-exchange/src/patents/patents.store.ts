import type { LocalDate, PatentNumber } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';
import type { Patent, QuestionAnswer, StatusQuestion } from './patent.js';

/** Batches of the register and its questions, in SQL: one statement each, whatever their size. */

/** A number of this service's own, for `pg_advisory_xact_lock`. */
const REGISTER_LOCK = 7_410_001;

/**
 * Questions hold the register still in common, imports alone: else a question would not see the patent that an import has
 * not committed yet, nor the import the question, and the lead would keep `UNKNOWN`.
 */
export async function holdRegister(tx: Tx, how: 'to-ask' | 'to-import'): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock${how === 'to-ask' ? '_shared' : ''}(${REGISTER_LOCK})`);
}

export async function findPatents(
  tx: Tx,
  numbers: readonly PatentNumber[],
): Promise<Map<PatentNumber, Patent>> {
  const rows = await tx.query<Patent[]>(
    `SELECT number, type, title, filed_on::text AS "filedOn", legal_events AS "legalEvents", version
     FROM patent WHERE number = ANY($1)`,
    [[...new Set(numbers)]],
  );
  return new Map(rows.map((patent) => [patent.number, patent]));
}

export async function writePatents(tx: Tx, patents: readonly Patent[]): Promise<void> {
  await tx.query(
    `INSERT INTO patent AS p (number, type, title, filed_on, legal_events, version)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::jsonb[], $6::int[])
     ON CONFLICT (number) DO UPDATE SET title = excluded.title, filed_on = excluded.filed_on,
       legal_events = excluded.legal_events, version = excluded.version, recorded_at = now()`,
    [
      patents.map((patent) => patent.number),
      patents.map((patent) => patent.type),
      patents.map((patent) => patent.title),
      patents.map((patent) => patent.filedOn),
      patents.map((patent) => JSON.stringify(patent.legalEvents)),
      patents.map((patent) => patent.version),
    ],
  );
}

/** A question with the answer last given. */
export interface AnsweredQuestion extends StatusQuestion {
  readonly answer: QuestionAnswer;
}

const QUESTION = `lead_id AS "leadId", patent_number AS "patentNumber", act_on::text AS "actOn", answer,
  CASE WHEN submitter IS NOT NULL THEN jsonb_build_object(
    'submitter', submitter, 'externalNo', external_no, 'scope', scope, 'actType', act_type) END AS asker`;

export async function findQuestions(tx: Tx, numbers: readonly PatentNumber[]): Promise<AnsweredQuestion[]> {
  return tx.query<AnsweredQuestion[]>(
    `SELECT ${QUESTION} FROM status_question WHERE open AND patent_number = ANY($1) ORDER BY lead_id`,
    [numbers],
  );
}

export async function writeQuestions(
  tx: Tx,
  questions: readonly AnsweredQuestion[],
  answeredAt: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO status_question AS q
       (lead_id, patent_number, act_on, answer, submitter, external_no, scope, act_type, open, answered_at)
     SELECT *, true, $9::timestamptz
     FROM unnest($1::uuid[], $2::text[], $3::date[], $4::jsonb[], $5::text[], $6::text[], $7::text[], $8::text[])
     ON CONFLICT (lead_id) DO UPDATE SET patent_number = excluded.patent_number, act_on = excluded.act_on,
       answer = excluded.answer, submitter = excluded.submitter, external_no = excluded.external_no,
       scope = excluded.scope, act_type = excluded.act_type, open = true, answered_at = excluded.answered_at`,
    [
      questions.map((question) => question.leadId),
      questions.map((question) => question.patentNumber),
      questions.map((question) => question.actOn as LocalDate),
      questions.map((question) => JSON.stringify(question.answer)),
      questions.map(({ asker }) => asker?.submitter ?? null),
      questions.map(({ asker }) => asker?.externalNo ?? null),
      questions.map(({ asker }) => asker?.scope ?? null),
      questions.map(({ asker }) => asker?.actType ?? null),
      answeredAt,
    ],
  );
}

/** Their last answers stay, for consumers that begin late. */
export async function closeQuestions(tx: Tx, leadIds: readonly string[]): Promise<void> {
  await tx.query('UPDATE status_question SET open = false WHERE lead_id = ANY($1::uuid[])', [leadIds]);
}

/** The register from a number on, in byte order; for exports. */
export async function pageOfPatents(tx: Tx, after: string | undefined, limit: number): Promise<Patent[]> {
  return tx.query<Patent[]>(
    `SELECT number, type, title, filed_on::text AS "filedOn", legal_events AS "legalEvents", version
     FROM patent WHERE $1::text IS NULL OR number > $1 ORDER BY number LIMIT $2`,
    [after ?? null, limit],
  );
}

/** Questions from a lead on, open or not, in the order of their leads; for exports. */
export async function pageOfQuestions(
  tx: Tx,
  after: string | undefined,
  limit: number,
): Promise<AnsweredQuestion[]> {
  return tx.query<AnsweredQuestion[]>(
    `SELECT ${QUESTION}
     FROM status_question WHERE $1::uuid IS NULL OR lead_id > $1 ORDER BY lead_id LIMIT $2`,
    [after ?? null, limit],
  );
}
