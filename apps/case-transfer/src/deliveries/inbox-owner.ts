import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@xianjie/errors';
import { Database, type Tx } from '@xianjie/persistence';

const LEASE = "interval '30 seconds'";

/**
 * Of several instances one asks for the answers of an organ, at each instant, by the clock of the database. One that was frozen finds out
 * in the transaction of the effect that another took over, and leaves nothing behind.
 */
@Injectable()
export class InboxOwner {
  readonly #id = randomUUID();

  constructor(private readonly db: Database) {}

  /** Becomes or stays the one who asks for an organ's answers; false where another instance does. */
  async hold(organ: string): Promise<boolean> {
    const rows = await this.db.manager.query<unknown[]>(
      `INSERT INTO inbox_owner AS o (organ, owner, until) VALUES ($1, $2, clock_timestamp() + ${LEASE})
       ON CONFLICT (organ) DO UPDATE SET owner = excluded.owner, until = excluded.until
       WHERE o.owner = excluded.owner OR o.until < clock_timestamp()
       RETURNING 1`,
      [organ, this.#id],
    );
    return rows.length > 0;
  }

  /** Lets nobody else take over until the transaction ends. Throws DomainError `stale` (`inbox.taken-over`). */
  async require(tx: Tx, organ: string): Promise<void> {
    const rows = await tx.query<unknown[]>(
      'SELECT 1 FROM inbox_owner WHERE organ = $1 AND owner = $2 AND until > clock_timestamp() FOR SHARE',
      [organ, this.#id],
    );
    if (rows.length > 0) return;
    throw new DomainError(
      'stale',
      'inbox.taken-over',
      `Another instance asks for the answers of ${organ} now`,
      {
        zh: `${organ} 的答复已由另一实例接收`,
      },
    );
  }

  /** Lets another instance take over at once. */
  async letGo(organ: string): Promise<void> {
    await this.db.manager.query('DELETE FROM inbox_owner WHERE organ = $1 AND owner = $2', [organ, this.#id]);
  }
}
