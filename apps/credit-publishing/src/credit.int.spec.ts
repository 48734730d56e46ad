import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseDecided } from '@xianjie/contracts';
import { type Agency, readAgencyDirectory } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { describeAccess, describeBadInput, startTestService, type TestService } from '@xianjie/testing';
import { createHash } from 'node:crypto';
import { DecisionsService } from './decisions/decisions.service.js';
import { decided } from './decisions/sample-decision.suite.js';

const folder = mkdtempSync(join(tmpdir(), 'credit-'));
const clockFile = join(folder, 'clock.json');
const agencies = readAgencyDirectory('samples/agencies.json');
const hangzhou = agencies.get('ip-hangzhou');
const ningbo = agencies.get('ip-ningbo');
const platform = agencies.get('credit-zhejiang');
const scopes = [
  'publicity:read',
  'publicity:publish',
  'dishonest-act:record',
  'dishonest-act:read',
  'repair:apply',
  'repair:decide',
  'credit-feed:read',
];
let service: TestService;
let db: Database;

beforeAll(async () => {
  service = await startTestService(async () => (await import('./app.module.js')).AppModule, {
    migrations: [join(import.meta.dirname, '../migrations')],
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

const officer = { id: 'officer-1', name: '吴越' };

async function call<T = Record<string, unknown>>(
  method: string,
  path: string,
  body?: unknown,
  agency: Agency = hangzhou,
): Promise<{ status: number; body: T }> {
  const token = await service.issuer.token({
    agency,
    scopes,
    ...(agency.kind === 'credit-platform' ? {} : { officer }),
  });
  const answer = await fetch(`${service.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}

interface Item {
  readonly id: string;
  readonly system: string;
  readonly status: string;
}

/** A decision that came in, with its records by system. */
async function receive(change: Partial<CaseDecided> = {}): Promise<Record<string, Item>> {
  const decision = decided(change);
  await db.transact((tx) => service.app.get(DecisionsService).receive(tx, decision));
  const { body } = await call<{ items: Item[] }>(
    'GET',
    `/publicity?decisionNo=${encodeURIComponent(decision.decisionNo)}`,
  );
  return Object.fromEntries(
    body.items.map((item) => [item.system, { ...item, decisionId: decision.decisionId }]),
  );
}

async function publish(change: Partial<CaseDecided> = {}): Promise<Item> {
  const { CREDIT_CHINA: record } = await receive(change);
  expect((await call('POST', `/publicity/${record!.id}/publication`, {})).status).toBe(200);
  return record!;
}

interface FeedPage {
  readonly items: {
    no: string;
    kind: string;
    key: string;
    change: string;
    body: Record<string, unknown> | null;
  }[];
  readonly last: string;
  readonly complete: boolean;
}

/** A platform's own table, as a reader of the feed keeps it. */
async function readFeed(): Promise<{ rows: Map<string, Record<string, unknown>>; numbers: number[] }> {
  const rows = new Map<string, Record<string, unknown>>();
  const numbers: number[] = [];
  for (let after = '0'; ;) {
    const { body } = await call<FeedPage>('GET', `/feed?after=${after}&limit=3`, undefined, platform);
    for (const { no, kind, key, change, body: row } of body.items) {
      numbers.push(Number(no));
      if (change === 'PUT' && row) rows.set(`${kind} ${key}`, row);
      else rows.delete(`${kind} ${key}`);
    }
    after = body.last;
    if (body.complete) return { rows, numbers };
  }
}

const digestOf = (keys: Iterable<string>) =>
  createHash('sha256')
    .update(
      [...keys]
        .sort()
        .map((key) => `${key}\n`)
        .join(''),
    )
    .digest('hex');

describe('publicity records', () => {
  it('are prepared for each system, and shown by an officer of the deciding agency alone', async () => {
    const { SAMR, CREDIT_CHINA } = await receive();
    expect([SAMR?.status, CREDIT_CHINA?.status]).toEqual(['prepared', 'prepared']);
    const path = `/publicity/${SAMR!.id}/publication`;
    expect((await call('POST', path, {}, ningbo)).status).toBe(404);
    expect((await call('GET', `/publicity/${SAMR!.id}`, undefined, platform)).status).toBe(404);
    expect(await call('POST', path, { version: 7 })).toMatchObject({
      status: 409,
      body: { code: 'persistence.stale' },
    });
    expect(await call('POST', path, { version: 1 })).toMatchObject({
      status: 200,
      body: { status: 'published', publishedOn: '2026-11-02', endsOn: '2027-10-12', version: 2 },
    });
    expect(await call('POST', path, {})).toMatchObject({
      status: 409,
      body: { code: 'publicity.not-prepared' },
    });
    const shown = await call<{ row: Record<string, string> }>(
      'GET',
      `/publicity/${SAMR!.id}`,
      undefined,
      platform,
    );
    expect(shown.body.row).toMatchObject({ CF_XDR_MC: '杭州某某有限公司', CF_NR_FK: '12.3456' });
  });

  it('are withdrawn with their decision', async () => {
    const record = (await publish()) as Item & { decisionId: string };
    await db.transact((tx) =>
      service.app.get(DecisionsService).annul(tx, {
        caseId: record.decisionId,
        decisionId: record.decisionId,
        annulledOn: '2026-11-02',
        because: 'COURT',
        documentNo: null,
      }),
    );
    expect((await call('GET', `/publicity/${record.id}`)).body).toMatchObject({
      status: 'removed',
      removedBecause: 'DECISION_ANNULLED',
      row: null,
    });
  });

  it('are shown through their last day and not on the next', async () => {
    const record = await publish({ gravity: 'GENERAL', decidedOn: '2026-10-12' });
    await setDay('2027-10-12');
    await sleep(1500);
    expect((await call('GET', `/publicity/${record.id}`)).body).toMatchObject({ status: 'published' });
    await setDay('2027-10-13');
    await sleep(2500);
    expect((await call('GET', `/publicity/${record.id}`)).body).toMatchObject({
      status: 'removed',
      removedBecause: 'TERM_ENDED',
      removedOn: '2027-10-13',
    });
    await setDay('2026-11-02');
  });

  it('are corrected, withheld and taken back with a reason', async () => {
    const record = await publish();
    const change = { violation: '改', legalBasis: '专利法第六十八条', content: '罚款', reason: '笔误' };
    expect(await call('PUT', `/publicity/${record.id}`, change)).toMatchObject({
      status: 200,
      body: { violation: '改' },
    });
    expect(await call('POST', `/publicity/${record.id}/removal`, { reason: '涉密' })).toMatchObject({
      status: 200,
      body: { status: 'removed', removedBecause: 'WITHDRAWN' },
    });
    const { SAMR } = await receive();
    expect(
      await call('POST', `/publicity/${SAMR!.id}/withholding`, { reason: '未造成社会影响' }),
    ).toMatchObject({
      status: 200,
      body: { status: 'withheld', withheldBecause: 'agency' },
    });
    expect((await call('GET', '/publicity?late=true&limit=5')).status).toBe(200);
  });
});

describe('dishonest acts and lists', () => {
  let count = 0;
  const act = (change: object = {}) => {
    count += 1;
    return {
      kind: 'ITEM_6',
      creditCode: '92440305MA5YY9K12F',
      partyName: '深圳某某店',
      recognisedOn: '2026-10-20',
      recordNo: `杭知信认〔2026〕${count}号`,
      facts: '有能力履行而拒不履行行政处罚决定',
      ...change,
    };
  };

  it('stand on the list for a year, and a further act prolongs it', async () => {
    const first = await call<{ entryId: string }>('POST', '/dishonest-acts', act());
    expect(first).toMatchObject({ status: 201, body: { publishable: true, certainty: 'RECALLED' } });
    const entry = () => call('GET', `/list-entries/${first.body.entryId}`, undefined, platform);
    expect((await entry()).body).toMatchObject({
      status: 'listed',
      startsOn: '2026-10-20',
      endsOn: '2027-10-20',
    });
    const second = await call('POST', '/dishonest-acts', act({ recognisedOn: '2026-11-01' }));
    expect(second.body).toMatchObject({ entryId: first.body.entryId });
    expect((await entry()).body).toMatchObject({
      endsOn: '2028-10-20',
      recognisedOn: ['2026-10-20', '2026-11-01'],
    });
  });

  it('are recorded once, however often they are sent', async () => {
    const one = act();
    const first = await call<{ id: string }>('POST', '/dishonest-acts', one);
    expect(await call('POST', '/dishonest-acts', one)).toMatchObject({
      status: 200,
      body: { id: first.body.id },
    });
    expect(await call('POST', '/dishonest-acts', { ...one, facts: '其他' })).toMatchObject({
      status: 409,
      body: { code: 'dishonest-act.number-used' },
    });
  });

  it('are not published for want of a basis in force: a refused investigation', async () => {
    const refused = act({ kind: 'REFUSED_INVESTIGATION', creditCode: '91330106MA2YYTX068' });
    const { status, body } = await call('POST', '/dishonest-acts', refused);
    expect([status, body['publishable'], body['entryId'], body['basis']]).toEqual([201, false, null, '']);
  });

  it('of items 1 and 2 may be left out, others not; none lies in the future', async () => {
    expect(
      await call('POST', '/dishonest-acts', act({ kind: 'ITEM_1', leftOutBecause: '已撤回申请' })),
    ).toMatchObject({
      status: 201,
      body: { publishable: false, entryId: null },
    });
    expect(await call('POST', '/dishonest-acts', act({ leftOutBecause: '已改正' }))).toMatchObject({
      status: 400,
    });
    expect(await call('POST', '/dishonest-acts', act({ recognisedOn: '2027-01-01' }))).toMatchObject({
      status: 400,
    });
  });
});

describe('repairs', () => {
  it('are judged by the law, and granted only where it lets them', async () => {
    const record = await publish({ decidedOn: '2026-10-12' });
    const ask = (subjectId = record.id) =>
      call<{ id: string }>(
        'POST',
        '/repairs',
        { subjectKind: 'publicity-record', subjectId, corrected: true, commitment: true },
        platform,
      );
    const early = await ask();
    expect(early).toMatchObject({
      status: 201,
      body: { verdict: 'TOO_EARLY', earliest: '2027-01-12', applicant: 'credit-zhejiang' },
    });
    expect(await ask()).toMatchObject({ status: 409, body: { code: 'repair.pending' } });
    const path = `/repairs/${early.body.id}/decision`;
    expect(await call('POST', path, { granted: true, reason: '同意' })).toMatchObject({
      status: 409,
      body: { code: 'repair.not-eligible' },
    });
    expect(await call('POST', path, { granted: false, reason: '未满期限' })).toMatchObject({ status: 200 });
    await setDay('2027-01-12');
    const second = await ask();
    expect(second.body).toMatchObject({ verdict: 'ELIGIBLE' });
    expect(
      (await call('POST', `/repairs/${second.body.id}/decision`, { granted: true, reason: '同意' }, ningbo))
        .status,
    ).toBe(404);
    expect(
      await call('POST', `/repairs/${second.body.id}/decision`, { granted: true, reason: '同意' }),
    ).toMatchObject({
      status: 200,
      body: { status: 'granted', decidedOn: '2027-01-12' },
    });
    expect((await call('GET', `/publicity/${record.id}`)).body).toMatchObject({
      status: 'removed',
      removedBecause: 'REPAIRED',
    });
    expect((await ask()).status).toBe(404); // no longer seen by the platform
    await setDay('2026-11-02');
  });
});

describe('the feed', () => {
  it('leads a reader to the same rows as are shown, by numbers without gaps', async () => {
    await publish();
    const gone = await publish();
    await call('POST', `/publicity/${gone.id}/removal`, { reason: '撤回' });
    const { rows, numbers } = await readFeed();
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    const { body: state } = await call('GET', '/feed/state', undefined, platform);
    expect(state).toEqual({
      last: String(numbers.length),
      records: [...rows.keys()].filter((key) => key.startsWith('publicity')).length,
      entries: [...rows.keys()].filter((key) => key.startsWith('list')).length,
      digest: digestOf(rows.keys()),
    });
    expect(rows.has(`publicity-record ${gone.id}`)).toBe(false);
  });

  it('shares nothing any more of what was removed', async () => {
    const { body } = await call<FeedPage>('GET', '/feed?limit=1000', undefined, platform);
    const removed = new Set(body.items.filter(({ change }) => change === 'REMOVE').map(({ key }) => key));
    expect(removed.size).toBeGreaterThan(0);
    for (const { key, body: row } of body.items) if (removed.has(key)) expect(row).toBeNull();
  });

  it('numbers without gaps when many write at once', async () => {
    const records = await Promise.all(Array.from({ length: 8 }, () => receive()));
    await Promise.all(records.map(({ SAMR }) => call('POST', `/publicity/${SAMR!.id}/publication`, {})));
    const { numbers } = await readFeed();
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
});

describe('access', () => {
  const foreignRecord = (path: (id: string) => string, body?: unknown) => async () => {
    const { SAMR } = await receive();
    return { agency: ningbo, path: path(SAMR!.id), ...(body === undefined ? {} : { body }) };
  };
  const foreignRepair = (path: (id: string) => string, body?: unknown) => async () => {
    const record = await publish();
    const { body: repair } = await call<{ id: string }>('POST', '/repairs', {
      subjectKind: 'publicity-record',
      subjectId: record.id,
      corrected: true,
      commitment: true,
    });
    return { agency: ningbo, path: path(repair.id), ...(body === undefined ? {} : { body }) };
  };
  const shown = 'what is shown is shown to everybody with the permission';
  describeAccess(() => service, {
    'GET /publicity': { allow: 'publicity:read', foreign: 'a list holds what the caller may see' },
    'GET /publicity/:id': { allow: 'publicity:read', foreign: foreignRecord((id) => `/publicity/${id}`) },
    'POST /publicity/:id/publication': {
      allow: 'publicity:publish',
      body: {},
      foreign: foreignRecord((id) => `/publicity/${id}/publication`, {}),
    },
    'PUT /publicity/:id': {
      allow: 'publicity:publish',
      body: { violation: 'a', legalBasis: 'b', content: 'c', reason: 'd' },
      foreign: foreignRecord((id) => `/publicity/${id}`),
    },
    'POST /publicity/:id/withholding': {
      allow: 'publicity:publish',
      body: { reason: 'a' },
      foreign: foreignRecord((id) => `/publicity/${id}/withholding`),
    },
    'POST /publicity/:id/removal': {
      allow: 'publicity:publish',
      body: { reason: 'a' },
      foreign: foreignRecord((id) => `/publicity/${id}/removal`),
    },
    'GET /publicity/:id/history': {
      allow: 'publicity:read',
      foreign: foreignRecord((id) => `/publicity/${id}/history`),
    },
    'GET /list-entries': { allow: 'list:read', foreign: shown },
    'GET /list-entries/:id': { allow: 'list:read', foreign: shown },
    'GET /list-entries/:id/history': { allow: 'list:read', foreign: shown },
    'POST /dishonest-acts': {
      allow: 'dishonest-act:record',
      officer: true,
      body: {
        kind: 'REFUSED_INVESTIGATION',
        creditCode: '91330106MA2YYTX068',
        partyName: 'a',
        recognisedOn: '2026-10-20',
        recordNo: 'x-1',
        facts: 'b',
      },
      foreign: 'an act is recorded for the caller’s own agency, whatever it says',
    },
    'GET /dishonest-acts': { allow: 'dishonest-act:read', foreign: 'a list holds what the caller may see' },
    'GET /dishonest-acts/:id': {
      allow: 'dishonest-act:read',
      foreign: async () => {
        const { body } = await call<{ id: string }>('POST', '/dishonest-acts', {
          kind: 'REFUSED_INVESTIGATION',
          creditCode: '91330106MA2YYTX068',
          partyName: 'a',
          recognisedOn: '2026-10-20',
          recordNo: 'foreign-1',
          facts: 'b',
        });
        return { agency: agencies.get('ip-shenzhen'), path: `/dishonest-acts/${body.id}` };
      },
    },
    'POST /repairs': {
      allow: 'repair:apply',
      body: {
        subjectKind: 'publicity-record',
        subjectId: '0190a000-0000-7000-8000-000000000000',
        corrected: true,
        commitment: true,
      },
      foreign: async () => {
        const record = await publish();
        return {
          agency: ningbo,
          body: { subjectKind: 'publicity-record', subjectId: record.id, corrected: true, commitment: true },
        };
      },
    },
    'GET /repairs': { allow: 'repair:read', foreign: 'a list holds what the caller handed in or decides' },
    'GET /repairs/:id': { allow: 'repair:read', foreign: foreignRepair((id) => `/repairs/${id}`) },
    'POST /repairs/:id/decision': {
      allow: 'repair:decide',
      body: { granted: false, reason: 'a' },
      foreign: foreignRepair((id) => `/repairs/${id}/decision`, { granted: false, reason: 'a' }),
    },
    'POST /repairs/:id/withdrawal': {
      allow: 'repair:apply',
      foreign: foreignRepair((id) => `/repairs/${id}/withdrawal`),
    },
    'GET /feed': { allow: 'credit-feed:read', foreign: shown },
    'GET /feed/state': { allow: 'credit-feed:read', foreign: shown },
    'GET /feed/items': { allow: 'credit-feed:read', foreign: shown },
    'GET /feed/readers': {
      allow: 'credit-feed:read',
      foreign: 'a platform is told of itself alone: see history.int.spec.ts',
    },
  });
});

describeBadInput(() => service, {
  path: '/dishonest-acts',
  words: { agency: hangzhou, scopes, officer },
  valid: () => ({
    kind: 'ITEM_6',
    creditCode: '92440305MA5YY9K12F',
    partyName: '深圳某某店',
    recognisedOn: '2026-10-20',
    recordNo: `bad-input-${Math.random()}`,
    facts: '有能力履行而拒不履行',
  }),
  count: async () => {
    const [row] = await db.manager.query<[{ count: string }]>('SELECT count(*) FROM dishonest_act');
    return Number(row.count);
  },
});
