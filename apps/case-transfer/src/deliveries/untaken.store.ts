import { createHash } from 'node:crypto';
import { canonicalJson } from '@xianjie/envelopes';
import type { FieldIssue } from '@xianjie/errors';
import { newId } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';
import type { ContentKey } from '../sealing/content-key.js';
import { keyOrNobodysForRow, keysOfRows } from '../sealing/row-keys.js';

/**
 * What came from a police system and could not be taken. All that the system itself wrote is sealed: under the key of the transfer, or of
 * the organ where the transfer cannot be known.
 */
export interface Untaken {
  readonly organ: string;
  /** Null where it cannot be known. */
  readonly transferId: string | null;
  /** The name of the file, the place of the record, or the system's number. */
  readonly reference: string;
  readonly code: string;
  /** In the system's own words, without what is likely to be personal. */
  readonly said: Readonly<Record<string, string | number | null>>;
  readonly issues: readonly FieldIssue[];
}

export interface StoredUntaken extends Untaken {
  readonly id: string;
  readonly seenAt: Date;
}

/** What of it is sealed. */
export type UntakenWords = Pick<Untaken, 'reference' | 'said' | 'issues'>;

interface Row extends Omit<StoredUntaken, keyof UntakenWords>, Partial<UntakenWords> {
  /** Null in rows that were written before they were sealed. */
  readonly sealed: Buffer | null;
}

/** Table and row that sealed words are bound to. */
export const placeOfUntaken = (id: string): string => `untaken_message:${id}`;

/** Notes it once, however often it is found. Of a transfer that was erased nothing more is kept than that there was something. */
export async function insertUntaken(tx: Tx, untaken: Untaken, seenAt: Date): Promise<void> {
  const { organ, transferId, reference, code, said, issues } = untaken;
  const id = newId();
  const key = await keyOrNobodysForRow(tx, untaken);
  const digest = createHash('sha256').update(canonicalJson({ reference, code, said })).digest('hex');
  const words: UntakenWords = { reference, said, issues };
  await tx.query(
    `INSERT INTO untaken_message (id, organ, transfer_id, fingerprint, code, sealed, seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (organ, fingerprint) DO NOTHING`,
    [id, organ, transferId, key.digest(digest), code, key.sealJson(words, placeOfUntaken(id)), seenAt],
  );
}

/**
 * What could not be taken, the newest first: of transfers that the reader sees, and what came without one from organs that it sends to.
 */
export async function pageOfUntaken(
  tx: Tx,
  reader: string,
  { organ, before, limit }: { organ?: string | undefined; before?: string | undefined; limit: number },
): Promise<StoredUntaken[]> {
  const rows = await tx.query<Row[]>(
    `SELECT id, organ, transfer_id AS "transferId", reference, code, said, issues, sealed, seen_at AS "seenAt" FROM untaken_message u
     WHERE ($2::text IS NULL OR organ = $2) AND ($3::uuid IS NULL OR id < $3)
       AND (organ = $1 OR CASE WHEN transfer_id IS NULL
         THEN EXISTS (SELECT FROM delivery d WHERE d.sender = $1 AND d.recipient = u.organ)
         ELSE EXISTS (SELECT FROM transfer_reader r WHERE r.transfer_id = u.transfer_id AND r.organ = $1 AND r.until_step IS NULL) END)
     ORDER BY id DESC LIMIT $4`,
    [reader, organ ?? null, before ?? null, limit + 1],
  );
  const keyOf = await keysOfRows(tx, rows);
  return rows.map((row) => opened(row, keyOf(row)));
}

/** What was sealed under a key that is destroyed says nothing any more. */
function opened({ sealed, ...row }: Row, key: ContentKey | undefined): StoredUntaken {
  const gone: UntakenWords = { reference: '', said: {}, issues: [] };
  if (sealed === null) return { ...gone, ...row };
  return { ...row, ...gone, ...key?.openJson<UntakenWords>(sealed, placeOfUntaken(row.id)) };
}
