import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@xianjie/identity';
import { Database, migrate, openDataSource } from '@xianjie/persistence';
import { createTestDatabase, testAgency, type TestServer } from '@xianjie/testing';
import { runWithTrace } from '@xianjie/tracing';
import { fileURLToPath } from 'node:url';
import { ensureAuditMonths, recordAudit, recordAudits } from './record-audit.js';

let server: TestServer;
let db: Database;

beforeAll(async () => {
  server = await createTestDatabase('audit');
  await migrate(server.address, [fileURLToPath(new URL('../migrations', import.meta.url))]);
  db = new Database(await openDataSource({ url: server.address, name: 'audit' }));
});
afterAll(async () => {
  await db?.dataSource.destroy();
  await server?.stop();
});

const actor: Actor = { agency: testAgency(), scopes: [], officer: { id: 'o-1', name: '陈立' } };
const entriesOf = (subjectId: string) =>
  db.manager.query(
    'SELECT agency_id, officer_id, act, trace_id, details FROM audit_entry WHERE subject_id = $1 ORDER BY ord',
    [subjectId],
  );

describe('recordAudit', () => {
  it('writes who did what, under which trace', async () => {
    const trace = `00-${'b'.repeat(32)}-${'c'.repeat(16)}-01`;
    await runWithTrace(trace, () =>
      db.transact((tx) => recordAudit(tx, actor, 'lead.submit', 's-1', { lines: 3 })),
    );
    expect(await entriesOf('s-1')).toEqual([
      {
        agency_id: 'ip-zhejiang',
        officer_id: 'o-1',
        act: 'lead.submit',
        trace_id: 'b'.repeat(32),
        details: { lines: 3 },
      },
    ]);
  });

  it('names the agency and the officer’s id, never a name', async () => {
    const [row] = await db.manager.query<{ text: string }[]>(
      "SELECT row_to_json(a)::text AS text FROM audit_entry a WHERE subject_id = 's-1'",
    );
    expect(row?.text).not.toContain('陈立');
  });

  it('is undone with the act', async () => {
    const failing = db.transact(async (tx) => {
      await recordAudit(tx, actor, 'lead.submit', 's-2');
      throw new Error('the act fails');
    });
    await expect(failing).rejects.toThrow('the act fails');
    expect(await entriesOf('s-2')).toEqual([]);
  });

  it('writes many in one statement, in their order', async () => {
    const entries = Array.from({ length: 500 }, (_, index) => ({
      act: 'lead.submit',
      subjectId: 's-3',
      details: { index },
    }));
    await db.transact((tx) => recordAudits(tx, actor, [...entries, { act: 'lead.close', subjectId: 's-3' }]));
    const rows = (await entriesOf('s-3')) as { act: string; details: { index: number } | null }[];
    expect(rows.slice(0, 500).map(({ details }) => details?.index)).toEqual(
      entries.map(({ details }) => details.index),
    );
    expect(rows[500]).toMatchObject({ act: 'lead.close', details: null });
  });

  it('refuses an act that is not <thing>.<verb>', async () => {
    await expect(db.transact((tx) => recordAudit(tx, actor, 'Submit!', 's-4'))).rejects.toThrow(
      'audit_entry_act_check',
    );
  });
});

describe('the trail', () => {
  it.each([
    "UPDATE audit_entry SET act = 'a.b'",
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry',
    `DELETE FROM audit_entry_${new Date().toISOString().slice(0, 7).replace('-', '_')}`,
    `TRUNCATE audit_entry_${new Date().toISOString().slice(0, 7).replace('-', '_')}`,
  ])('refuses %s, even to its owner', async (statement) => {
    await expect(db.manager.query(statement)).rejects.toThrow(/append-only|permission denied/);
    // An owner can give itself the right back; the triggers still refuse.
    await db.manager.query('GRANT ALL ON audit_entry TO CURRENT_USER');
    await expect(db.manager.query(statement)).rejects.toThrow(/append-only|permission denied/);
  });

  it('has partitions for months to come, made once', async () => {
    await db.transact(ensureAuditMonths);
    await db.transact(ensureAuditMonths);
    const [row] = await db.manager.query<{ count: number }[]>(
      "SELECT count(*)::int AS count FROM pg_inherits WHERE inhparent = 'audit_entry'::regclass",
    );
    expect(row?.count).toBe(13);
  });
});
