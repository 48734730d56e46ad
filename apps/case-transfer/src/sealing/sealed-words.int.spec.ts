import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { LOGGER } from '@xianjie/service';
import { placeOfDocument } from '../documents/documents.store.js';
import { findTaken, insertTaken } from '../deliveries/packages.store.js';
import { insertUntaken, pageOfUntaken } from '../deliveries/untaken.store.js';
import { penalised, penalisedWithoutTransfer } from '../penalties/penalty-rig.suite.js';
import { begun } from '../transfers/play.suite.js';
import {
  cases,
  countOf,
  db,
  done,
  now,
  page,
  proc,
  service,
  setTime,
  useService,
  wait,
  wu,
} from '../transfers/transfers-rig.suite.js';
import { bindMasterKeys, masterKeysOf, MasterKeys } from './master-keys.js';
import { RewrapKeysJob } from './rewrap-keys.job.js';
import { SealRowsJob } from './seal-rows.job.js';
import { destroyKey, keyFor } from './transfer-keys.store.js';
import { unguarded } from './unguarded.suite.js';

const first = { id: 'first', key: randomBytes(32) };
useService(() => ({ PERSONAL_KEYS: `${first.id}:${first.key.toString('base64')}` }));

const REASON = '权利人王五下落不明';
const ORGAN = 'police-hangzhou';
const { signal } = new AbortController();
const sealAll = () => new SealRowsJob(db, service.app.get(LOGGER)).run(signal);
const erase = (id: string) => db.transact((tx) => destroyKey(tx, id, now()));
const rowOf = async (table: string, where: string) =>
  (await db.manager.query<Record<string, unknown>[]>(`SELECT * FROM ${table} WHERE ${where}`))[0];

const GUARDED = ['transfer_document', 'procuratorate_copy', 'untaken_message'];

interface Shown {
  readonly noRightHolder: string | null;
}
const shownPenalty = (decisionId: string, who = wu) =>
  done<Shown>('GET', `/penalty-copies/${decisionId}`, who);
const copiesOf = async (caseId: string) =>
  (await done<{ items: { content: object }[] }>('GET', `/oversight/copies?caseId=${caseId}`, proc)).items;

/** A penalty whose officer said why no right holder was told. */
async function told<T extends { readonly decisionId: string }>(penalty: () => Promise<T>): Promise<T> {
  setTime('2026-03-05T02:00:00Z');
  const made = await penalty();
  wait(24 * 4);
  const body = { sentOn: '2026-03-08', noRightHolder: REASON };
  await done('POST', `/penalty-copies/${made.decisionId}/sending`, wu, body);
  return made;
}

describe('why no right holder was told', () => {
  it.each([
    ['of a transfer', penalised],
    ['of a case without one', penalisedWithoutTransfer],
  ])('%s is sealed, in the copy for the procuratorate too, and read by both', async (_which, penalty) => {
    const { decisionId, caseId } = await told<{ decisionId: string; caseId: string }>(penalty);
    expect(await rowOf('penalty_copy', `decision_id = '${decisionId}'`)).toMatchObject({
      no_right_holder: null,
      sealed: expect.any(Buffer),
    });
    expect(await countOf('procuratorate_copy', `case_id = '${caseId}' AND content IS NOT NULL`)).toBe(0);
    for (const who of [wu, proc])
      expect(await shownPenalty(decisionId, who)).toMatchObject({ noRightHolder: REASON });
    const listed = await done<{ items: Shown[] }>('GET', '/penalty-copies?state=settled&limit=100', wu);
    expect(listed.items).toContainEqual(expect.objectContaining({ decisionId, noRightHolder: REASON }));
    expect((await copiesOf(caseId))[0]?.content).toMatchObject({ decisionId, noRightHolder: REASON });
  });

  it('is gone with the key of the transfer; that a reason was given stays, and the decision can be annulled', async () => {
    const { decisionId, caseId, transferId } = await told(penalised);
    await erase(transferId);
    expect(await shownPenalty(decisionId)).toMatchObject({ sentOn: '2026-03-08', noRightHolder: '' });
    expect((await copiesOf(caseId))[0]?.content).toEqual({});
    const annulled = { annulledOn: '2026-03-09', because: 'OTHER', documentNo: null } as const;
    await db.transact((tx) => cases().noteAnnulled(tx, { caseId, decisionId, ...annulled }));
    expect(await shownPenalty(decisionId)).toMatchObject({ annulledOn: '2026-03-09', noRightHolder: '' });
  });
});

