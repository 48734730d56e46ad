/**
 * The statements of one submission, as the service sends them (apps/lead-reporting/src/leads/leads.store.ts, libs/audit, libs/messaging/src/outbox).
 * The post item compares the tables afterwards: one row in each of them per submission, on both sides.
 */
export const INSERT_LEAD = `
  INSERT INTO lead (id, external_no, content_digest, source, origin, subject_kind, subject, credit_code, citizen_hash, patent_number,
    act_type, act_on, area_code, goods, summary, evidence, marking_scope, submitter, submitted_on,
    marking_owner, marking_city, marking_province, marking_superiors, marking_kinds, marking_purposes, marking_addressees, status, version)
  SELECT given.*, $18, $19::date, $20, $21, $22, $23::text[], $24::text[], $25::text[], $26::text[], 'submitted', 1
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::jsonb[], $8::text[], $9::text[], $10::text[],
    $11::text[], $12::date[], $13::text[], $14::text[], $15::text[], $16::jsonb[], $17::text[])
    AS given(id, external_no, content_digest, source, origin, subject_kind, subject, credit_code, citizen_hash, patent_number,
      act_type, act_on, area_code, goods, summary, evidence, scope)
  ORDER BY given.external_no COLLATE "C"
  ON CONFLICT (submitter, external_no) DO NOTHING
  RETURNING id`;

export const AUDIT = `INSERT INTO audit_entry (agency_id, officer_id, trace_id, act, subject_id, details)
     SELECT $1, $2, $3, * FROM unnest($4::text[], $5::text[], $6::jsonb[])`;

export const EVENTS =
  'SELECT append_events($1::uuid[], $2::text[], $3::text[], $4::int[], $5::int[], $6::bytea[], $7::timestamptz[], $8::text[], $9)';
