import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CasePatentAffected, PatentStatusAnswered } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import { Database } from '@xianjie/persistence';
import { describeAccess, startTestService, testAgency, type TestService } from '@xianjie/testing';
import { CaseWatchService } from './case-watch.service.js';
import { PatentsService } from './patents.service.js';
import { questionsOf } from './questions.js';

const examination = testAgency({ id: 'cnipa-examination', name: '专利局', kind: 'examination', area: null });
const words = { agency: examination, scopes: ['patent:import', 'patent:read'] };

let service: TestService;
let db: Database;

beforeAll(async () => {
  service = await startTestService(async () => (await import('../app.module.js')).AppModule, {
    migrations: [join(import.meta.dirname, '../../migrations')],
    env: { LOG_LEVEL: 'error' },
  });
  db = service.app.get(Database);
});

afterAll(() => service?.stop());

const event = (number: string, kind: string, effectiveOn: string, more: object = {}) => ({
  number,
  kind,
  effectiveOn,
  publishedOn: effectiveOn,
  ...more,
});
const granted = event('E01', 'GRANTED', '2017-05-03');

/** A report of a patent filed on 2015-03-10. */
const report = (patentNumber: string, legalEvents: object[] = [granted], more: object = {}) => ({
  patentNumber,
  title: '一种无叶风扇',
  filedOn: '2015-03-10',
  legalEvents,
  ...more,
});

interface Answer {
  readonly line: number;
  readonly status: string;
  readonly errors?: readonly { field: string; rule: string }[];
}

