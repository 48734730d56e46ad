import { DomainError } from '@xianjie/errors';
import type { Tx } from '@xianjie/persistence';
import { masterKeysOf, type WrappedKey } from './master-keys.js';
import { ContentKey, newKey } from './content-key.js';

interface Row {
  readonly transferId: string;
  readonly keyId: string;
  /** Null once the key was destroyed. */
  readonly wrapped: Buffer | null;
}

const placeOf = (transferId: string): string => `transfer_key:${transferId}`;

const COLUMNS = 'transfer_id AS "transferId", key_id AS "keyId", wrapped';

/**
 * The key of a transfer, made where it has none. Nothing is kept of it beyond the transaction: a key that is destroyed is gone for
 * every instance at once. Throws DomainError `conflict` (`transfer.erased`) where it was destroyed.
 */
export async function keyFor(tx: Tx, transferId: string): Promise<ContentKey> {
  const known = await rowOf(tx, transferId);
  if (known) return opened(tx, known) ?? refuseErased(transferId);
  const { keyId, wrapped } = masterKeysOf(tx).wrap(newKey(), placeOf(transferId));
  await tx.query(
    'INSERT INTO transfer_key (transfer_id, key_id, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [transferId, keyId, wrapped],
  );
  const made = await rowOf(tx, transferId);
  return (made && opened(tx, made)) ?? refuseErased(transferId);
}

/** As `keyFor`; for a transfer that was erased a key that nobody keeps: what it seals is forgotten at once, and nothing fails for it. */
export async function keyOrNobodys(tx: Tx, transferId: string): Promise<ContentKey> {
  const known = await rowOf(tx, transferId);
  return known?.wrapped === null ? new ContentKey(transferId, newKey()) : keyFor(tx, transferId);
}

/** The key of a transfer; undefined where it has none, or it was destroyed: what it sealed cannot be read any more. */
export async function findKey(tx: Tx, transferId: string): Promise<ContentKey | undefined> {
  const row = await rowOf(tx, transferId);
  return row && opened(tx, row);
}

/** The keys of many transfers, by their ids. */
export async function findKeys(
  tx: Tx,
  transferIds: readonly string[],
): Promise<ReadonlyMap<string, ContentKey>> {
  if (transferIds.length === 0) return new Map();
  const rows = await tx.query<Row[]>(
    `SELECT ${COLUMNS} FROM transfer_key WHERE transfer_id = ANY ($1::uuid[])`,
    [[...new Set(transferIds)]],
  );
  const keys = rows.flatMap((row) => opened(tx, row) ?? []);
  return new Map(keys.map((key) => [key.owner, key]));
}

/** When the key of a transfer was destroyed; null where it was not. */
export async function erasedAt(tx: Tx, transferId: string): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date | null }[]>(
    'SELECT destroyed_at AS at FROM transfer_key WHERE transfer_id = $1',
    [transferId],
  );
  return row?.at ?? null;
}

/** Destroys the key for good. Answers false where there was none, or it was destroyed before. */
export async function destroyKey(tx: Tx, transferId: string, at: Date): Promise<boolean> {
  await keyRowLocked(tx, transferId);
  const [, count] = await tx.query<[unknown, number]>(
    'UPDATE transfer_key SET wrapped = NULL, destroyed_at = $2 WHERE transfer_id = $1 AND wrapped IS NOT NULL',
    [transferId, at],
  );
  return count > 0;
}

/** Seals keys anew that another key than the present one sealed; at most `limit`. Answers how many. */
export async function rewrapKeys(tx: Tx, limit: number): Promise<number> {
  const masters = masterKeysOf(tx);
  const rows = await tx.query<Row[]>(
    `SELECT ${COLUMNS} FROM transfer_key WHERE key_id <> $1 AND wrapped IS NOT NULL ORDER BY transfer_id LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [masters.current, limit],
  );
  for (const { transferId, keyId, wrapped } of rows) {
    const again = masters.rewrap({ keyId, wrapped } as WrappedKey, placeOf(transferId));
    await tx.query('UPDATE transfer_key SET key_id = $2, wrapped = $3 WHERE transfer_id = $1', [
      transferId,
      again.keyId,
      again.wrapped,
    ]);
  }
  return rows.length;
}

async function rowOf(tx: Tx, transferId: string): Promise<Row | undefined> {
  const [row] = await tx.query<Row[]>(`SELECT ${COLUMNS} FROM transfer_key WHERE transfer_id = $1`, [
    transferId,
  ]);
  return row;
}

/** A transfer that never had anything sealed gets a destroyed key: nothing is sealed for it later. */
async function keyRowLocked(tx: Tx, transferId: string): Promise<void> {
  const { keyId, wrapped } = masterKeysOf(tx).wrap(newKey(), placeOf(transferId));
  await tx.query(
    'INSERT INTO transfer_key (transfer_id, key_id, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [transferId, keyId, wrapped],
  );
  await tx.query('SELECT 1 FROM transfer_key WHERE transfer_id = $1 FOR UPDATE', [transferId]);
}

function opened(tx: Tx, { transferId, keyId, wrapped }: Row): ContentKey | undefined {
  if (wrapped === null) return undefined;
  return new ContentKey(transferId, masterKeysOf(tx).unwrap({ keyId, wrapped }, placeOf(transferId)));
}

/** Throws DomainError `conflict` (`transfer.erased`). */
export function refuseErased(transferId: string): never {
  throw new DomainError(
    'conflict',
    'transfer.erased',
    `What was personal in transfer ${transferId} was erased`,
    {
      zh: `移送案件 ${transferId} 的个人信息已销毁`,
    },
  );
}
