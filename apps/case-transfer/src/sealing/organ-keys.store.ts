import type { Tx } from '@xianjie/persistence';
import { ContentKey, newKey } from './content-key.js';
import { masterKeysOf, type WrappedKey } from './master-keys.js';

interface Row extends WrappedKey {
  readonly organ: string;
}

const COLUMNS = 'organ, key_id AS "keyId", wrapped';

const placeOf = (organ: string): string => `organ_key:${organ}`;

/** The key of an organ, for what belongs to no transfer; made where it has none. */
export async function organKeyFor(tx: Tx, organ: string): Promise<ContentKey> {
  const known = (await organKeys(tx, [organ])).get(organ);
  if (known) return known;
  const { keyId, wrapped } = masterKeysOf(tx).wrap(newKey(), placeOf(organ));
  await tx.query(
    'INSERT INTO organ_key (organ, key_id, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [organ, keyId, wrapped],
  );
  const made = (await organKeys(tx, [organ])).get(organ);
  if (made) return made;
  throw new Error(`The key of ${organ} was made and is not there`);
}

/** The keys of many organs, by their ids; those that have one. */
export async function organKeys(tx: Tx, organs: readonly string[]): Promise<ReadonlyMap<string, ContentKey>> {
  if (organs.length === 0) return new Map();
  const rows = await tx.query<Row[]>(`SELECT ${COLUMNS} FROM organ_key WHERE organ = ANY ($1::text[])`, [
    [...new Set(organs)],
  ]);
  const open = ({ organ, ...key }: Row) =>
    new ContentKey(organ, masterKeysOf(tx).unwrap(key, placeOf(organ)));
  return new Map(rows.map((row) => [row.organ, open(row)]));
}

/** Seals all keys anew that another key than the present one sealed. Answers how many. */
export async function rewrapOrganKeys(tx: Tx): Promise<number> {
  const masters = masterKeysOf(tx);
  const rows = await tx.query<Row[]>(
    `SELECT ${COLUMNS} FROM organ_key WHERE key_id <> $1 ORDER BY organ FOR UPDATE SKIP LOCKED`,
    [masters.current],
  );
  for (const { organ, ...key } of rows) {
    const again = masters.rewrap(key, placeOf(organ));
    await tx.query('UPDATE organ_key SET key_id = $2, wrapped = $3 WHERE organ = $1', [
      organ,
      again.keyId,
      again.wrapped,
    ]);
  }
  return rows.length;
}
