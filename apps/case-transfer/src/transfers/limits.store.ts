import { conditionalLimits } from './clock-moves.js';
import type { Tx } from '@xianjie/persistence';

const BATCH = 500;

/**
 * Sets the limit that ends first anew for up to 500 transfers whose clocks say otherwise; answers how many. One that another transaction
 * holds is set right by it.
 */
export async function refreshLimits(tx: Tx): Promise<number> {
  const stale = await tx.query<{ id: string }[]>(
    `SELECT t.id FROM transfer t
     JOIN LATERAL (SELECT min(c.due_at) AS due_at FROM clock c
       WHERE c.subject_kind = 'transfer' AND c.subject_id = t.id::text AND c.state = 'RUNNING' AND c.key <> ALL($1)) c ON c.due_at <> t.due_at
     WHERE t.closed_on IS NULL ORDER BY t.id LIMIT ${BATCH} FOR UPDATE OF t SKIP LOCKED`,
    [conditionalLimits],
  );
  const ids = stale.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx.query(
    `WITH first AS (
       SELECT DISTINCT ON (c.subject_id) c.subject_id::uuid AS id, c.due_at, c.key, c.agency FROM clock c
       WHERE c.subject_kind = 'transfer' AND c.subject_id = ANY($1::text[]) AND c.state = 'RUNNING' AND c.key <> ALL($2) ORDER BY c.subject_id, c.due_at)
     , moved AS (
       UPDATE transfer t SET due_at = f.due_at, due_key = f.key, due_organ = f.agency
       FROM first f WHERE t.id = f.id RETURNING t.id, t.due_at, t.due_organ, t.draft_from)
     UPDATE transfer_reader r SET due_at = m.due_at, owes = r.organ = m.due_organ
     FROM moved m WHERE r.transfer_id = m.id AND r.until_step IS NULL AND (m.draft_from IS NULL OR r.seat = 'ADMIN')`,
    [ids, conditionalLimits],
  );
  return ids.length;
}
