import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { newId } from '@xianjie/identifiers';
import { LOGGER } from '@xianjie/service';
import { digestOf, pdf, senderOf } from '../documents/tus.suite.js';
import { begun, playAll, toPolice } from '../transfers/play.suite.js';
import {
  call,
  countOf,
  db,
  documentsFolder,
  done,
  json,
  now,
  page,
  proc,
  refused,
  service,
  useService,
  wu,
} from '../transfers/transfers-rig.suite.js';
import { bindMasterKeys, masterKeysOf, MasterKeys } from './master-keys.js';
import { RewrapKeysJob } from './rewrap-keys.job.js';
import { SealRowsJob } from './seal-rows.job.js';
import { findKey } from './transfer-keys.store.js';
import { unguarded } from './unguarded.suite.js';

const first = { id: 'first', key: randomBytes(32) };
useService(() => ({ PERSONAL_KEYS: `${first.id}:${first.key.toString('base64')}` }));

const REASONS = '嫌疑人王五拒不配合';
const { signal } = new AbortController();
const rowsOf = (table: string, id: string) =>
  db.manager.query<Record<string, unknown>[]>(`SELECT * FROM ${table} WHERE transfer_id = $1`, [id]);

const operator = (method: string, path: string, body: unknown) =>
  service.issuer
    .token({
      scopes: ['transfer:erase'],
      agency: { id: 'operator', name: '运维', kind: 'operator', area: null, parents: [] },
    })
    .then((token) =>
      fetch(`${service.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );

const GUARDED = ['transfer_step', 'transfer_document', 'procuratorate_copy', 'transfer_key'];

/** A transfer that was closed with words and papers about somebody, and a file. */
async function closed() {
  const transfer = await begun();
  const { id } = transfer;
  await toPolice(transfer);
  const file = pdf(1000);
  const uploadId = await senderOf(wu).send(id, file);
  const body = { kind: 'OTHER', name: '王五笔录.pdf', sha256: digestOf(file), bytes: 1000, uploadId };
  const { id: documentId } = await done<{ id: string }>('POST', `/transfers/${id}/documents`, wu, body);
  await playAll(transfer, ['RECEIPT_SIGNED', 'FILED', 'SENT_TO_PROSECUTION', 'INDICTED', 'CONVICTED']);
  const { state, deliveries } = await page(id, proc);
  expect(state).toBe('CLOSED');
  for (const { id: notice, status, sender } of deliveries) {
    const who = sender === wu.agency ? wu : proc;
    if (status === 'WAITING')
      await done('POST', `/deliveries/${notice}/hand-over`, who, { handedOverAt: now().toISOString() });
  }
  return { id, documentId };
}

describe('rows', () => {
  it('say nothing in the clear, and everything to those who may read', async () => {
    const transfer = await begun();
    const reasons = REASONS;
    await done('POST', `/transfers/${transfer.id}/steps`, wu, { step: 'NEW_EVIDENCE', reasons }).catch(
      () => undefined,
    );
    await playAll(transfer, ['REPORT_SUBMITTED', 'APPROVED', 'DELIVERED']);
    for (const row of await rowsOf('transfer_step', transfer.id))
      expect(row).toMatchObject({ reasons: null, details: {}, sealed: expect.any(Buffer) });
    for (const row of await rowsOf('transfer_document', transfer.id))
      expect(row).toMatchObject({ name: null });
    for (const row of await rowsOf('delivery', transfer.id))
      expect(row).toMatchObject({ body: null, step_input: null });
    for (const row of await rowsOf('procuratorate_copy', transfer.id))
      expect(row).toMatchObject({ content: null });
    const { steps, documents } = await page(transfer.id, wu);
    expect(steps.find(({ step }) => step === 'REPORT_SUBMITTED')?.paper?.details).toHaveProperty('signedBy');
    expect(documents[0]?.name).toBe('TRANSFER_REPORT.pdf');
    const { items } = await done<{ items: { content: object }[] }>(
      'GET',
      `/oversight/copies?caseId=${transfer.caseId}`,
      proc,
    );
    for (const { content } of items) expect(content).toHaveProperty('caseNo');
  });

  it('from before there were keys are sealed, with nothing else of them changed', async () => {
    const transfer = await begun();
    const { id, caseId } = transfer;
    await toPolice(transfer);
    const before = await page(id, wu);
    const key = await findKey(db.manager, id);
    // As they were written before: plain, and without a key.
    await unguarded(GUARDED, async (tx) => {
      for (const { no, sealed } of await tx.query<{ no: number; sealed: Buffer }[]>(
        'SELECT no, sealed FROM transfer_step WHERE transfer_id = $1',
        [id],
      )) {
        const { reasons, details } = key!.openJson<{ reasons: string | null; details: object }>(
          sealed,
          `transfer_step:${id}:${no}`,
        );
        await tx.query(
          'UPDATE transfer_step SET sealed = NULL, reasons = $3, details = $4, content_digest = $5 WHERE transfer_id = $1 AND no = $2',
          [id, no, reasons, details, 'd'.repeat(64)],
        );
      }
      await tx.query(
        `UPDATE transfer_document SET sealed = NULL, name = kind || '.pdf' WHERE transfer_id = $1`,
        [id],
      );
      for (const { id: row, sealed } of await tx.query<{ id: string; sealed: Buffer }[]>(
        'SELECT id, sealed FROM delivery WHERE transfer_id = $1',
        [id],
      )) {
        const { body, stepInput } = key!.openJson<{ body: string; stepInput: object }>(
          sealed,
          `delivery:${row}`,
        );
        await tx.query('UPDATE delivery SET sealed = NULL, body = $2, step_input = $3 WHERE id = $1', [
          row,
          body,
          stepInput,
        ]);
      }
      for (const { id: row, sealed } of await tx.query<{ id: string; sealed: Buffer }[]>(
        'SELECT id, sealed FROM procuratorate_copy WHERE transfer_id = $1',
        [id],
      ))
        await tx.query('UPDATE procuratorate_copy SET sealed = NULL, content = $2 WHERE id = $1', [
          row,
          key!.openJson(sealed, `procuratorate_copy:${row}`),
        ]);
      await tx.query('DELETE FROM transfer_key WHERE transfer_id = $1', [id]);
    });
    const { version: _version, ...plain } = await page(id, wu);
    expect(plain).toMatchObject({
      steps: before.steps,
      documents: before.documents,
      deliveries: before.deliveries,
    });
    const copies = await done('GET', `/oversight/copies?caseId=${caseId}`, proc);
    await new SealRowsJob(db, service.app.get(LOGGER)).run(signal);
    for (const table of ['transfer_step', 'transfer_document', 'delivery', 'procuratorate_copy'])
      expect(await countOf(table, `transfer_id = '${id}' AND sealed IS NULL`)).toBe(0);
    expect(
      await countOf(
        'transfer_step',
        `transfer_id = '${id}' AND (reasons IS NOT NULL OR details <> '{}' OR content_digest = '${'d'.repeat(64)}')`,
      ),
    ).toBe(0);
    expect(await page(id, wu)).toMatchObject({
      steps: before.steps,
      documents: before.documents,
      deliveries: before.deliveries,
    });
    expect(await done('GET', `/oversight/copies?caseId=${caseId}`, proc)).toEqual(copies);
  });

  it('stay append-only: sealing happens once, and nothing else changes with it', async () => {
    const { id } = await begun();
    const change = (set: string) =>
      db.manager.query(`UPDATE transfer_step SET ${set} WHERE transfer_id = $1`, [id]);
    for (const set of [`sealed = '\\x00'`, 'reasons = NULL', `organ = 'x'`, 'sealed = NULL'])
      await expect(change(set)).rejects.toThrow('append-only');
    await unguarded(GUARDED, async (tx) => {
      await tx.query('UPDATE transfer_step SET sealed = NULL WHERE transfer_id = $1', [id]);
    });
    await expect(change(`sealed = '\\x00', organ = 'x'`)).rejects.toThrow('append-only');
    await change(`sealed = '\\x00'`);
    await expect(db.manager.query('DELETE FROM transfer_step WHERE transfer_id = $1', [id])).rejects.toThrow(
      'append-only',
    );
  });

  it('moved to another place do not open', async () => {
    const [one, two] = [await begun(), await begun()];
    await unguarded(GUARDED, async (tx) => {
      await tx.query(
        'UPDATE transfer_step SET sealed = (SELECT sealed FROM transfer_step WHERE transfer_id = $2 AND no = 1) WHERE transfer_id = $1',
        [one.id, two.id],
      );
    });
    expect((await call('GET', `/transfers/${one.id}`, wu)).status).toBe(500);
  });

  it('repeated under the same number are known by their keyed digest', async () => {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED']);
    const { id } = transfer;
    const head = { agency: 'ip-hangzhou', officer: { id: 'ip-hangzhou-3', name: '章立新', head: true } };
    const step = { step: 'REJECTED_WITH_REASON', reasons: REASONS, externalNo: `杭-${randomUUID()}` };
    const statuses = [];
    for (const body of [step, step, { ...step, reasons: '另一理由' }])
      statuses.push((await call('POST', `/transfers/${id}/steps`, head, body)).status);
    expect(statuses).toEqual([201, 200, 409]);
  });
});

describe('a new key in front', () => {
  it('seals the keys of all transfers anew, after which the old one is not needed', async () => {
    const { id } = await begun();
    const source = db.dataSource;
    const before = masterKeysOf(db.manager);
    const second = { id: 'second', key: randomBytes(32) };
    try {
      bindMasterKeys(source, new MasterKeys([second, first]));
      await new RewrapKeysJob(db, service.app.get(LOGGER)).run(signal);
      expect(await countOf('transfer_key', `key_id <> 'second' AND wrapped IS NOT NULL`)).toBe(0);
      bindMasterKeys(source, new MasterKeys([second]));
      expect((await page(id, wu)).steps).toHaveLength(1);
      bindMasterKeys(source, new MasterKeys([first, second]));
      await new RewrapKeysJob(db, service.app.get(LOGGER)).run(signal);
    } finally {
      bindMasterKeys(source, before);
    }
    expect((await page(id, wu)).steps).toHaveLength(1);
  });
});

describe('erasing', () => {
  const order = { documentNo: '杭知销〔2026〕1号' };

  it('destroys what was personal, for everybody and for good; that it was stays', async () => {
    const { id, documentId } = await closed();
    const before = await page(id, wu);
    expect(existsSync(join(documentsFolder, 'files', id))).toBe(true);
    const answer = await operator('POST', `/transfers/${id}/erasure`, order);
    expect([answer.status, await json(answer)]).toMatchObject([200, { transferId: id }]);
    const after = await page(id, wu);
    expect(after.erasedAt).not.toBeNull();
    expect(after.steps.map(({ step, stateNow, effectiveAt }) => [step, stateNow, effectiveAt])).toEqual(
      before.steps.map(({ step, stateNow, effectiveAt }) => [step, stateNow, effectiveAt]),
    );
    for (const { paper } of after.steps)
      expect(paper ?? { reasons: null, details: {} }).toMatchObject({ reasons: null, details: {} });
    for (const { name } of after.documents) expect(name).toBe('');
    expect(await refused('GET', `/transfers/${id}/documents/${documentId}/file`, wu)).toEqual([
      409,
      'transfer.erased',
    ]);
    const { items } = await done<{ items: { kind: string; content: object }[] }>(
      'GET',
      `/oversight/copies?caseId=${before.caseId}`,
      proc,
    );
    expect(items[0]).toMatchObject({ kind: 'ERASURE', content: { transferId: id, ...order } });
    for (const { content } of items.slice(1)) expect(content).toEqual({});
    for (let tries = 0; tries < 50 && existsSync(join(documentsFolder, 'files', id)); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(existsSync(join(documentsFolder, 'files', id))).toBe(false);
    expect(await countOf('audit_entry', `act = 'transfer.erase' AND subject_id = '${id}'`)).toBe(1);
    expect((await operator('POST', `/transfers/${id}/erasure`, order)).status).toBe(409);
    await expect(
      db.manager.query(`UPDATE transfer_key SET wrapped = '\\x00' WHERE transfer_id = $1`, [id]),
    ).rejects.toThrow('for good');
    await expect(db.manager.query('DELETE FROM transfer_key WHERE transfer_id = $1', [id])).rejects.toThrow(
      'for good',
    );
  });

  it('is refused for a transfer that is open, or is not there', async () => {
    const { id } = await begun();
    expect((await operator('POST', `/transfers/${id}/erasure`, order)).status).toBe(409);
    expect((await operator('POST', `/transfers/${newId()}/erasure`, order)).status).toBe(404);
    expect((await page(id, wu)).erasedAt).toBeNull();
  });
});
