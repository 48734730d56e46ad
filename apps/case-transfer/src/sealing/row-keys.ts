import type { Tx } from '@xianjie/persistence';
import type { ContentKey } from './content-key.js';
import { organKeyFor, organKeys } from './organ-keys.store.js';
import { findKeys, keyFor, keyOrNobodys } from './transfer-keys.store.js';

/** A row that is sealed under the key of its transfer or, where it belongs to none, under that of an organ. */
export interface KeyedRow {
  readonly transferId: string | null;
  readonly organ: string;
}

/** The key to seal such a row with. Throws DomainError `conflict` (`transfer.erased`). */
export function keyForRow(tx: Tx, { transferId, organ }: KeyedRow): Promise<ContentKey> {
  return transferId === null ? organKeyFor(tx, organ) : keyFor(tx, transferId);
}

/** As `keyForRow`; of a transfer that was erased a key that nobody keeps. */
export function keyOrNobodysForRow(tx: Tx, { transferId, organ }: KeyedRow): Promise<ContentKey> {
  return transferId === null ? organKeyFor(tx, organ) : keyOrNobodys(tx, transferId);
}

/** Finds the key that opens each of these rows; undefined where it was destroyed. */
export async function keysOfRows(
  tx: Tx,
  rows: readonly KeyedRow[],
): Promise<(row: KeyedRow) => ContentKey | undefined> {
  const ofTransfers = await findKeys(
    tx,
    rows.flatMap(({ transferId }) => transferId ?? []),
  );
  const ofOrgans = await organKeys(
    tx,
    rows.flatMap(({ transferId, organ }) => (transferId === null ? [organ] : [])),
  );
  return ({ transferId, organ }) => (transferId === null ? ofOrgans.get(organ) : ofTransfers.get(transferId));
}
