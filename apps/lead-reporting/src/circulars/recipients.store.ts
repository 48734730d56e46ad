import type { LocalDate } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';
import type { Outcome, Recipient } from './circular.js';

const COLUMNS = `circular_id AS "circularId", agency, acknowledge_by::text AS "acknowledgeBy",
  acknowledged_revision AS "acknowledgedRevision", acknowledged_at AS "acknowledgedAt", acknowledged_by AS "acknowledgedBy",
  outcome, outcome_case_id AS "outcomeCaseId", outcome_note AS "outcomeNote", outcome_at AS "outcomeAt",
  reminded_at AS "remindedAt", reminders`;

export async function addRecipients(
  tx: Tx,
  circularId: string,
  agencies: readonly string[],
  acknowledgeBy: LocalDate,
): Promise<void> {
  await tx.query(
    'INSERT INTO circular_recipient (circular_id, agency, acknowledge_by) SELECT $1, unnest($2::text[]), $3',
    [circularId, agencies, acknowledgeBy],
  );
}

/** By circular, the addressees in the order of their ids. */
export async function recipientsOf(
  tx: Tx,
  circularIds: readonly string[],
): Promise<Map<string, Recipient[]>> {
  const rows = await tx.query<Recipient[]>(
    `SELECT ${COLUMNS} FROM circular_recipient WHERE circular_id = ANY($1::uuid[]) ORDER BY circular_id, agency`,
    [circularIds],
  );
  return Map.groupBy(rows, ({ circularId }) => circularId);
}

/** The row of an addressee, locked; undefined for one that it is not addressed to. */
export async function lockRecipient(
  tx: Tx,
  circularId: string,
  agency: string,
): Promise<Recipient | undefined> {
  const [row] = await tx.query<Recipient[]>(
    `SELECT ${COLUMNS} FROM circular_recipient WHERE circular_id = $1 AND agency = $2 FOR UPDATE`,
    [circularId, agency],
  );
  return row;
}

export async function writeAcknowledgement(
  tx: Tx,
  { circularId, agency }: Recipient,
  revision: number,
  at: Date,
  by: string | null,
): Promise<void> {
  await tx.query(
    `UPDATE circular_recipient SET acknowledged_revision = $3, acknowledged_at = $4, acknowledged_by = $5
     WHERE circular_id = $1 AND agency = $2`,
    [circularId, agency, revision, at, by],
  );
}

export async function writeOutcome(
  tx: Tx,
  { circularId, agency }: Recipient,
  { outcome, caseId, note, at }: { outcome: Outcome; caseId: string | null; note: string | null; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE circular_recipient SET outcome = $3, outcome_case_id = $4, outcome_note = $5, outcome_at = $6
     WHERE circular_id = $1 AND agency = $2`,
    [circularId, agency, outcome, caseId, note, at],
  );
}

export async function writeReminders(
  tx: Tx,
  circularId: string,
  agencies: readonly string[],
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE circular_recipient SET reminded_at = $3, reminders = reminders + 1
     WHERE circular_id = $1 AND agency = ANY($2)`,
    [circularId, agencies, at],
  );
}

/** Circulars with addressees that are silent and were never reminded, the longest silent first, locked; others are left to who holds them. */
export async function lockSilent(tx: Tx, today: LocalDate, limit: number): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ circularId: string; agency: string }[]>(
    `SELECT r.circular_id AS "circularId", r.agency FROM circular_recipient r
     JOIN circular c ON c.id = r.circular_id AND c.status = 'distributed'
     WHERE r.acknowledged_at IS NULL AND r.acknowledge_by < $1::date AND r.reminders = 0
     ORDER BY r.acknowledge_by, r.circular_id, r.agency LIMIT $2 FOR UPDATE OF r SKIP LOCKED`,
    [today, limit],
  );
  const grouped = Map.groupBy(rows, ({ circularId }) => circularId);
  return new Map([...grouped].map(([id, silent]) => [id, silent.map(({ agency }) => agency)]));
}
