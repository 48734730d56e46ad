import type { TransferState } from '@xianjie/statutes';

/** Where a state stands on the picture: column and row of a grid. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/** What the rows of the picture are about, from top to bottom. */
export const zones = ['TRANSFER', 'FILING', 'SUPERVISION', 'CRIMINAL', 'REVERSE'] as const;
export type Zone = (typeof zones)[number];

const at = (column: number, row: number): Place => ({ column, row });

/** One place for each state of the table; which lead where is not told here but by the statutes. */
export const places: Readonly<Record<TransferState, Place>> = {
  INVESTIGATING: at(0, 0),
  TASK_FORCE: at(1, 0),
  AWAIT_APPROVAL: at(2, 0),
  AWAIT_DELIVERY: at(3, 0),
  DELIVERED: at(4, 0),
  RECEIVED: at(5, 0),
  SUPPLEMENT_REQUESTED: at(6, 0),

  OVERDUE_REVIEW: at(6, 1),
  FILING_REVIEW: at(5, 1),
  NOT_FILED: at(4, 1),
  RECONSIDERATION: at(3, 1),
  UPHELD: at(2, 1),

  PROC_SUPERVISION: at(1, 2),
  REASONS_REQUESTED: at(2, 2),
  REASONS_REVIEW: at(3, 2),
  FILING_ORDERED: at(4, 2),
  CORRECTION_NOTICED: at(5, 2),
  ESCALATED: at(6, 2),

  FILED: at(2, 3),
  INVESTIGATED_BY_POLICE: at(3, 3),
  PROSECUTION_REVIEW: at(4, 3),
  IN_COURT: at(5, 3),
  CLOSED: at(6, 3),

  ADMIN_DISPOSAL: at(2, 4),
  REVERSE_RECEIVED: at(3, 4),
  REVERSE_REVIEW: at(4, 4),
  REVERSE_SUSPENDED: at(5, 4),
};

export const columns = 1 + Math.max(...Object.values(places).map(({ column }) => column));
export const rows = 1 + Math.max(...Object.values(places).map(({ row }) => row));
