// The producing service: changes accounts, with their events in the same commit, and runs a relay.
import { DomainError, isDomainError } from '@xianjie/errors';
import { appendToOutbox } from '@xianjie/messaging';
import { Database, openDataSource, type Tx } from '@xianjie/persistence';
import { Changed, ChangedNewer, toChanged } from './events.js';
import { Points } from './points.js';
import type { Answer, Part } from './protocol.js';
import { startRelay } from './relaying.js';
import { serve, setting } from './serve.js';

/** One version up, where the caller has seen the newest. */
async function change(tx: Tx, { account, expected, token, note, padding, newSchema }: Part): Promise<number> {
  const counted: unknown[] =
    expected === 0
      ? await tx.query('INSERT INTO account VALUES ($1, 1) ON CONFLICT DO NOTHING RETURNING version', [
          account,
        ])
      : (
          await tx.query<[unknown[], number]>(
            'UPDATE account SET version = version + 1 WHERE id = $1 AND version = $2 RETURNING version',
            [account, expected],
          )
        )[0];
  if (counted.length === 0)
    throw new DomainError('stale', 'faults.stale', `${account} is not at ${expected}`);
  const version = expected + 1;
  await tx.query('INSERT INTO change (account, version, token) VALUES ($1, $2, $3)', [
    account,
    version,
    token,
  ]);
  const notice = { account, version, token, note: note ?? null, padding: 'x'.repeat(padding ?? 20) };
  appendToOutbox(tx, newSchema ? ChangedNewer : Changed, toChanged(notice));
  return version;
}

async function changeAll(db: Database, parts: readonly Part[]): Promise<Answer> {
  try {
    const versions = await db.transact(async (tx) => {
      const done: number[] = [];
      for (const part of parts) done.push(await change(tx, part));
      return done;
    });
    return { ok: true, versions };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, refused: isDomainError(error), reason };
  }
}

async function versionsOf(db: Database, accounts: readonly string[]): Promise<Answer> {
  try {
    const rows = await db.manager.query<{ id: string; version: number }[]>(
      'SELECT id, version FROM account WHERE id = ANY($1)',
      [accounts],
    );
    const known = new Map(rows.map((row) => [row.id, row.version]));
    return { ok: true, versions: accounts.map((account) => known.get(account) ?? 0) };
  } catch (error) {
    return { ok: false, refused: true, reason: String(error) };
  }
}

const points = new Points();
const source = await openDataSource({ url: setting('DATABASE_URL'), name: setting('NAME'), poolSize: 6 });
const db = new Database(source);
const relay = await startRelay(points);
await serve(
  points,
  async () => {
    await relay.stop();
    await source.destroy();
  },
  (request) => (request.kind === 'change' ? changeAll(db, request.parts) : versionsOf(db, request.accounts)),
);
