import type { Tx } from '@xianjie/persistence';
import type { ContentKey } from '../sealing/content-key.js';
import { findKey, findKeys, keyFor } from '../sealing/transfer-keys.store.js';
import type { DeliveriesQuery } from './deliveries.dto.js';
import type { Delivery } from './delivery.js';

const COLUMNS = `id, transfer_id AS "transferId", step_no AS "stepNo", kind, sender, recipient, channel, body, digest,
  step_input AS "stepInput", sealed, ordered_by AS "orderedBy", status, waiting_since AS "waitingSince", attempts,
  next_attempt_at AS "nextAttemptAt", failure, doubt, arrived_at AS "arrivedAt", acknowledgement, version`;

/** What of a delivery is sealed. */
export type DeliveryWords = Pick<Delivery, 'body' | 'stepInput'>;

interface Row extends Omit<Delivery, 'body'> {
  /** Null where it is sealed. */
  readonly body: string | null;
  readonly sealed: Buffer | null;
}

/** Table and row that a sealed delivery is bound to. */
export const placeOfDelivery = (id: string): string => `delivery:${id}`;

export async function insertDelivery(tx: Tx, delivery: Delivery): Promise<void> {
  const { id, transferId, body, stepInput } = delivery;
  const words: DeliveryWords = { body, stepInput };
  const sealed = (await keyFor(tx, transferId)).sealJson(words, placeOfDelivery(id));
  await tx.query(
    `INSERT INTO delivery (id, transfer_id, step_no, kind, sender, recipient, channel, sealed, digest, ordered_by, status,
       waiting_since, attempts, next_attempt_at, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)`,
    [
      id,
      transferId,
      delivery.stepNo,
      delivery.kind,
      delivery.sender,
      delivery.recipient,
      delivery.channel,
      sealed,
      delivery.digest,
      delivery.orderedBy,
      delivery.status,
      delivery.waitingSince,
      delivery.attempts,
      delivery.nextAttemptAt,
    ],
  );
}

/** All deliveries of a transfer, the oldest first. */
export async function deliveriesOf(tx: Tx, transferId: string): Promise<Delivery[]> {
  const rows = await tx.query<Row[]>(`SELECT ${COLUMNS} FROM delivery WHERE transfer_id = $1 ORDER BY id`, [
    transferId,
  ]);
  return openedAll(tx, rows);
}

/** A delivery, locked until the end of the transaction. */
export async function lockDelivery(tx: Tx, id: string): Promise<Delivery | undefined> {
  const [row] = await tx.query<Row[]>(`SELECT ${COLUMNS} FROM delivery WHERE id = $1 FOR UPDATE`, [id]);
  return row && opened(row, await findKey(tx, row.transferId));
}

/** Which transfer a delivery is of; locks are taken from the case down. */
export async function transferOfDelivery(tx: Tx, id: string): Promise<string | undefined> {
  const [row] = await tx.query<{ transferId: string }[]>(
    'SELECT transfer_id AS "transferId" FROM delivery WHERE id = $1',
    [id],
  );
  return row?.transferId;
}

/** The police organs for which something is to be sent by a system at `now`: for the first time, or because nothing acknowledged it. */
export async function recipientsDue(tx: Tx, now: Date): Promise<string[]> {
  const rows = await tx.query<{ recipient: string }[]>(
    `SELECT DISTINCT recipient FROM delivery WHERE status IN ('WAITING', 'SENT') AND channel <> 'paper' AND next_attempt_at <= $1 ORDER BY 1`,
    [now],
  );
  return rows.map(({ recipient }) => recipient);
}

/**
 * Takes the next delivery for an organ that is due, and nobody else has, until `until`. Those of one transfer go in their order: one
 * that waits holds back the later ones of its transfer, not those of others.
 */
export async function claimNext(
  tx: Tx,
  recipient: string,
  now: Date,
  until: Date,
): Promise<Delivery | undefined> {
  const [[row]] = await tx.query<[Row[], number]>(
    `UPDATE delivery SET attempts = attempts + 1, next_attempt_at = $3, version = version + 1
     WHERE id = (
       SELECT d.id FROM delivery d
       WHERE d.recipient = $1 AND d.status IN ('WAITING', 'SENT') AND d.channel <> 'paper' AND d.next_attempt_at <= $2
         AND NOT EXISTS (SELECT FROM delivery e WHERE e.transfer_id = d.transfer_id AND e.recipient = d.recipient AND e.id < d.id
           AND e.status = 'WAITING')
       ORDER BY d.id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING ${COLUMNS}`,
    [recipient, now, until],
  );
  return row && opened(row, await findKey(tx, row.transferId));
}

/** Notes a failed attempt, unless the delivery arrived meanwhile. */
export async function postpone(tx: Tx, id: string, failure: string, nextAttemptAt: Date): Promise<void> {
  await tx.query(
    `UPDATE delivery SET failure = $2, next_attempt_at = $3, version = version + 1 WHERE id = $1 AND status IN ('WAITING', 'SENT')`,
    [id, failure, nextAttemptAt],
  );
}

/** Notes what became of a delivery that was locked. */
export async function settleDelivery(
  tx: Tx,
  {
    id,
    status,
    stepNo,
    arrivedAt,
    acknowledgement,
  }: Pick<Delivery, 'id' | 'status' | 'stepNo' | 'arrivedAt' | 'acknowledgement'>,
): Promise<void> {
  await tx.query(
    `UPDATE delivery SET status = $2, step_no = $3, arrived_at = $4, acknowledgement = $5, failure = NULL, doubt = NULL, version = version + 1 WHERE id = $1`,
    [id, status, stepNo, arrivedAt, acknowledgement],
  );
}

/** What an organ sent, the newest first, before `before`; `limit + 1` rows. */
export async function pageOfDeliveries(
  tx: Tx,
  sender: string,
  { status, recipient, limit }: DeliveriesQuery,
  before: string | undefined,
): Promise<Delivery[]> {
  const rows = await tx.query<Row[]>(
    `SELECT ${COLUMNS} FROM delivery
     WHERE sender = $1 AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR recipient = $3) AND ($4::uuid IS NULL OR id < $4)
     ORDER BY id DESC LIMIT $5`,
    [sender, status ?? null, recipient ?? null, before ?? null, limit + 1],
  );
  return openedAll(tx, rows);
}

export async function findDelivery(tx: Tx, id: string): Promise<Delivery | undefined> {
  const [row] = await tx.query<Row[]>(`SELECT ${COLUMNS} FROM delivery WHERE id = $1`, [id]);
  return row && opened(row, await findKey(tx, row.transferId));
}

async function openedAll(tx: Tx, rows: readonly Row[]): Promise<Delivery[]> {
  const keys = await findKeys(
    tx,
    rows.map(({ transferId }) => transferId),
  );
  return rows.map((row) => opened(row, keys.get(row.transferId)));
}

/** What was sealed under a key that is destroyed says nothing any more. */
function opened({ sealed, body, ...delivery }: Row, key: ContentKey | undefined): Delivery {
  if (sealed === null) return { ...delivery, body: body ?? '' };
  const words = key?.openJson<DeliveryWords>(sealed, placeOfDelivery(delivery.id));
  return { ...delivery, body: '{}', ...words };
}
