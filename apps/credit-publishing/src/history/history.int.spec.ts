import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseDecided } from '@xianjie/contracts';
import { readAgencyDirectory } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { startTestService, type TestService } from '@xianjie/testing';
import { DecisionsService } from '../decisions/decisions.service.js';
import { decided } from '../decisions/sample-decision.suite.js';

const folder = mkdtempSync(join(tmpdir(), 'history-'));
const clockFile = join(folder, 'clock.json');
const agencies = readAgencyDirectory('samples/agencies.json');
const scopes = [
  ...['publicity:read', 'publicity:publish', 'dishonest-act:record', 'dishonest-act:read'],
  ...['repair:apply', 'repair:decide', 'credit-feed:read'],
];
let service: TestService;
let db: Database;

beforeAll(async () => {
  service = await startTestService(async () => (await import('../app.module.js')).AppModule, {
    migrations: [join(import.meta.dirname, '../../migrations')],
    env: { AGENCIES: 'samples/agencies.json', CLOCK_FILE: clockFile, LOG_LEVEL: 'error' },
  });
  db = service.app.get(Database);
  await setDay('2026-11-02');
});
afterAll(async () => {
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Noon of a day in China. */
async function setDay(day: string): Promise<void> {
  writeFileSync(clockFile, JSON.stringify({ aheadMs: Date.parse(`${day}T04:00:00Z`) - Date.now() }));
  await sleep(150);
}

async function call<T>(method: string, path: string, body?: unknown, id = 'ip-hangzhou'): Promise<T> {
  const agency = agencies.get(id);
  const isPlatform = agency.kind === 'credit-platform';
  const officer = isPlatform ? {} : { officer: { id: 'officer-1', name: '吴越' } };
  const token = await service.issuer.token({ agency, scopes, ...officer });
  const answer = await fetch(`${service.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
  });
  const said = (await answer.json()) as T;
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(said)}`);
  return said;
}

interface Listed {
  readonly id: string;
  readonly system: string;
  readonly partyName: string | null;
  readonly showing: Record<string, unknown>;
}

async function receive(change: Partial<CaseDecided> = {}): Promise<Listed> {
  const decision = decided(change);
  await db.transact((tx) => service.app.get(DecisionsService).receive(tx, decision));
  const path = `/publicity?system=CREDIT_CHINA&decisionNo=${encodeURIComponent(decision.decisionNo)}`;
  return (await call<{ items: Listed[] }>('GET', path)).items[0]!;
}

interface History {
  readonly items: {
    what: string;
    on: string;
    state: string;
    reason: string | null;
    agency: { name: string };
  }[];
}
const history = (path: string, id?: string) => call<History>('GET', `${path}/history`, undefined, id);
const said = ({ items }: History) => items.map(({ on, what, state }) => `${on} ${what} ${state}`);

describe('the days of a record', () => {
  it('are foretold from the decision, and kept once it is shown', async () => {
    const record = await receive({ decidedOn: '2026-10-12' });
    expect(record.showing).toMatchObject({
      startsOn: '2026-10-12',
      shownFrom: null,
      repairableFrom: '2027-01-12',
      longestUntil: '2027-10-12',
      earlyStop: true,
    });
    await call('POST', `/publicity/${record.id}/publication`);
    const shown = await call<Listed & { rule: { key: string; says: { zh: string } } }>(
      'GET',
      `/publicity/${record.id}`,
    );
    expect(shown.showing).toMatchObject({ shownFrom: '2026-11-02', repairCertainty: 'VERIFIED_SECONDARY' });
    expect(shown.rule).toMatchObject({ key: 'CREDIT_CHINA_PUBLICATION_GENERAL' });
    expect(shown.rule.says.zh).toContain('最长12个月');
  });
});

describe('a record is found', () => {
  it('by a part of the party’s name, and by whose it is', async () => {
    const { id } = await receive({ partyName: '绍兴市越城区某某五金厂' });
    const ids = async (query: string, by?: string) =>
      (await call<{ items: Listed[] }>('GET', `/publicity?${query}`, undefined, by)).items.map(
        (item) => item.id,
      );
    const name = encodeURIComponent('越城区某某');
    expect(await ids(`system=CREDIT_CHINA&name=${name}`)).toEqual([id]);
    expect(await ids(`system=CREDIT_CHINA&name=${name}&own=true`)).toEqual([id]);
    expect(await ids(`name=${name}&own=true`, 'ip-zhejiang')).toEqual([]);
    expect(await ids(`name=${encodeURIComponent('区越城')}`)).toEqual([]);
    await expect(ids('name=a')).rejects.toThrow('400');
  });
});

describe('the history of a record', () => {
  it('tells what was done and why, what is awaited, and what is to come', async () => {
    const { id } = await receive({ decidedOn: '2026-10-12' });
    expect(said(await history(`/publicity/${id}`))).toEqual([
      '2026-10-12 decision.made done',
      '2026-11-02 publicity.prepare done',
      '2026-10-21 publicity.awaited late',
    ]);
    await call('POST', `/publicity/${id}/publication`);
    const corrected = { violation: '改', legalBasis: '专利法第六十八条', content: '罚款', reason: '笔误' };
    await call('PUT', `/publicity/${id}`, corrected);
    const own = await history(`/publicity/${id}`);
    expect(said(own)).toEqual([
      '2026-10-12 decision.made done',
      '2026-11-02 publicity.prepare done',
      '2026-11-02 publicity.publish done',
      '2026-11-02 publicity.correct done',
      '2027-01-12 repair.possible ahead',
      '2027-10-12 publicity.term ahead',
    ]);
    const reasons = ({ items }: History) => items.map(({ reason }) => reason).filter(Boolean);
    expect(reasons(own)).toEqual(['笔误']);
    expect(reasons(await history(`/publicity/${id}`, 'credit-zhejiang'))).toEqual([]);
  });

  it('names applications for repair to those who handed them in or decide, to nobody else', async () => {
    const { id } = await receive({ decidedOn: '2026-07-01' });
    await call('POST', `/publicity/${id}/publication`);
    const application = { subjectKind: 'publicity-record', subjectId: id, corrected: true, commitment: true };
    const repair = await call<{ id: string }>('POST', '/repairs', application, 'credit-zhejiang');
    const repairs = async (by: string) =>
      said(await history(`/publicity/${id}`, by)).filter((line) => line.includes('repair.apply'));
    expect(await repairs('credit-zhejiang')).toHaveLength(1);
    expect(await repairs('ip-hangzhou')).toHaveLength(1);
    expect(await repairs('credit-guangdong')).toEqual([]);
    const granted = { granted: true, reason: '已履行' };
    const decision = await call<{ subject: object }>('POST', `/repairs/${repair.id}/decision`, granted);
    expect(decision.subject).toMatchObject({ partyName: '杭州某某有限公司', removedOn: '2026-11-02' });
    expect(said(await history(`/publicity/${id}`))).toContain('2026-11-02 repair.granted done');
  });
});

describe('the history of a list entry', () => {
  it('tells each recognition with its document, and the end of the term', async () => {
    const act = (recognisedOn: string, recordNo: string) =>
      call<{ entryId: string; agencyName: string }>('POST', '/dishonest-acts', {
        ...{
          kind: 'ITEM_6',
          creditCode: '92440305MA5YY9K12F',
          partyName: '深圳某某店',
          recognisedOn,
          recordNo,
        },
        facts: '有能力履行而拒不履行行政处罚决定',
      });
    const { entryId, agencyName } = await act('2026-10-20', '杭知信认〔2026〕1号');
    expect(agencyName).toBe('杭州市知识产权局');
    await act('2026-11-01', '杭知信认〔2026〕2号');
    const { items } = await history(`/list-entries/${entryId}`);
    expect(items.map((item) => [item.on, item.what, (item as { documentNo?: string }).documentNo])).toEqual([
      ['2026-10-20', 'list-entry.add', '杭知信认〔2026〕1号'],
      ['2026-11-01', 'list-entry.extend', '杭知信认〔2026〕2号'],
      ['2027-04-20', 'repair.possible', null],
      ['2028-10-20', 'list-entry.term', null],
    ]);
    const foreign = await history(`/list-entries/${entryId}`, 'ip-shenzhen');
    expect(foreign.items.map((item) => (item as { documentNo?: string }).documentNo)).toEqual(
      items.map(() => null),
    );
    const name = encodeURIComponent('某某店');
    const page = await call<{ items: { id: string; says: { zh: string } }[] }>(
      'GET',
      `/list-entries?name=${name}`,
    );
    expect(page.items).toEqual([expect.objectContaining({ id: entryId })]);
    expect(page.items[0]!.says.zh).toContain('12个月');
  });
});

describe('the feed, for people', () => {
  it('is listed the newest first, and tells nothing of what may no longer be shared', async () => {
    const { id } = await receive();
    await call('POST', `/publicity/${id}/publication`);
    const lines = () =>
      call<{ items: { change: string; partyName: string | null }[]; nextCursor: string | null }>(
        'GET',
        `/feed/items?key=${id}`,
        undefined,
        'credit-zhejiang',
      );
    expect((await lines()).items).toEqual([
      expect.objectContaining({ change: 'PUT', partyName: '杭州某某有限公司' }),
    ]);
    await call('POST', `/publicity/${id}/removal`, { reason: '撤回' });
    expect((await lines()).items.map(({ change, partyName }) => [change, partyName])).toEqual([
      ['REMOVE', null],
      ['PUT', null],
    ]);
    const first = await call<{ items: { no: string }[]; nextCursor: string }>(
      'GET',
      '/feed/items?limit=1',
      undefined,
      'credit-zhejiang',
    );
    const next = await call<{ items: { no: string }[] }>(
      'GET',
      `/feed/items?limit=1&cursor=${first.nextCursor}`,
      undefined,
      'credit-zhejiang',
    );
    expect(Number(first.items[0]!.no) - Number(next.items[0]!.no)).toBe(1);
  });

  it('says how far each platform was given it: to a platform its own reading, to an office all', async () => {
    interface Readers {
      readonly items: { agency: string; sent: string; behind: string; readAt: string | null }[];
    }
    const readers = (by: string) => call<Readers>('GET', '/feed/readers', undefined, by);
    expect((await readers('credit-guangdong')).items).toEqual([
      expect.objectContaining({ agency: 'credit-guangdong', sent: '0', readAt: null }),
    ]);
    const { last } = await call<{ last: string }>('GET', '/feed?limit=2', undefined, 'credit-guangdong');
    const { last: head } = await call<{ last: string }>('GET', '/feed/state', undefined, 'credit-guangdong');
    expect((await readers('credit-guangdong')).items[0]).toMatchObject({
      sent: last,
      behind: String(Number(head) - Number(last)),
    });
    const all = (await readers('ip-zhejiang')).items.map(({ agency }) => agency);
    expect(all).toEqual(['credit-guangdong', 'credit-nation', 'credit-zhejiang']);
  });
});
