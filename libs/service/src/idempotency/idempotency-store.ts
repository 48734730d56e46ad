import { DomainError } from '@xianjie/errors';
import { classifyDatabaseError, type Tx } from '@xianjie/persistence';
import { nameOfKey, openAnswer, sealAnswer } from './answer-seal.js';

/** What names a request that may come again. */
export interface RequestKey {
  readonly agencyId: string;
  /** Method and path. */
  readonly route: string;
  readonly key: string;
  readonly bodyDigest: Buffer;
}

/** An answer as it is given again. */
export interface StoredAnswer {
  readonly status: number;
  readonly location: string | null;
  /** JSON; null where the answer has no body. */
  readonly body: string | null;
}

interface Row extends StoredAnswer {
  readonly body_digest: Buffer;
}

/**
 * Takes the key for this transaction, or answers what the first request with it was answered. Waits for a request
 * with the same key that is under way. Throws DomainError `conflict`: `idempotency.key-reused` (another body),
 * `idempotency.in-progress` (it takes too long).
 */
export async function claimKey(
  tx: Tx,
  { agencyId, route, key, bodyDigest }: RequestKey,
): Promise<StoredAnswer | undefined> {
  const claimed = await tx
    .query<unknown[]>(
      `INSERT INTO idempotency_key (agency_id, route, key, body_digest) VALUES ($1, $2, $3, $4)
       ON CONFLICT (agency_id, route, key) DO UPDATE
         SET body_digest = excluded.body_digest, status = NULL, location = NULL, body = NULL, created_at = now()
         WHERE idempotency_key.created_at < now() - interval '24 hours'
       RETURNING key`,
      [agencyId, route, nameOfKey(key), bodyDigest],
    )
    .catch((error: unknown) => {
      throw classifyDatabaseError(error) === 'again' ? inProgress() : error;
    });
  if (claimed.length > 0) return undefined;
  const [row] = await tx.query<Row[]>(
    `SELECT body_digest, status, location, body FROM idempotency_key WHERE agency_id = $1 AND route = $2 AND key = $3`,
    [agencyId, route, nameOfKey(key)],
  );
  if (!row) throw inProgress();
  if (!row.body_digest.equals(bodyDigest)) {
    throw new DomainError(
      'conflict',
      'idempotency.key-reused',
      'This Idempotency-Key was used with another body',
      {
        zh: '该 Idempotency-Key 已用于其他内容的请求',
      },
    );
  }
  const body = row.body === null ? null : openAnswer(key, row.body);
  return { status: row.status, location: row.location, body };
}

/** Keeps the answer, as part of the act's commit. */
export async function keepAnswer(
  tx: Tx,
  { agencyId, route, key }: RequestKey,
  answer: StoredAnswer,
): Promise<void> {
  await tx.query(
    `UPDATE idempotency_key SET status = $4, location = $5, body = $6 WHERE agency_id = $1 AND route = $2 AND key = $3`,
    [
      agencyId,
      route,
      nameOfKey(key),
      answer.status,
      answer.location,
      answer.body === null ? null : sealAnswer(key, answer.body),
    ],
  );
}

/** Removes keys older than 24 hours, at most 10,000 at a time; answers how many. */
export async function dropExpiredKeys(tx: Pick<Tx, 'query'>): Promise<number> {
  const dropped = await tx.query<[unknown, number]>(
    `DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM idempotency_key WHERE created_at < now() - interval '24 hours' LIMIT 10000))`,
  );
  return dropped[1];
}

function inProgress(): DomainError {
  return new DomainError(
    'conflict',
    'idempotency.in-progress',
    'A request with this Idempotency-Key is under way',
    {
      zh: '使用该 Idempotency-Key 的请求正在处理中',
    },
  );
}
