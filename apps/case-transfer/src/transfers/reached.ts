/** A draft of its agency is nobody else's business; who has left knows the steps until then. */
const KNOWN = "(r.seat = 'ADMIN' OR t.draft_from IS NULL)";
const took = (...steps: readonly string[]) =>
  `${KNOWN} AND EXISTS (SELECT FROM transfer_step s WHERE s.transfer_id = t.id AND s.step IN (${steps.map((step) => `'${step}'`).join(', ')})
    AND s.no <= coalesce(r.until_step, s.no))`;

/** How far a transfer `t` came, as its reader `r` knows it: for the list, and for the numbers that lead to it. */
export const reached = {
  delivered: `${KNOWN} AND t.delivered_at IS NOT NULL`,
  receipted: `${KNOWN} AND t.received_at IS NOT NULL`,
  answered: took('FILED', 'NOT_FILED'),
  filed: took('FILED'),
  refused: took('NOT_FILED'),
  closed: 'r.closed',
} as const;

export type Reached = keyof typeof reached;
export const reachable = Object.keys(reached) as Reached[];
