import { createHash } from 'node:crypto';
import { canonicalJson } from '@xianjie/envelopes';
import type { FieldIssue } from '@xianjie/errors';
import { newId } from '@xianjie/identifiers';
import type { Tx } from '@xianjie/persistence';

/** What came from a police system and could not be taken. */
export interface Untaken {
  readonly organ: string;
  /** Null where it cannot be known. */
  readonly transferId: string | null;
  /** The name of the file, or the system's number. */
  readonly reference: string;
  readonly code: string;
  /** In the system's own words, without what may be personal. */
  readonly said: Readonly<Record<string, string | number | null>>;
  readonly issues: readonly FieldIssue[];
}

export interface StoredUntaken extends Untaken {
  readonly id: string;
  readonly seenAt: Date;
}

/** Notes it once, however often it is found. */
export async function insertUntaken(tx: Tx, untaken: Untaken, seenAt: Date): Promise<void> {
  const { organ, transferId, reference, code, said, issues } = untaken;
  const fingerprint = createHash('sha256').update(canonicalJson({ reference, code, said })).digest('hex');
  await tx.query(
    `INSERT INTO untaken_message (id, organ, transfer_id, reference, fingerprint, code, said, issues, seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (organ, fingerprint) DO NOTHING`,
    [newId(), organ, transferId, reference, fingerprint, code, said, JSON.stringify(issues), seenAt],
  );
}

/**
 * What could not be taken, the newest first: of transfers that the reader sees, and what came without one from organs that it sends to.
 */
export function pageOfUntaken(
  tx: Tx,
  reader: string,
  { organ, before, limit }: { organ?: string | undefined; before?: string | undefined; limit: number },
): Promise<StoredUntaken[]> {
  return tx.query(
    `SELECT id, organ, transfer_id AS "transferId", reference, code, said, issues, seen_at AS "seenAt" FROM untaken_message u
     WHERE ($2::text IS NULL OR organ = $2) AND ($3::uuid IS NULL OR id < $3)
       AND (organ = $1 OR CASE WHEN transfer_id IS NULL
         THEN EXISTS (SELECT FROM delivery d WHERE d.sender = $1 AND d.recipient = u.organ)
         ELSE EXISTS (SELECT FROM transfer_reader r WHERE r.transfer_id = u.transfer_id AND r.organ = $1 AND r.until_step IS NULL) END)
     ORDER BY id DESC LIMIT $4`,
    [reader, organ ?? null, before ?? null, limit + 1],
  );
}