const outcome = (transferId: string | null) => ({
  externalNo: '王五-1',
  status: transferId ? ('ACCEPTED' as const) : ('REJECTED' as const),
  transferId,
  stepNo: transferId ? 5 : null,
  stateNow: null,
  issues: [],
  answeredAt: now().toISOString(),
  signature: null,
});
const DIGEST = 'd'.repeat(64);
const taken = (packageId: string, transferId: string | null) =>
  db.transact((tx) =>
    insertTaken(tx, { organ: ORGAN, packageId, digest: DIGEST, outcome: outcome(transferId) }, now()),
  );
const known = (packageId: string) => findTaken(db.manager, ORGAN, packageId);

describe('what a package was answered with', () => {
  it('is sealed, and is known again with its content', async () => {
    const { id } = await begun();
    for (const [packageId, transferId] of [
      ['P-1', id],
      ['P-2', null],
    ] as const) {
      await taken(packageId, transferId);
      const row = await rowOf('taken_package', `package_id = '${packageId}'`);
      expect(row).toMatchObject({ outcome: null, transfer_id: transferId });
      expect(row?.['digest']).not.toBe(DIGEST);
      const again = await known(packageId);
      expect(again?.outcome).toEqual(outcome(transferId));
      expect([again?.isOfContent(DIGEST), again?.isOfContent('e'.repeat(64))]).toEqual([true, false]);
    }
    await erase(id);
    await expect(known('P-1')).rejects.toMatchObject({ kind: 'conflict', code: 'transfer.erased' });
  });
});

const message = (transferId: string | null, reference: string) => ({
  ...{ organ: ORGAN, transferId, reference, code: 'platform.status-unknown' },
  said: { ZTMC: '王五在逃' },
  issues: [{ field: '', rule: 'r', message: '王五', messageZh: '王五' }],
});
const note = (transferId: string | null, reference: string) =>
  db.transact((tx) => insertUntaken(tx, message(transferId, reference), now()));
const shownNotes = () => pageOfUntaken(db.manager, ORGAN, { limit: 100 });

describe('what could not be taken', () => {
  it('is sealed, read by those who may, and noted once', async () => {
    const { id } = await begun();
    for (const transferId of [id, null])
      for (let times = 0; times < 2; times += 1) await note(transferId, `王五-${transferId}`);
    expect(
      await countOf('untaken_message', `coalesce(reference, said::text, issues::text) IS NOT NULL`),
    ).toBe(0);
    for (const transferId of [id, null])
      expect((await shownNotes()).filter((each) => each.reference === `王五-${transferId}`)).toEqual([
        expect.objectContaining(message(transferId, `王五-${transferId}`)),
      ]);
  });

  it('says nothing once the transfer was erased, and nothing of that transfer fails or is kept afterwards', async () => {
    const { id } = await begun();
    await note(id, 'before');
    await erase(id);
    await note(id, 'after');
    const shown = (await shownNotes()).filter(({ transferId }) => transferId === id);
    const nothing = { reference: '', said: {}, issues: [], code: 'platform.status-unknown' };
    expect(shown).toEqual([expect.objectContaining(nothing), expect.objectContaining(nothing)]);
  });
});

