import type { TransferState } from '@xianjie/statutes';

export type SeenState = TransferState | 'UNDECIDED' | 'FORWARDED';
export type Seat = 'ADMIN' | 'POLICE' | 'PROC';

export type ColumnName =
  | 'VERIFY'
  | 'APPROVE'
  | 'UNDECIDED'
  | 'DELIVER'
  | 'SIGN'
  | 'REVIEW'
  | 'REFUSED'
  | 'SUPERVISE'
  | 'CRIMINAL'
  | 'INVESTIGATE'
  | 'COURT'
  | 'REVERSE';

export interface BoardColumn {
  readonly name: ColumnName;
  readonly states: readonly SeenState[];
}

const review: BoardColumn = {
  name: 'REVIEW',
  states: ['RECEIVED', 'SUPPLEMENT_REQUESTED', 'FILING_REVIEW', 'OVERDUE_REVIEW'],
};
const sign: BoardColumn = { name: 'SIGN', states: ['DELIVERED'] };
const refused: BoardColumn = { name: 'REFUSED', states: ['NOT_FILED', 'RECONSIDERATION', 'UPHELD'] };
const supervise: BoardColumn = {
  name: 'SUPERVISE',
  states: [
    'PROC_SUPERVISION',
    'REASONS_REQUESTED',
    'REASONS_REVIEW',
    'FILING_ORDERED',
    'CORRECTION_NOTICED',
    'ESCALATED',
  ],
};
const criminal: BoardColumn = {
  name: 'CRIMINAL',
  states: ['FILED', 'INVESTIGATED_BY_POLICE', 'PROSECUTION_REVIEW', 'IN_COURT'],
};
const reverse: BoardColumn = {
  name: 'REVERSE',
  states: ['REVERSE_REVIEW', 'REVERSE_SUSPENDED', 'REVERSE_RECEIVED', 'ADMIN_DISPOSAL'],
};

const boards: Readonly<Record<Seat, readonly BoardColumn[]>> = {
  ADMIN: [
    { name: 'VERIFY', states: ['INVESTIGATING', 'TASK_FORCE'] },
    { name: 'APPROVE', states: ['AWAIT_APPROVAL'] },
    { name: 'DELIVER', states: ['AWAIT_DELIVERY'] },
    { name: 'REVIEW', states: [...sign.states, ...review.states] },
    refused,
    supervise,
    criminal,
    reverse,
  ],
  POLICE: [
    sign,
    review,
    refused,
    supervise,
    { name: 'INVESTIGATE', states: ['FILED', 'INVESTIGATED_BY_POLICE'] },
    { name: 'COURT', states: ['PROSECUTION_REVIEW', 'IN_COURT'] },
    reverse,
  ],
  PROC: [
    { name: 'UNDECIDED', states: ['UNDECIDED'] },
    { name: 'DELIVER', states: ['AWAIT_DELIVERY'] },
    { name: 'REVIEW', states: [...sign.states, ...review.states] },
    refused,
    supervise,
    criminal,
    reverse,
  ],
};

/** The columns of a seat's board, in the order of the procedure. What is closed or was forwarded stands in the list alone. */
export const boardOf = (seat: Seat): readonly BoardColumn[] => boards[seat];

/** From where an agency of this kind looks at transfers. */
export function seatOf(kind: string): Seat {
  if (kind === 'police') return 'POLICE';
  return kind === 'procuratorate' ? 'PROC' : 'ADMIN';
}

export interface StateCount {
  readonly state: string;
  readonly count: number;
  readonly late: number;
}

/** How many stand in a column, and how many of them are late. */
export function countIn(
  { states }: BoardColumn,
  counts: readonly StateCount[],
): { count: number; late: number } {
  const own = counts.filter(({ state }) => (states as readonly string[]).includes(state));
  return {
    count: own.reduce((sum, { count }) => sum + count, 0),
    late: own.reduce((sum, { late }) => sum + late, 0),
  };
}
