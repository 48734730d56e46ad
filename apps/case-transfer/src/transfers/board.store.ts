import type { Tx } from '@xianjie/persistence';

/** Nobody reads a longer list than this; counting further would only take time. */
export const MOST_COUNTED = 1000;

export interface StateCount {
  readonly state: string;
  readonly count: number;
  readonly late: number;
}

/** How many transfers an organ sees in each state, and how many of them have passed their first limit; at most `MOST_COUNTED` each. */
export function countByState(
  tx: Tx,
  organ: string,
  states: readonly string[],
  now: Date,
): Promise<StateCount[]> {
  const counted = (more: string) =>
    `(SELECT count(*)::int FROM (SELECT 1 FROM transfer_reader r WHERE r.organ = $1 AND r.state = s.state${more} LIMIT ${MOST_COUNTED}) c)`;
  return tx.query(
    `SELECT s.state, ${counted('')} AS count, ${counted(' AND r.due_at <= $3')} AS late
     FROM unnest($2::text[]) WITH ORDINALITY AS s(state, no) ORDER BY s.no`,
    [organ, states, now],
  );
}
