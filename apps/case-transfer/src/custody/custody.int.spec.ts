import { describe, expect, it } from '@jest/globals';
import { EvidenceMoved } from '@xianjie/contracts';
import { begun, playAll, type Played, toPolice } from '../transfers/play.suite.js';
import {
  call,
  countOf,
  db,
  done,
  now,
  police,
  proc,
  refused,
  shenzhen,
  useService,
  wait,
  wu,
} from '../transfers/transfers-rig.suite.js';
import type { CustodyView } from './custody.views.js';

useService();

const article = (change: Record<string, unknown> = {}) => ({
  name: '标注专利号的包装盒',
  quantity: '12.50',
  unit: '箱',
  features: '蓝色，印有ZL号',
  origin: '杭州市西湖区某仓库；现场笔录',
  measure: 'SEIZED',
  place: '涉案财物管理中心3号库',
  takenAt: now().toISOString(),
  ...change,
});

const path = ({ id }: Played) => `/transfers/${id}/custody`;

async function listed(transfer: Played, more: Record<string, unknown> = {}): Promise<string[]> {
  const body = {
    items: [article(), article({ name: '销售台账', measure: 'NONE', unit: '册', quantity: '3' })],
    ...more,
  };
  const { items } = await done<CustodyView>('POST', `${path(transfer)}/items`, wu, body);
  return items.map(({ id }) => id);
}

const handover = (items: readonly string[], change: Record<string, unknown> = {}) => ({
  kind: 'HANDED_OVER',
  items,
  to: 'police-hangzhou',
  givenBy: '吴越',
  receivedBy: '孙毅',
  receiptNo: '杭知交〔2026〕1号',
  movedAt: now().toISOString(),
  partyToldOn: '2026-03-02',
  ...change,
});

async function filed(): Promise<Played> {
  const transfer = await begun();
  await toPolice(transfer);
  await playAll(transfer, ['RECEIPT_SIGNED', 'FILED']);
  return transfer;
}

describe('the list of articles', () => {
  it('shows what the agency holds, since when, and the same list again adds nothing', async () => {
    const transfer = await begun();
    const taken = now().toISOString();
    await listed(transfer, { externalNo: '清单-1' });
    await listed(transfer, { externalNo: '清单-1' });
    const { items, moves } = await done<CustodyView>('GET', path(transfer), wu);
    expect(items.map(({ no, name, quantity, holder }) => [no, name, quantity, holder])).toEqual([
      [1, '标注专利号的包装盒', '12.5', 'ip-hangzhou'],
      [2, '销售台账', '3', 'ip-hangzhou'],
    ]);
    expect(items[0]).toMatchObject({ heldSince: taken, moveNo: null, place: '涉案财物管理中心3号库' });
    expect(moves).toEqual([]);
    const other = { externalNo: '清单-1', items: [article({ quantity: '1' })] };
    expect(await refused('POST', `${path(transfer)}/items`, wu, other)).toEqual([409, 'custody.number-used']);
  });

  it('is an officer’s, of things that are there', async () => {
    const transfer = await begun();
    const body = { items: [article()] };
    expect(await refused('POST', `${path(transfer)}/items`, { agency: 'ip-hangzhou' }, body)).toEqual([
      403,
      'officer.needed',
    ]);
    const later = { items: [article({ takenAt: '2100-01-01T00:00:00Z' })] };
    expect(await refused('POST', `${path(transfer)}/items`, wu, later)).toEqual([400, 'custody.time']);
    for (const quantity of ['0', '-1', '1.2345', ''])
      expect(
        (await call('POST', `${path(transfer)}/items`, wu, { items: [article({ quantity })] })).status,
      ).toBe(400);
  });

  it('is nobody else’s business while the head has not decided', async () => {
    const transfer = await begun();
    await listed(transfer);
    expect(await refused('GET', path(transfer), proc)).toEqual([404, 'transfer.unknown']);
    await playAll(transfer, ['REPORT_SUBMITTED', 'PROC_OPINION_TO_TRANSFER']);
    expect(await done('GET', path(transfer), proc)).toEqual({ items: [], moves: [] });
    await playAll(transfer, ['APPROVED']);
    expect((await done<CustodyView>('GET', path(transfer), proc)).items).toHaveLength(2);
  });
});

