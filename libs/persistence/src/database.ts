import type { DataSource, EntityManager } from 'typeorm';

interface Hooks {
  readonly before: (() => Promise<void>)[];
  readonly after: (() => void)[];
}

const hooksOf = new WeakMap<EntityManager, Hooks>();

/** An open transaction: TypeORM's `EntityManager` with what must happen before and after its COMMIT. */
export type Tx = EntityManager;

/**
 * Runs `hook` just before COMMIT, in the order registered; what it writes is part of the commit, and if it throws
 * everything is rolled back. Throws where `tx` was not opened by `Database.transact`.
 */
export function beforeCommit(tx: Tx, hook: () => Promise<void>): void {
  hooks(tx).before.push(hook);
}

/** Runs `hook` once the COMMIT was answered; never after a rollback. It must not throw. */
export function afterCommit(tx: Tx, hook: () => void): void {
  hooks(tx).after.push(hook);
}

function hooks(tx: Tx): Hooks {
  const found = hooksOf.get(tx);
  if (!found) throw new Error('This EntityManager is no transaction of Database.transact');
  return found;
}

/** A service's database. Nest injects it; the edges open transactions with it. */
export class Database {
  constructor(readonly dataSource: DataSource) {}

  /** For reads outside a transaction. */
  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  /** Whether `transact` would join a transaction that is open around the caller. */
  get joins(): boolean {
    return false;
  }

  /** READ COMMITTED; flushes what `beforeCommit` holds, commits, then runs what `afterCommit` holds. */
  async transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const after: (() => void)[] = [];
    const result = await this.dataSource.transaction(async (tx) => {
      const own: Hooks = { before: [], after };
      hooksOf.set(tx, own);
      const value = await work(tx);
      for (let next = own.before.shift(); next; next = own.before.shift()) await next();
      return value;
    });
    for (const hook of after) hook();
    return result;
  }
}
