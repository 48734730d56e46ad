import type { Tx } from '@xianjie/persistence';

/** Notes that a delivery went out, and when it goes out again unless it is acknowledged. */
export async function noteSent(tx: Tx, id: string, nextAttemptAt: Date): Promise<void> {
  await tx.query(
    `UPDATE delivery SET status = 'SENT', failure = NULL, next_attempt_at = $2, version = version + 1 WHERE id = $1`,
    [id, nextAttemptAt],
  );
}

/**
 * Notes why an acknowledgement was not believed, and that the delivery goes out again not later than then. That it went out again is no
 * answer to the doubt: it stands until the delivery has arrived.
 */
export async function noteDoubt(tx: Tx, id: string, doubt: string, nextAttemptAt: Date): Promise<void> {
  await tx.query(
    `UPDATE delivery SET doubt = $2, next_attempt_at = least(next_attempt_at, $3), version = version + 1
     WHERE id = $1 AND status IN ('WAITING', 'SENT')`,
    [id, doubt, nextAttemptAt],
  );
}