describe('a hand-over', () => {
  it('moves what it names, is announced without persons, and is confirmed by the other side once', async () => {
    const transfer = await filed();
    const items = await listed(transfer);
    wait(1);
    const moved = handover(items);
    const { id } = await done<{ id: string }>('POST', `${path(transfer)}/moves`, wu, moved);
    const seen = await done<CustodyView>('GET', path(transfer), police);
    expect(seen.items.map(({ holder, heldSince, moveNo }) => [holder, heldSince, moveNo])).toEqual([
      ['police-hangzhou', moved.movedAt, 1],
      ['police-hangzhou', moved.movedAt, 1],
    ]);
    expect(seen.moves).toMatchObject([{ id, basis: '国务院令第310号第12条', confirmation: null }]);
    const rows = await db.manager.query<{ payload: Buffer }[]>(
      'SELECT payload FROM event WHERE stream_id = $1 ORDER BY number DESC LIMIT 1',
      [`case-transfer.transfer/${transfer.id}`],
    );
    const told = rows.map(({ payload }) => EvidenceMoved.decode(payload));
    expect(told).toMatchObject([
      {
        moveNo: 1,
        items: 2,
        fromOrgan: 'ip-hangzhou',
        toOrgan: 'police-hangzhou',
        receiptNo: '杭知交〔2026〕1号',
      },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/吴越|孙毅|包装盒/);
    const confirm = `${path(transfer)}/moves/${id}/confirmation`;
    expect(await refused('POST', confirm, wu, {})).toEqual([403, 'custody.not-yours']);
    await done('POST', confirm, police, { differs: '少1箱' });
    expect(await refused('POST', confirm, police, {})).toEqual([409, 'custody.confirmed']);
    expect((await done<CustodyView>('GET', path(transfer), proc)).moves).toMatchObject([
      { confirmation: { organ: 'police-hangzhou', differs: '少1箱' } },
    ]);
  });

  it('is one, however often it is sent under its number', async () => {
    const transfer = await filed();
    const items = await listed(transfer);
    const body = handover(items, { externalNo: '交接-1' });
    const first = await done('POST', `${path(transfer)}/moves`, wu, body);
    expect(await done('POST', `${path(transfer)}/moves`, wu, body)).toEqual(first);
    expect(await refused('POST', `${path(transfer)}/moves`, wu, { ...body, receiptNo: '2号' })).toEqual([
      409,
      'custody.number-used',
    ]);
    expect(await countOf('evidence_move', `transfer_id = '${transfer.id}'`)).toBe(1);
    expect(
      await countOf('audit_entry', `act = 'evidence.move' AND details->>'transferId' = '${transfer.id}'`),
    ).toBe(1);
  });

  it('goes to the police once they have the case, and comes back from them', async () => {
    const early = await begun();
    const items = await listed(early);
    await playAll(early, ['REPORT_SUBMITTED', 'APPROVED']);
    expect(await refused('POST', `${path(early)}/moves`, wu, handover(items))).toEqual([
      400,
      'custody.organ',
    ]);
    const transfer = await filed();
    const held = await listed(transfer);
    await done('POST', `${path(transfer)}/moves`, wu, handover(held));
    const back = handover(held, {
      kind: 'RETURNED',
      to: 'ip-hangzhou',
      partyToldOn: undefined,
      receiptNo: '退1号',
    });
    expect(await refused('POST', `${path(transfer)}/moves`, proc, back)).toEqual([403, 'custody.not-yours']);
    await done('POST', `${path(transfer)}/moves`, police, back);
    expect((await done<CustodyView>('GET', path(transfer), wu)).items[0]).toMatchObject({
      holder: 'ip-hangzhou',
      moveNo: 2,
    });
    expect(await refused('GET', path(transfer), shenzhen)).toEqual([404, 'transfer.unknown']);
  });

  it('is never changed afterwards, and lies sealed in the database', async () => {
    const transfer = await filed();
    await done('POST', `${path(transfer)}/moves`, wu, handover(await listed(transfer)));
    for (const table of ['evidence_item', 'evidence_move']) {
      await expect(db.manager.query(`UPDATE ${table} SET after_step = 0`)).rejects.toThrow('append-only');
      const [row] = await db.manager.query<{ text: string }[]>(
        `SELECT string_agg(t::text, ' ') AS text FROM ${table} t WHERE transfer_id = $1`,
        [transfer.id],
      );
      expect(row?.text).not.toMatch(/包装盒|某仓库|孙毅/);
    }
  });
});
