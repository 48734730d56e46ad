import type { Tx } from '@xianjie/persistence';
import { reached } from './reached.js';
import type { Seat } from './step-forms.js';
import type { Transfer } from './transfer.js';
import type { TransfersQuery } from './transfers.dto.js';

/** An organ that may open a transfer. */
export interface Reader {
  readonly organ: string;
  readonly seat: Seat;
  readonly since: Date;
  /** Last step it is shown; null while the transfer is its own. */
  readonly untilStep: number | null;
  readonly lastReadAt: Date | null;
  readonly lastReadStep: number | null;
}

const COLUMNS = `organ, seat, since, until_step AS "untilStep", last_read_at AS "lastReadAt", last_read_step AS "lastReadStep"`;

/** The agency first, the others as they came. */
export function findReaders(tx: Tx, transferId: string): Promise<Reader[]> {
  return tx.query(`SELECT ${COLUMNS} FROM transfer_reader WHERE transfer_id = $1 ORDER BY since, organ`, [
    transferId,
  ]);
}

export async function findReader(tx: Tx, transferId: string, organ: string): Promise<Reader | undefined> {
  const [reader] = await tx.query<Reader[]>(
    `SELECT ${COLUMNS} FROM transfer_reader WHERE transfer_id = $1 AND organ = $2`,
    [transferId, organ],
  );
  return reader;
}

/** Lets an organ in; one that was let in before and left is shown everything again. */
export async function addReader(
  tx: Tx,
  { id, stepNo }: Pick<Transfer, 'id' | 'stepNo'>,
  organ: string,
  seat: Seat,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO transfer_reader AS r (organ, transfer_id, seat, since, until_step, state, due_at, owes, closed, last_read_step)
     VALUES ($1, $2, $3, $4, NULL, '', '9999-12-31T00:00:00Z', false, false, NULL)
     ON CONFLICT (transfer_id, organ) DO UPDATE SET seat = excluded.seat, until_step = NULL WHERE r.until_step < $5`,
    [organ, id, seat, at, stepNo],
  );
}

/** An organ keeps what it saw, and sees no more: the case was forwarded to another one. */
export async function endReader(tx: Tx, transferId: string, organ: string, lastStep: number): Promise<void> {
  await tx.query(
    `UPDATE transfer_reader SET until_step = $3, state = 'FORWARDED', due_at = '9999-12-31T00:00:00Z', owes = false, closed = true
     WHERE transfer_id = $1 AND organ = $2`,
    [transferId, organ, lastStep],
  );
}

/** What each worklist shows of the transfer now. A draft is shown to its agency only. */
export async function refreshReaders(
  tx: Tx,
  { id, state, draftFrom, dueAt, dueOrgan, closedOn }: Transfer,
): Promise<void> {
  await tx.query(
    `UPDATE transfer_reader SET
       state = CASE WHEN $3::boolean AND seat <> 'ADMIN' THEN 'UNDECIDED' ELSE $2 END,
       due_at = CASE WHEN $3::boolean AND seat <> 'ADMIN' THEN '9999-12-31T00:00:00Z' ELSE $4::timestamptz END,
       owes = organ = $5 AND NOT ($3::boolean AND seat <> 'ADMIN'),
       closed = $6
     WHERE transfer_id = $1 AND until_step IS NULL`,
    [id, state, draftFrom !== null, dueAt, dueOrgan ?? '', closedOn !== null],
  );
}

/** Notes that an organ opened the page; what it saw then can be shown later. */
export async function noteReading(
  tx: Tx,
  transferId: string,
  organ: string,
  stepNo: number,
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE transfer_reader SET last_read_at = $3, last_read_step = greatest(last_read_step, $4)
     WHERE transfer_id = $1 AND organ = $2 AND (last_read_step IS NULL OR last_read_step < $4)`,
    [transferId, organ, at, stepNo],
  );
}

/** A line of a worklist. */
export interface ListedTransfer extends Pick<Reader, 'seat' | 'untilStep'> {
  readonly transferId: string;
  readonly dueAt: Date;
}

/** A page of an organ's worklist, in the order of the limits that end first; `limit + 1` rows. */
export function pageOfTransfers(
  tx: Tx,
  organ: string,
  { state, owes, late, closed, all, caseId, caseNo, limit, ...more }: TransfersQuery,
  now: Date,
  after: readonly [dueAt: string, transferId: string] | undefined,
): Promise<ListedTransfer[]> {
  const parameters: unknown[] = [organ];
  const named = (value: unknown) => `$${parameters.push(value)}`;
  // Not a parameter: the index of open ones must be seen to fit.
  const conditions = ['r.organ = $1', ...(all ? [] : [closed ? 'r.closed' : 'NOT r.closed'])];
  const [only, ...others] = state ?? [];
  // One state alone is a range of its index.
  if (only !== undefined)
    conditions.push(others.length === 0 ? `r.state = ${named(only)}` : `r.state = ANY(${named(state)})`);
  if (owes !== undefined) conditions.push(owes === 'own' ? 'r.owes' : 'NOT r.owes');
  if (late !== undefined) conditions.push(`r.due_at ${late ? '<=' : '>'} ${named(now)}`);
  const { area, openedFrom, openedTo } = more;
  const ofTransfer = [
    ...(area === undefined ? [] : [`starts_with(t.area_code, ${named(area)})`]),
    ...(openedFrom === undefined ? [] : [`t.opened_on >= ${named(openedFrom)}`]),
    ...(openedTo === undefined ? [] : [`t.opened_on <= ${named(openedTo)}`]),
    ...(more.reached === undefined ? [] : [reached[more.reached]]),
  ];
  if (ofTransfer.length > 0)
    conditions.push(
      `EXISTS (SELECT FROM transfer t WHERE t.id = r.transfer_id AND ${ofTransfer.join(' AND ')})`,
    );
  const ofCase = [
    ...(caseId === undefined ? [] : [`t.case_id = ${named(caseId)}`]),
    ...(caseNo === undefined ? [] : [`t.case_no = ${named(caseNo)}`]),
  ];
  if (ofCase.length > 0)
    conditions.push(`r.transfer_id IN (SELECT t.id FROM transfer t WHERE ${ofCase.join(' AND ')})`);
  if (after) conditions.push(`(r.due_at, r.transfer_id) > (${named(after[0])}, ${named(after[1])})`);
  return tx.query(
    `SELECT r.transfer_id AS "transferId", r.seat, r.until_step AS "untilStep", r.due_at AS "dueAt"
     FROM transfer_reader r WHERE ${conditions.join(' AND ')}
     ORDER BY r.due_at, r.transfer_id LIMIT ${named(limit + 1)}`,
    parameters,
  );
}
