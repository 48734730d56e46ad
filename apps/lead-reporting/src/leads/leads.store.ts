import type { Tx } from '@xianjie/persistence';
import type { Lead, PatentAnswer, PatentMark } from './lead.js';

/** Batches of leads, in SQL: one statement each, whatever their size. */

/**
 * Inserts those whose number their submitter has not used yet; answers the ids inserted. All are of one submitter. Rows go in
 * by number, so that two batches with the same numbers queue instead of deadlocking.
 */
export async function insertNew(tx: Tx, leads: readonly Lead[]): Promise<Set<string>> {
  const [first] = leads;
  if (!first) return new Set();
  const { submitter, submittedOn, marking } = first;
  const rows = await tx.query<{ id: string }[]>(INSERT, [
    leads.map((lead) => lead.id),
    leads.map((lead) => lead.externalNo),
    leads.map((lead) => lead.contentDigest),
    leads.map((lead) => lead.source),
    leads.map((lead) => JSON.stringify(lead.origin)),
    leads.map((lead) => lead.subjectKind),
    leads.map((lead) => JSON.stringify(lead.subject)),
    leads.map((lead) => lead.creditCode),
    leads.map((lead) => lead.citizenHash),
    leads.map((lead) => lead.patentNumber),
    leads.map((lead) => lead.actType),
    leads.map((lead) => lead.actOn),
    leads.map((lead) => lead.areaCode),
    leads.map((lead) => lead.goods),
    leads.map((lead) => lead.summary),
    leads.map((lead) => JSON.stringify(lead.evidence)),
    leads.map((lead) => lead.marking.scope),
    leads.map((lead) => lead.competent),
    submitter,
    submittedOn,
    marking.owner,
    marking.city,
    marking.province,
    marking.superiors,
    marking.kinds,
    marking.purposes,
    marking.addressees,
  ]);
  return new Set(rows.map((row) => row.id));
}

/** What came in is noted as due for comparison (clusters/), in the same statement. */
const INSERT = `
  WITH fresh AS (
    INSERT INTO lead (id, external_no, content_digest, source, origin, subject_kind, subject, credit_code, citizen_hash, patent_number,
      act_type, act_on, area_code, goods, summary, evidence, marking_scope, competent, submitter, submitted_on, assigned_on,
      marking_owner, marking_city, marking_province, marking_superiors, marking_kinds, marking_purposes, marking_addressees, status, version)
    SELECT given.*, $19, $20::date, $20::date, $21, $22, $23, $24::text[], $25::text[], $26::text[], $27::text[], 'submitted', 1
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::jsonb[], $8::text[], $9::text[], $10::text[],
      $11::text[], $12::date[], $13::text[], $14::text[], $15::text[], $16::jsonb[], $17::text[], $18::text[])
      AS given(id, external_no, content_digest, source, origin, subject_kind, subject, credit_code, citizen_hash, patent_number,
        act_type, act_on, area_code, goods, summary, evidence, scope, competent)
    ORDER BY given.external_no COLLATE "C"
    ON CONFLICT (submitter, external_no) DO NOTHING
    RETURNING id),
  due AS (INSERT INTO cluster_due SELECT id, false FROM fresh)
  SELECT id FROM fresh`;

export type KnownLead = Pick<Lead, 'id' | 'externalNo' | 'contentDigest'>;

/** Leads of a submitter by its numbers. */
export async function findKnown(
  tx: Tx,
  submitter: string,
  externalNos: readonly string[],
): Promise<Map<string, KnownLead>> {
  if (externalNos.length === 0) return new Map();
  const rows = await tx.query<KnownLead[]>(
    `SELECT id, external_no AS "externalNo", content_digest AS "contentDigest"
     FROM lead WHERE submitter = $1 AND external_no = ANY($2)`,
    [submitter, externalNos],
  );
  return new Map(rows.map((lead) => [lead.externalNo, lead]));
}

/** An answer of examination to be written onto its lead. */
export interface NotedStatus {
  readonly leadId: string;
  readonly patentNumber: string;
  readonly status: string;
  readonly mark: PatentMark | null;
  readonly answer: PatentAnswer;
}

/** Writes answers onto the leads that still ask them (same patent, same day); answers those written, each with its submitter. */
export async function writeStatuses(tx: Tx, noted: readonly NotedStatus[]): Promise<Map<string, string>> {
  const [rows] = await tx.query<[{ id: string; submitter: string }[], number]>(
    `UPDATE lead SET patent_status = given.status, patent_mark = given.mark, patent_answer = given.answer, version = lead.version + 1
     FROM unnest($1::uuid[], $2::text[], $3::date[], $4::text[], $5::text[], $6::jsonb[])
       AS given(id, patent_number, as_of, status, mark, answer)
     WHERE lead.id = given.id AND lead.patent_number = given.patent_number AND lead.act_on = given.as_of
     RETURNING lead.id, lead.submitter`,
    [
      noted.map((each) => each.leadId),
      noted.map((each) => each.patentNumber),
      noted.map((each) => each.answer.asOf),
      noted.map((each) => each.status),
      noted.map((each) => each.mark),
      noted.map((each) => JSON.stringify(each.answer)),
    ],
  );
  return new Map(rows.map(({ id, submitter }) => [id, submitter]));
}

/** Keeps what a lead said before it is corrected. */
export async function keepVersion(tx: Tx, lead: Lead): Promise<void> {
  const { id, version, patentStatus: _status, patentMark: _mark, patentAnswer: _answer, ...content } = lead;
  await tx.query('INSERT INTO lead_version (lead_id, version, content) VALUES ($1, $2, $3)', [
    id,
    version,
    content,
  ]);
}
