import type { DataSource } from 'typeorm';

/** Channel that an idle relay listens on. */
export const WAKE_CHANNEL = 'xianjie_outbox';

/** Something in this process that can rouse the database's active relay. */
export interface Waker {
  wake(): void;
}

const wakers = new Map<string, Set<Waker>>();

/** Names a database the same, however its address is written: `host:port/name`. */
export function databaseName(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || '5432'}${pathname}`;
}

export function databaseOf(dataSource: DataSource): string {
  const { url } = dataSource.options as { url?: string };
  return url === undefined ? '' : databaseName(url);
}

/** From now on `waker` hears of this process's commits to the database; call the answer to end that. */
export function onCommit(database: string, waker: Waker): () => void {
  const its = wakers.get(database) ?? new Set();
  wakers.set(database, its.add(waker));
  return () => its.delete(waker);
}

/**
 * Tells the database's relay that events were committed. An active relay of this process is woken in memory, a standby passes it on by
 * NOTIFY; where this process has no relay, the active one finds the events by its poll.
 */
export function wakeRelay(database: string): void {
  for (const waker of wakers.get(database) ?? []) waker.wake();
}
