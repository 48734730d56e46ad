import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Lock, Locker, RequestRelease } from '@tus/server';
import { DomainError } from '@xianjie/errors';
import { Database, type Tx } from '@xianjie/persistence';

/** A holder that does not say within this time that it is still there has lost the upload. */
const LEASE_SECONDS = 15;
const RENEWED_EVERY_MS = 1000;
const PATIENCE_MS = 20_000;

/**
 * Who may write to an upload, among all instances: a lease in the database. Who comes later is let in: the one before it, often a
 * connection that is dead already, is asked to stop.
 */
@Injectable()
export class UploadLocks implements Locker {
  readonly #writing = new Map<string, Promise<unknown>>();

  constructor(private readonly db: Database) {}

  newLock(id: string): Lock {
    return new Lease(id, this.db.manager, () => this.#writing.get(id));
  }

  /** Runs what writes to an upload; the lease is not given away before it has ended. */
  async writing<T>(id: string, work: () => Promise<T>): Promise<T> {
    const running = work();
    this.#writing.set(id, running);
    try {
      return await running;
    } finally {
      this.#writing.delete(id);
    }
  }

  /** Runs `work` as the only one who has the upload. Throws as the lock does. */
  async alone<T>(id: string, work: () => Promise<T>): Promise<T> {
    const lock = this.newLock(id);
    await lock.lock(new AbortController().signal, () => undefined);
    try {
      return await work();
    } finally {
      await lock.unlock();
    }
  }
}

class Lease implements Lock {
  readonly #holder = randomUUID();
  #renewing: NodeJS.Timeout | undefined;

  constructor(
    private readonly id: string,
    private readonly tx: Tx,
    private readonly writing: () => Promise<unknown> | undefined,
  ) {}

  /** Throws DomainError `conflict` (`upload.in-use`) where the holder does not let go. */
  async lock(signal: AbortSignal, letGo: RequestRelease): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    while (!(await this.#claim())) {
      if (signal.aborted || Date.now() > until) throw inUse();
      await this.tx.query('UPDATE upload SET wanted = true WHERE id = $1', [this.id]);
      await pause(200);
    }
    this.#renewing = setInterval(() => void this.#renew(letGo), RENEWED_EVERY_MS);
  }

  async unlock(): Promise<void> {
    clearInterval(this.#renewing);
    await this.writing()?.catch(() => undefined);
    await this.tx.query(
      'UPDATE upload SET held_by = NULL, held_until = NULL, wanted = false WHERE id = $1 AND held_by = $2',
      [this.id, this.#holder],
    );
  }

  /** One that is gone is nobody's: who asks for it is told that by whoever looks for it next. */
  async #claim(): Promise<boolean> {
    const [, count] = await this.tx.query<[unknown, number]>(
      `UPDATE upload SET held_by = $2, held_until = now() + make_interval(secs => $3), wanted = false
       WHERE id = $1 AND (held_by IS NULL OR held_until < now())`,
      [this.id, this.#holder, LEASE_SECONDS],
    );
    if (count > 0) return true;
    const rows = await this.tx.query<unknown[]>('SELECT 1 FROM upload WHERE id = $1', [this.id]);
    return rows.length === 0;
  }

  /** Stops writing where somebody else wants the upload, or has it already. */
  async #renew(letGo: RequestRelease): Promise<void> {
    try {
      const [rows] = await this.tx.query<[{ wanted: boolean }[], number]>(
        `UPDATE upload SET held_until = now() + make_interval(secs => $3) WHERE id = $1 AND held_by = $2 RETURNING wanted`,
        [this.id, this.#holder, LEASE_SECONDS],
      );
      if (rows[0]?.wanted !== false) await letGo();
    } catch {
      // The database is away: the lease runs out by itself, and what is written until then is checked by its digest.
    }
  }
}

function inUse(): DomainError {
  return new DomainError('conflict', 'upload.in-use', 'This upload is being written to', {
    zh: '该文件正在上传中',
  });
}