describe('rows from before', () => {
  /** As they were written before these texts were sealed. */
  async function plain(id: string, decisionId: string, caseId: string) {
    await taken('B-1', id);
    await taken('B-2', null);
    await note(id, '王五-B-1');
    await note(null, '王五-B-2');
    await done('POST', `/transfers/${id}/documents`, wu, {
      ...{ kind: 'NOTICE', name: '通知.pdf', sha256: 'b'.repeat(64), bytes: 1 },
      reference: 'store:/wangwu.pdf',
    });
    const key = await keyFor(db.manager, id);
    const [document] = (await page(id, wu)).documents;
    const place = placeOfDocument(document?.id ?? '');
    await unguarded(GUARDED, async (tx) => {
      await tx.query('UPDATE penalty_copy SET sealed = NULL, no_right_holder = $2 WHERE decision_id = $1', [
        decisionId,
        REASON,
      ]);
      for (const [packageId, transferId] of [
        ['B-1', id],
        ['B-2', null],
      ] as const)
        await tx.query(
          `UPDATE taken_package SET sealed = NULL, transfer_id = NULL, digest = $2, outcome = $3 WHERE package_id = $1`,
          [packageId, DIGEST, outcome(transferId)],
        );
      for (const [digest, transferId] of [
        ['1'.repeat(64), id],
        ['2'.repeat(64), null],
      ] as const) {
        const { reference, said, issues } = message(transferId, `王五-${digest}`);
        await tx.query(
          `UPDATE untaken_message SET sealed = NULL, fingerprint = $2, reference = $3, said = $4, issues = $5
           WHERE id = (SELECT id FROM untaken_message WHERE transfer_id IS NOT DISTINCT FROM $1 ORDER BY id DESC LIMIT 1)`,
          [transferId, digest, reference, said, JSON.stringify(issues)],
        );
      }
      await tx.query(
        `UPDATE transfer_document SET sealed = $2, reference = 'store:/wangwu.pdf' WHERE transfer_id = $1`,
        [id, key.sealJson({ name: '通知.pdf' }, place)],
      );
      await tx.query(
        `UPDATE procuratorate_copy SET sealed = NULL, content = '{"noRightHolder": "王五"}' WHERE case_id = $1 AND transfer_id IS NULL`,
        [caseId],
      );
    });
  }

  const plainOnes = async () =>
    (await countOf('penalty_copy', 'no_right_holder IS NOT NULL')) +
    (await countOf('taken_package', `outcome IS NOT NULL OR digest = '${DIGEST}'`)) +
    (await countOf('untaken_message', `coalesce(reference, said::text, issues::text) IS NOT NULL`)) +
    (await countOf('transfer_document', 'reference IS NOT NULL')) +
    (await countOf('procuratorate_copy', 'content IS NOT NULL'));

  it('are sealed, and read as before', async () => {
    const { decisionId, transferId } = await told(penalised);
    const { caseId } = await told(penalisedWithoutTransfer);
    await plain(transferId, decisionId, caseId);
    const before = await plainOnes();
    expect(before).toBeGreaterThanOrEqual(7);
    const shown = async () => [
      await shownPenalty(decisionId),
      await copiesOf(caseId),
      (await page(transferId, wu)).documents,
      (await shownNotes()).slice(0, 2),
      (await known('B-1'))?.outcome,
      (await known('B-2'))?.isOfContent(DIGEST),
    ];
    const asBefore = await shown();
    await sealAll();
    expect(await plainOnes()).toBe(0);
    expect(await shown()).toEqual(asBefore);
    expect(JSON.stringify(asBefore)).toContain('store:/wangwu.pdf');
    await sealAll();
    expect(await shown()).toEqual(asBefore);
  });

  it('of a transfer that was erased meanwhile are emptied, and keep nothing else from being sealed', async () => {
    const { decisionId, transferId } = await told(penalised);
    const { caseId } = await told(penalisedWithoutTransfer);
    await db.manager.query(`DELETE FROM taken_package WHERE package_id LIKE 'B-%'`);
    await plain(transferId, decisionId, caseId);
    await erase(transferId);
    await sealAll();
    expect(await plainOnes()).toBe(0);
    expect(await shownPenalty(decisionId)).toMatchObject({ noRightHolder: '' });
    expect((await page(transferId, wu)).documents.map(({ reference }) => reference)).toEqual([null]);
    expect(await copiesOf(caseId)).toContainEqual(
      expect.objectContaining({ content: { noRightHolder: '王五' } }),
    );
  });

  it('are sealed once: afterwards they are append-only as they were', async () => {
    await note(null, 'kept');
    for (const set of [`sealed = '\\x00'`, `code = 'x'`, 'sealed = NULL', 'reference = NULL'])
      await expect(db.manager.query(`UPDATE untaken_message SET ${set}`)).rejects.toThrow('append-only');
    await unguarded(GUARDED, (tx) => tx.query(`UPDATE untaken_message SET reference = 'again'`));
    await expect(db.manager.query(`UPDATE untaken_message SET reference = NULL, code = 'x'`)).rejects.toThrow(
      'append-only',
    );
    await unguarded(GUARDED, (tx) => tx.query(`UPDATE untaken_message SET reference = NULL`));
  });
});

describe('the key of an organ', () => {
  it('is sealed anew by a new key in front, after which the old one is not needed', async () => {
    await note(null, 'rotated');
    const before = masterKeysOf(db.manager);
    const second = { id: 'second', key: randomBytes(32) };
    const rewrap = () => new RewrapKeysJob(db, service.app.get(LOGGER)).run(signal);
    try {
      bindMasterKeys(db.dataSource, new MasterKeys([second, first]));
      await rewrap();
      expect(await countOf('organ_key', `key_id <> 'second'`)).toBe(0);
      bindMasterKeys(db.dataSource, new MasterKeys([second]));
      expect((await shownNotes()).map(({ reference }) => reference)).toContain('rotated');
      bindMasterKeys(db.dataSource, new MasterKeys([first, second]));
      await rewrap();
    } finally {
      bindMasterKeys(db.dataSource, before);
    }
  });
});
