import type { Actor } from '@xianjie/identity';
import type { Tx } from '@xianjie/persistence';
import { currentTraceparent } from '@xianjie/tracing';

/** What else the trail should tell of an act: ids, codes, counts. Never personal data. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>;

export interface AuditEntry {
  /** `<thing>.<verb>`, such as `lead.submit`. */
  readonly act: string;
  /** Id of what was acted on. */
  readonly subjectId: string;
  readonly details?: AuditDetails;
  /** Of the request it belongs to, where that is not the work under way. */
  readonly traceparent?: string | undefined;
}

/** Writes who did what into the trail, as part of the transaction of the act, with the trace it belongs to. */
export function recordAudit(
  tx: Tx,
  actor: Actor,
  act: string,
  subjectId: string,
  details?: AuditDetails,
): Promise<void> {
  return recordAudits(tx, actor, [details ? { act, subjectId, details } : { act, subjectId }]);
}

/** Many acts of one actor in one statement. */
export async function recordAudits(tx: Tx, actor: Actor, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const current = currentTraceparent();
  await tx.query(
    `INSERT INTO audit_entry (agency_id, officer_id, trace_id, act, subject_id, details)
     SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[], $6::jsonb[])`,
    [
      actor.agency.id,
      actor.officer?.id ?? null,
      entries.map(({ traceparent = current }) => traceparent?.slice(3, 35) ?? null),
      entries.map((entry) => entry.act),
      entries.map((entry) => entry.subjectId),
      entries.map((entry) => (entry.details ? JSON.stringify(entry.details) : null)),
    ],
  );
}

/** Makes the trail's partitions of this month and the next three; a service does so daily. */
export async function ensureAuditMonths(tx: Pick<Tx, 'query'>): Promise<void> {
  await tx.query('SELECT ensure_audit_months(3)');
}