async function importLines(...lines: unknown[]): Promise<Answer[]> {
  const answer = await fetch(`${service.url}/patents/import`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await service.issuer.token(words)}`,
      'content-type': 'application/x-ndjson',
    },
    body: lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  });
  expect(answer.status).toBe(200);
  return (await answer.text())
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Answer);
}

const statuses = async (...lines: unknown[]) => (await importLines(...lines)).map(({ status }) => status);

async function get(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${service.url}${path}`, {
    headers: { authorization: `Bearer ${await service.issuer.token(words)}` },
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** What leads were answered so far, oldest first. */
async function answersTo(leadId: string): Promise<PatentStatusAnswered[]> {
  const rows = await db.manager.query<{ payload: Buffer }[]>(
    'SELECT payload FROM event WHERE stream_id = $1 ORDER BY number',
    [`exam-exchange.patent-status/${leadId}`],
  );
  return rows.map(({ payload }) => PatentStatusAnswered.decode(payload));
}

async function ask(patentNumber: string, actOn: string): Promise<string> {
  const leadId = newId();
  const patents = service.app.get(PatentsService);
  const asker = {
    submitter: 'ip-hangzhou',
    externalNo: '杭线-1',
    scope: 'CITY',
    actType: 'INFRINGEMENT',
  } as const;
  await db.transact((tx) => patents.ask(tx, questionsOf([{ leadId, patentNumber, actOn, ...asker }])));
  return leadId;
}

describe('POST /patents/import', () => {
  it('records, adds, and takes a repeat for what it is', async () => {
    const number = '201510958772.0';
    const lapsed = event('E02', 'LAPSED_FEE', '2020-03-10');
    expect(
      await statuses(
        report(number),
        report(number),
        report(number, [granted, lapsed]),
        report(number, [lapsed]),
      ),
    ).toEqual(['recorded', 'repeated', 'changed', 'repeated']);
    const { body } = await get(`/patents/ZL${number}`);
    expect(body).toMatchObject({ patentNumber: number, endsOn: '2035-03-10', version: 2 });
    expect(body['legalEvents']).toHaveLength(2);
  });

  it('never changes a legal event that was recorded', async () => {
    const number = '202322865413.3';
    await importLines(report(number));
    const [answer] = await importLines(report(number, [event('E01', 'GRANTED', '2018-01-01')]));
    expect(answer).toMatchObject({ status: 'rejected', errors: [{ rule: 'patent.event-number-used' }] });
  });

  it('names what is wrong with a line, and takes the others', async () => {
    const answers = await importLines(
      report('200510096239.5'),
      report('200510096239.4', [event('E01', 'GRANTED', '2014-01-01')]),
      report('200510096239.4', [event('E01', 'TERM_COMPENSATED', '2020-01-01')]),
      report('200510096239.4', [event('E01', 'CORRECTED', '2020-01-01')]),
      report('200510096239.4', [granted], { title: 'a\u0000b' }),
      '{',
      report('200510096239.4'),
    );
    expect(answers.map(({ errors }) => errors?.[0]?.rule)).toEqual([
      'patent-number.check-character',
      'legal-event.before-filing',
      'legal-event.end-missing',
      'legal-event.corrects-missing',
      'text.control-character',
      'line.malformed',
      undefined,
    ]);
  });
});

describe('GET /patents/:number/status', () => {
  it('answers for a day, with events and articles', async () => {
    await importLines(
      report('85100001.0', [event('E01', 'GRANTED', '1987-01-01')], { filedOn: '1985-04-01' }),
    );
    expect((await get('/patents/85100001/status?asOf=2000-01-01')).body).toMatchObject({
      patentNumber: '85100001.0',
      asOf: '2000-01-01',
      status: 'IN_FORCE',
      restsOn: [{ number: 'E01' }],
    });
    expect((await get('/patents/85100001/status')).body).toMatchObject({
      status: 'EXPIRED',
      since: '2005-04-01',
    });
  });

  it('says what is not known or malformed', async () => {
    expect(await get('/patents/99200003.3/status')).toMatchObject({
      status: 404,
      body: { code: 'patent.unknown' },
    });
    expect(await get('/patents/99200003.4/status')).toMatchObject({ status: 400 });
    expect(await get('/patents/85100001/status?asOf=2026-02-30')).toMatchObject({ status: 400 });
  });
});

describe('questions of leads', () => {
  const number = '202690000555.2';
  const filed = (events: object[]) => report(number, events, { filedOn: '2016-03-10' });

  it('are answered again whenever the register changes the answer, and only then', async () => {
    const leadId = await ask(number, '2021-01-01');
    expect((await answersTo(leadId)).map(({ status }) => status)).toEqual(['UNKNOWN']);

    await importLines(filed([granted]));
    await importLines(filed([event('E02', 'TRANSFERRED', '2019-01-01')]));
    await importLines(filed([event('E03', 'LAPSED_FEE', '2020-03-10', { publishedOn: '2021-02-01' })]));
    await importLines(filed([event('E04', 'RESTORED', '2021-06-01')]));
    await importLines(filed([event('E05', 'INVALID_FULL', '2025-01-01')]));
    expect((await answersTo(leadId)).map(({ status, notes }) => [status, ...notes].join(' '))).toEqual([
      'UNKNOWN',
      'IN_FORCE',
      'LAPSED_FEE',
      'IN_FORCE RESTORED_LATER',
      'INVALID',
    ]);
  });

  it('get an answer from the register as an import at the same time leaves it', async () => {
    const numbers = ['202030000017.6', '202120300001.5', '202220300001.3', '202320300001.1'];
    const patents = numbers.map((text) => text.slice(0, 12));
    const asked = Promise.all(patents.map((text) => ask(text, '2026-01-01')));
    const imported = importLines(
      ...patents.map((text) => report(text, [granted], { filedOn: '2017-01-01' })),
    );
    const [leadIds] = await Promise.all([asked, imported]);
    for (const leadId of leadIds) expect((await answersTo(leadId)).at(-1)?.status).toBe('IN_FORCE');
  });

  it('are not answered again once the lead no longer asks', async () => {
    const leadId = await ask('96800004.5', '2000-01-01');
    const patents = service.app.get(PatentsService);
    await db.transact((tx) => patents.forget(tx, [leadId]));
    await importLines(
      report('96800004.5', [event('E01', 'GRANTED', '1999-01-01')], { filedOn: '1996-01-01' }),
    );
    expect(await answersTo(leadId)).toHaveLength(1);
  });
});

describe('cases that rest on a patent', () => {
  const number = '201610000001';
  const cases = () => service.app.get(CaseWatchService);
  const open = async (actOn: string | null = '2019-05-01', patentNumber: string | null = number) => {
    const caseId = newId();
    const opened = { ...opening, caseId, actOn, patentNumber };
    await db.transact((tx) => cases().watch(tx, [opened]));
    return caseId;
  };
  const told = async (caseId: string) => {
    const rows = await db.manager.query<{ payload: Buffer }[]>(
      'SELECT payload FROM event WHERE stream_id = $1 ORDER BY number',
      [`exam-exchange.dependency/${caseId}`],
    );
    return rows
      .map(({ payload }) => CasePatentAffected.decode(payload))
      .map(({ statusBefore, statusNow, presentStatus, newEvents, decided }) =>
        [statusBefore, statusNow, presentStatus, newEvents.map(({ kind }) => kind).join(), decided].join(' '),
      );
  };
  const opening = {
    caseNo: '杭市知法案〔2026〕3号',
    agency: 'ip-hangzhou',
    leadId: null,
    areaCode: '330106',
    actType: 'USING_ANOTHERS_NUMBER',
    openedOn: '2026-11-01',
  } as const;

  it('hear of what touches them, each change once', async () => {
    await importLines(report(number));
    const caseId = await open();
    await importLines(report(number, [event('L1', 'LICENSED', '2020-01-01')]));
    expect(await told(caseId)).toEqual([]);
    await importLines(report(number, [event('L2', 'LAPSED_FEE', '2022-03-10')]));
    await importLines(report(number, [event('L2', 'LAPSED_FEE', '2022-03-10')]));
    await importLines(report(number, [event('I1', 'INVALID_FULL', '2026-11-10')]));
    expect(await told(caseId)).toEqual([
      'IN_FORCE IN_FORCE LAPSED_FEE LICENSED,LAPSED_FEE false',
      'IN_FORCE INVALID INVALID INVALID_FULL false',
    ]);
  });

  it('hear of it after their decision, not after they were dropped, and not without a patent', async () => {
    const [decided, dropped, without] = [await open(), await open(), await open('2019-05-01', null)];
    await db.transact(async (tx) => {
      await cases().decided(tx, [decided]);
      await cases().closed(tx, [decided, dropped]);
    });
    await importLines(report(number, [event('C1', 'CORRECTED', '2026-11-20', { corrects: 'I1' })]));
    expect(await told(decided)).toEqual(['INVALID IN_FORCE LAPSED_FEE CORRECTED true']);
    expect([...(await told(dropped)), ...(await told(without))]).toEqual([]);
  });
});

describe('the register at an earlier moment', () => {
  it('answers as it knew it then', async () => {
    const number = '202322865413.3';
    await importLines(report(number, [event('G', 'GRANTED', '2018-01-01')]));
    const { body } = await get(`/patents/${number}`);
    const known = (body['legalEvents'] as { recordedAt: string }[])
      .map(({ recordedAt }) => recordedAt)
      .sort();
    await importLines(report(number, [event('I', 'INVALID_FULL', '2025-01-01')]));
    const asOf = `/patents/${number}/status?asOf=2020-01-01`;
    expect((await get(asOf)).body).toMatchObject({ status: 'INVALID' });
    const before = encodeURIComponent(known.at(-1)!);
    expect((await get(`${asOf}&knownAt=${before}`)).body).toMatchObject({ status: 'IN_FORCE' });
    expect((await get(`${asOf}&knownAt=2000-01-01T00:00:00Z`)).body).toMatchObject({ status: 'PENDING' });
    expect(await get(`${asOf}&knownAt=yesterday`)).toMatchObject({ status: 400 });
  });
});

describe('GET /patents', () => {
  interface Listed {
    readonly items: { patentNumber: string; status: string; lastEvent: { number: string } | null }[];
    readonly nextCursor: string | null;
  }
  const list = async (query: string) => (await get(`/patents?${query}`)).body as unknown as Listed;
  const numbers = async (query: string) => (await list(query)).items.map(({ patentNumber }) => patentNumber);
  const found = ['200810000001', '200810000002', '200810000003'].map((body) => body);

  beforeAll(async () => {
    const lapsed = event('E02', 'LAPSED_FEE', '2022-03-10');
    await importLines(
      report(found[0]!, [granted], { title: '一种折叠式晾衣架' }),
      report(found[1]!, [granted, lapsed], { title: '晾衣架的升降机构' }),
      report(found[2]!, [], { title: '甲乙丙与乙丙丁' }),
    );
  });

  it('finds by the beginning of a number, however it is written', async () => {
    expect(await numbers('number=2008100000')).toHaveLength(3);
    expect(await numbers(`number=${encodeURIComponent('zl 2008 1000 0002')}`)).toEqual([
      expect.stringMatching(/^200810000002\./),
    ]);
    expect((await get('/patents?number=abc')).status).toBe(400);
  });

  it('finds a word anywhere in a title', async () => {
    expect(await numbers(`title=${encodeURIComponent('晾衣架')}`)).toHaveLength(2);
    expect(await numbers(`title=${encodeURIComponent('衣架晾')}`)).toEqual([]);
    // Each two characters of it stand in a title, not all of them in a row.
    expect(await numbers(`title=${encodeURIComponent('甲乙丙丁')}`)).toEqual([]);
    expect(await numbers(`title=${encodeURIComponent('乙丙丁')}`)).toHaveLength(1);
    expect((await get(`/patents?title=${encodeURIComponent('晾')}`)).status).toBe(400);
  });

  it('tells the status of a day, and finds by it', async () => {
    const of = async (on: string) =>
      (await list(`number=20081&on=${on}`)).items.map(({ status }) => status).join();
    expect(await of('2021-01-01')).toBe('IN_FORCE,IN_FORCE,PENDING');
    expect(await of('2023-01-01')).toBe('IN_FORCE,LAPSED_FEE,PENDING');
    expect(await numbers('number=20081&on=2023-01-01&status=LAPSED_FEE')).toHaveLength(1);
  });

  it('goes on where a page ended, with and without a status', async () => {
    for (const filter of ['', '&status=IN_FORCE']) {
      const first = await list(`number=20081&on=2021-01-01&limit=1${filter}`);
      const next = await list(`number=20081&on=2021-01-01&limit=1${filter}&cursor=${first.nextCursor}`);
      expect([...first.items, ...next.items].map(({ patentNumber }) => patentNumber.slice(0, 12))).toEqual(
        found.slice(0, 2),
      );
    }
    const two = await list('number=20081&on=2021-01-01&limit=2');
    const last = await list(`number=20081&on=2021-01-01&limit=2&cursor=${two.nextCursor}`);
    expect([two.items.length, last.items.length, last.nextCursor]).toEqual([2, 1, null]);
    expect((await get('/patents?cursor=x')).status).toBe(400);
  });
});

describe('GET /patents/:number/timeline', () => {
  it('tells the life period by period, now and as it was known', async () => {
    const number = '200910000001';
    await importLines(report(number));
    const before = (await get(`/patents/${number}/timeline`)).body as unknown as Timeline;
    await importLines(report(number, [event('I1', 'INVALID_FULL', '2020-06-01')]));
    const path = `/patents/${number}/timeline`;
    const now = (await get(path)).body as unknown as Timeline;
    expect(now.periods.map(({ status }) => status)).toEqual(['PENDING', 'INVALID']);
    expect(now.moments).toHaveLength(2);
    const then = (await get(`${path}?knownAt=${encodeURIComponent(now.moments[0]!)}`))
      .body as unknown as Timeline;
    expect(then.periods).toEqual(before.periods);
    expect(then.events.map(({ number: id }) => id)).toEqual(['E01']);
  });

  it('says which event counts no longer', async () => {
    const number = '200910000002';
    await importLines(
      report(number, [
        granted,
        event('L1', 'LAPSED_FEE', '2020-03-10'),
        event('C1', 'CORRECTED', '2020-05-01', { corrects: 'L1' }),
      ]),
    );
    const { body } = await get(`/patents/${number}/timeline`);
    const { events } = body as unknown as Timeline;
    expect(events.map(({ number: id, counts }) => `${id} ${counts}`)).toEqual([
      'E01 true',
      'L1 false',
      'C1 true',
    ]);
    expect((await get('/patents/99200003.3/timeline')).status).toBe(404);
  });

  interface Timeline {
    readonly periods: { status: string }[];
    readonly moments: string[];
    readonly events: { number: string; counts: boolean }[];
  }
});

describe('access', () => {
  const register = 'the register is open to everybody with the permission';
  describeAccess(() => service, {
    'POST /patents/import': {
      allow: 'patent:import',
      body: '',
      contentType: 'application/x-ndjson',
      foreign: 'one register, one examination agency',
    },
    'GET /patents': { allow: 'patent:read', foreign: register },
    'GET /patents/:number/timeline': {
      allow: 'patent:read',
      path: '/patents/202010566088.9/timeline',
      foreign: register,
    },
    'GET /patents/:number/dependents': {
      allow: 'patent:read',
      path: '/patents/202010566088.9/dependents',
      foreign: 'a list holds what the caller may see: see dependents.int.spec.ts',
    },
    'GET /patents/:number': { allow: 'patent:read', path: '/patents/202010566088.9', foreign: register },
    'GET /patents/:number/status': {
      allow: 'patent:read',
      path: '/patents/202010566088.9/status',
      foreign: register,
    },
  });
});
