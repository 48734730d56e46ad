import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '@xianjie/testing';
import { EntitySchema } from 'typeorm';
import {
  afterCommit,
  beforeCommit,
  classifyDatabaseError,
  Database,
  insert,
  insertOrFind,
  migrate,
  openDataSource,
  update,
} from './index.js';

interface Note {
  readonly id: number;
  readonly author: string;
  readonly externalNo: string;
  readonly text: string;
  readonly version: number;
}

const NoteEntity = new EntitySchema<Note>({
  name: 'note',
  columns: {
    id: { type: 'integer', primary: true },
    author: { type: 'text' },
    externalNo: { type: 'text', name: 'external_no' },
    text: { type: 'text' },
    version: { type: 'integer', version: true },
  },
  uniques: [{ columns: ['author', 'externalNo'] }],
});

const note = (change: Partial<Note> = {}): Note => ({
  id: 1,
  author: 'zhejiang',
  externalNo: 'ZJ-1',
  text: 'first',
  version: 1,
  ...change,
});

const CREATE_NOTE =
  'CREATE TABLE note (id integer PRIMARY KEY, author text NOT NULL, external_no text NOT NULL, text text NOT NULL, version integer NOT NULL, UNIQUE (author, external_no))';

let server: Awaited<ReturnType<typeof createTestDatabase>>;
let folder: string;
let db: Database;

beforeAll(async () => {
  server = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'xianjie-migrations-'));
  writeFileSync(join(folder, '1764000000000-create-note.sql'), CREATE_NOTE);
});

afterAll(async () => {
  await db?.dataSource.destroy();
  await server.stop();
  rmSync(folder, { recursive: true });
});

describe('migrate', () => {
  it('runs each file once, also when several processes begin at once', async () => {
    const ran = await Promise.all([1, 2, 3].map(() => migrate(server.address, [folder])));
    expect(ran.flat()).toEqual(['CreateNote1764000000000']);
    expect(await migrate(server.address, [folder])).toEqual([]);
  });

  it('names a file that is not named by the rule', async () => {
    const wrong = mkdtempSync(join(tmpdir(), 'xianjie-migrations-'));
    writeFileSync(join(wrong, 'create.sql'), 'SELECT 1');
    await expect(migrate(server.address, [wrong])).rejects.toThrow('create.sql: a migration is named');
    rmSync(wrong, { recursive: true });
  });

  it('leaves nothing of a file that fails', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'xianjie-migrations-'));
    writeFileSync(
      join(broken, '1764000000009-broken.sql'),
      'CREATE TABLE half (id integer); SELECT no_such_column',
    );
    await expect(migrate(server.address, [broken])).rejects.toThrow('no_such_column');
    writeFileSync(join(broken, '1764000000009-broken.sql'), 'CREATE TABLE half (id integer)');
    expect(await migrate(server.address, [broken])).toEqual(['Broken1764000000009']);
    rmSync(broken, { recursive: true });
  });
});

describe('a service’s database', () => {
  beforeEach(async () => {
    db ??= new Database(
      await openDataSource({ url: server.address, name: 'persistence-test', entities: [NoteEntity] }),
    );
    await db.manager.query('TRUNCATE note');
  });

  it('limits how long a frozen process can hold locks', async () => {
    const [row] = (await db.manager.query(
      "SELECT current_setting('transaction_timeout') AS tx, current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('lock_timeout') AS lock",
    )) as unknown[];
    expect(row).toEqual({ tx: '20s', idle: '10s', lock: '5s' });
  });

  it('rolls back what was written when the work, or a hook before COMMIT, throws', async () => {
    const failing = db.transact(async (tx) => {
      await insert(tx, NoteEntity, note());
      beforeCommit(tx, () => Promise.reject(new Error('outbox is full')));
    });
    await expect(failing).rejects.toThrow('outbox is full');
    expect(await db.manager.count(NoteEntity)).toBe(0);
  });

  it('runs hooks before COMMIT in order inside it, and hooks after COMMIT only when it is done', async () => {
    const seen: string[] = [];
    await db.transact(async (tx) => {
      afterCommit(tx, () => seen.push('after'));
      beforeCommit(tx, async () => {
        seen.push('first');
        beforeCommit(tx, async () => void seen.push('third'));
        await insert(tx, NoteEntity, note());
      });
      beforeCommit(tx, async () => void seen.push('second'));
    });
    expect(seen).toEqual(['first', 'second', 'third', 'after']);
    expect(await db.manager.count(NoteEntity)).toBe(1);
  });

  it('never runs hooks after COMMIT of what was rolled back', async () => {
    const seen: string[] = [];
    await db
      .transact(async (tx) => {
        afterCommit(tx, () => seen.push('after'));
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(seen).toEqual([]);
  });

  it('refuses hooks on a manager that is no transaction', () => {
    expect(() => beforeCommit(db.manager, () => Promise.resolve())).toThrow('no transaction');
  });

  it('inserts once and finds the row the second time', async () => {
    expect(
      await db.transact((tx) => insertOrFind(tx, NoteEntity, note(), ['author', 'externalNo'])),
    ).toBeUndefined();
    const repeat = note({ id: 2, text: 'second' });
    const found = await db.transact((tx) => insertOrFind(tx, NoteEntity, repeat, ['author', 'externalNo']));
    expect(found).toEqual(note());
  });

  it('says conflict when another key is taken', async () => {
    await db.transact((tx) => insert(tx, NoteEntity, note()));
    const taken = note({ externalNo: 'ZJ-2' });
    const writing = db.transact((tx) => insertOrFind(tx, NoteEntity, taken, ['author', 'externalNo']));
    await expect(writing).rejects.toMatchObject({ kind: 'conflict', code: 'persistence.key-taken' });
  });

  it('lets exactly one of many concurrent inserts of a key win', async () => {
    const tries = Array.from({ length: 8 }, (_, id) => note({ id, text: `try ${id}` }));
    const found = await Promise.all(
      tries.map((row) => db.transact((tx) => insertOrFind(tx, NoteEntity, row, ['author', 'externalNo']))),
    );
    expect(found.filter((row) => row === undefined)).toHaveLength(1);
    expect(new Set(found.filter((row) => row !== undefined).map((row) => row.text)).size).toBe(1);
  });

  it('updates only over the version that was read', async () => {
    await db.transact((tx) => insert(tx, NoteEntity, note()));
    const next = await db.transact((tx) => update(tx, NoteEntity, note({ text: 'mine' })));
    expect(next).toMatchObject({ text: 'mine', version: 2 });
    const late = db.transact((tx) => update(tx, NoteEntity, note({ text: 'late' })));
    await expect(late).rejects.toMatchObject({ kind: 'stale' });
    expect(await db.manager.findOneBy(NoteEntity, { id: 1 })).toEqual(next);
  });

  it('classifies a real unique violation and a real terminated session', async () => {
    await db.transact((tx) => insert(tx, NoteEntity, note()));
    const twice = await db.transact((tx) => insert(tx, NoteEntity, note())).catch((error: unknown) => error);
    expect(classifyDatabaseError(twice)).toBe('other');
    const killed = await db
      .transact((tx) => tx.query('SELECT pg_terminate_backend(pg_backend_pid())'))
      .catch((error: unknown) => error);
    expect(classifyDatabaseError(killed)).toBe('unavailable');
  });
});
