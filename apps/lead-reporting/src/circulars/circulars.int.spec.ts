import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CircularReminded } from '@xianjie/contracts';
import type { Case } from '../cases/case.js';
import { countOf, db, json, useService } from '../leads/leads-rig.suite.js';
import {
  as,
  changeCase,
  distribute,
  guangdong,
  handledCase,
  hangzhou,
  ningbo,
  propose,
  wenzhou,
  zhejiang,
} from './circulars-rig.suite.js';
import type { CircularView } from './circulars.dto.js';

const folder = mkdtempSync(join(tmpdir(), 'circulars-'));
const clockFile = join(folder, 'clock.json');
process.env['CLOCK_FILE'] = clockFile;
useService();
beforeAll(() => setDay('2026-11-02'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function setDay(day: string): Promise<void> {
  writeFileSync(clockFile, JSON.stringify({ aheadMs: Date.parse(`${day}T04:00:00Z`) - Date.now() }));
  await sleep(150);
}

const show = async (agency: typeof hangzhou, id: string) =>
  json<CircularView>(await as(agency)('GET', `/circulars/${id}`));
const problem = (answer: Response) => json<{ status: number; code: string }>(answer);
const act = (agency: typeof hangzhou, id: string, what: string, body?: object) =>
  as(agency)('POST', `/circulars/${id}/${what}`, body);
const states = ({ recipients }: CircularView) =>
  Object.fromEntries(recipients.map(({ agency, state }) => [agency, state]));

describe('circulars', () => {
  it('go to the other prefectures of the province, and each says what it did', async () => {
    const circular = await distribute();
    expect(circular).toMatchObject({
      status: 'distributed',
      issuer: 'ip-zhejiang',
      acknowledgeBy: '2026-11-09',
    });
    expect(states(circular)).toEqual({
      'ip-jiaxing': 'waiting',
      'ip-ningbo': 'waiting',
      'ip-wenzhou': 'waiting',
    });
    expect((await act(ningbo, circular.id, 'acknowledgement')).status).toBe(200);
    const own = await handledCase(ningbo);
    expect((await act(ningbo, circular.id, 'outcome', { outcome: 'FILED', caseId: own.id })).status).toBe(
      200,
    );
    expect((await act(wenzhou, circular.id, 'acknowledgement')).status).toBe(200);
    expect(states(await show(zhejiang, circular.id))).toEqual({
      'ip-jiaxing': 'waiting',
      'ip-ningbo': 'answered',
      'ip-wenzhou': 'acknowledged',
    });
    expect(await countOf('event', `stream_id = 'lead-reporting.circular/${circular.id}'`)).toBe(4);
  });

  it('are found by their number, and by part of their title, where they are seen', async () => {
    const of = await handledCase();
    const proposal = { caseId: of.id, title: '衢州Windlos假冒专利案', body: '案情' };
    const { id } = await json<CircularView>(await as(hangzhou)('POST', '/circulars', proposal));
    await act(zhejiang, id, 'distribution', { circularNo: '浙知通〔2026〕找1号' });
    const found = async (query: Record<string, string>, agency = ningbo) => {
      const { items } = await json<{ items: CircularView[] }>(
        await as(agency)('GET', `/circulars?${new URLSearchParams(query)}`),
      );
      return items.map((each) => each.id);
    };
    expect(await found({ circularNo: '浙知通〔2026〕找1号' })).toEqual([id]);
    expect([await found({ title: 'windlos' }), await found({ title: 'los假' })]).toEqual([[id], [id]]);
    expect([await found({ title: '冒假' }), await found({ title: 'windlos' }, guangdong)]).toEqual([[], []]);
  });

  it('show who is silent by name, to the issuer and the proposer, and remind them once', async () => {
    const { id } = await distribute();
    await act(ningbo, id, 'acknowledgement');
    await setDay('2026-11-10');
    await sleep(2500);
    expect((await show(zhejiang, id)).silent).toEqual(['嘉兴市知识产权局', '温州市知识产权局']);
    expect((await show(hangzhou, id)).silent).toHaveLength(2);
    const rows = await db.query<{ payload: Buffer }[]>(
      `SELECT e.payload FROM event e JOIN event_schema s ON s.schema_id = e.schema_id
       WHERE e.stream_id = $1 AND s.type = $2`,
      [`lead-reporting.circular/${id}`, CircularReminded.type],
    );
    expect(rows.map(({ payload }) => CircularReminded.decode(payload).agencies)).toEqual([
      ['ip-jiaxing', 'ip-wenzhou'],
    ]);
    const list = await json<{ items: CircularView[] }>(
      await as(zhejiang)('GET', '/circulars?silent=true&limit=200'),
    );
    expect(list.items.map((item) => item.id)).toContain(id);
    await setDay('2026-11-02');
  });

  it('show an addressee its own line alone', async () => {
    const { id } = await distribute();
    expect(Object.keys(states(await show(ningbo, id)))).toEqual(['ip-ningbo']);
    expect((await as(guangdong)('GET', `/circulars/${id}`)).status).toBe(404);
    const mine = await json<{ items: CircularView[] }>(
      await as(ningbo)('GET', '/circulars?mine=to-acknowledge&limit=200'),
    );
    expect(mine.items.map((item) => item.id)).toContain(id);
  });

  it('are held back while the transfer of their case is open', async () => {
    const of = await handledCase();
    const { id } = await propose(of);
    await changeCase(of, { transfer: { state: 'AWAIT_DELIVERY', steps: [] } as unknown as Case['transfer'] });
    const body = { circularNo: '浙知通〔2026〕901号' };
    expect(await problem(await act(zhejiang, id, 'distribution', body))).toMatchObject({
      status: 409,
      code: 'circular.transfer-open',
    });
    await changeCase(
      { ...of, version: 2 },
      { transfer: { state: 'CLOSED', steps: [] } as unknown as Case['transfer'] },
    );
    expect((await act(zhejiang, id, 'distribution', body)).status).toBe(200);
  });

  it('are acknowledged anew after a correction, and not after they were withdrawn', async () => {
    const { id } = await distribute({ addressees: ['ip-ningbo'] });
    await act(ningbo, id, 'acknowledgement');
    await act(ningbo, id, 'acknowledgement'); // harmless
    const correction = { title: '更正', body: '更正后案情', reason: '当事人名称有误' };
    expect((await as(zhejiang)('PUT', `/circulars/${id}`, correction)).status).toBe(200);
    expect(states(await show(zhejiang, id))).toEqual({ 'ip-ningbo': 'outdated' });
    await act(ningbo, id, 'acknowledgement');
    expect(states(await show(zhejiang, id))).toEqual({ 'ip-ningbo': 'acknowledged' });
    expect(await problem(await act(zhejiang, id, 'reminder'))).toMatchObject({
      code: 'circular.nobody-silent',
    });
    await act(zhejiang, id, 'withdrawal', { reason: '案件被撤销' });
    expect(await problem(await act(ningbo, id, 'outcome', { outcome: 'NO_CASE' }))).toMatchObject({
      status: 409,
    });
  });

  it('are decided on by a superior, with a number used once', async () => {
    const first = await propose();
    expect((await act(guangdong, first.id, 'return', { reason: '不符' })).status).toBe(404);
    expect(
      await problem(await act(zhejiang, first.id, 'return', { reason: '事实不清', version: 9 })),
    ).toMatchObject({
      status: 409,
    });
    expect(await json(await act(zhejiang, first.id, 'return', { reason: '事实不清' }))).toMatchObject({
      status: 'returned',
      endedBecause: '事实不清',
    });
    const { circularNo } = await distribute();
    const second = await propose();
    expect(await problem(await act(zhejiang, second.id, 'distribution', { circularNo }))).toMatchObject({
      code: 'circular.number-used',
    });
    const beyond = { circularNo: '浙知通〔2026〕999号', addressees: ['ip-shenzhen'] };
    expect((await act(zhejiang, second.id, 'distribution', beyond)).status).toBe(400);
  });

  it('report a case of one’s own only where there is one', async () => {
    const { id } = await distribute({ addressees: ['ip-ningbo'] });
    expect(await problem(await act(ningbo, id, 'outcome', { outcome: 'NO_CASE' }))).toMatchObject({
      code: 'circular.not-acknowledged',
    });
    await act(ningbo, id, 'acknowledgement');
    const others = await handledCase(wenzhou);
    for (const report of [
      { outcome: 'FILED' },
      { outcome: 'FILED', caseId: others.id },
      { outcome: 'NO_CASE', caseId: others.id },
    ])
      expect(await problem(await act(ningbo, id, 'outcome', report))).toMatchObject({
        code: 'circular.case-not-own',
      });
    expect((await act(wenzhou, id, 'acknowledgement')).status).toBe(404);
  });
});
