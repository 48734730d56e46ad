import { Body, Controller, Get, Module, Param, Post, Query, Res, Injectable } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError } from '@xianjie/errors';
import { recordAudit } from '@xianjie/audit';
import { Allow, CurrentActor, type Actor } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import {
  describeAccess,
  describeBadInput,
  startTestService,
  testAgency,
  type TestService,
} from '@xianjie/testing';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  createDto,
  Describe,
  Health,
  IdPipe,
  nextLink,
  pageOf,
  pageQuery,
  readConfig,
  readCursor,
  readLines,
  lineStream,
  ServiceModule,
  type Job,
} from './index.js';
import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

class NoteDto extends createDto(
  z.strictObject({
    text: z.string().min(1).max(100),
    tags: z.array(z.strictObject({ name: z.string() })).default([]),
  }),
) {}

class NotesQueryDto extends createDto(pageQuery.extend({ word: z.string().optional() })) {}

const noteView = z.strictObject({ id: z.string(), text: z.string() });

@Controller('notes')
class NotesController {
  constructor(private readonly db: Database) {}

  @Post()
  @Allow('lead:submit')
  @Describe({ summary: 'Keep a note', answers: { 201: noteView } })
  async add(
    @Body() body: NoteDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const id = await this.db.transact(async (tx) => {
      const [row] = await tx.query<{ id: string }[]>('INSERT INTO note (text) VALUES ($1) RETURNING id', [
        body.text,
      ]);
      await recordAudit(tx, actor, 'note.add', row!.id);
      if (body.text === 'slow') await tx.query('SELECT pg_sleep(0.1)');
      if (body.text === 'refused')
        throw new DomainError('conflict', 'note.refused', 'No such notes', { zh: '不收此类' });
      return row!.id;
    });
    reply.header('location', `/notes/${id}`);
    return { id, text: body.text };
  }

  @Get()
  @Allow('lead:read')
  async list(@Query() query: NotesQueryDto, @Res({ passthrough: true }) reply: FastifyReply) {
    const after = readCursor(query.cursor, z.tuple([z.string()]));
    const rows = await this.db.manager.query<{ id: string; text: string }[]>(
      'SELECT id, text FROM note WHERE ($1::text IS NULL OR id::text > $1) ORDER BY id::text LIMIT $2',
      [after?.[0] ?? null, query.limit + 1],
    );
    const page = pageOf(rows, query.limit, (row) => [row.id]);
    const link = nextLink(`/notes?limit=${query.limit}`, page.nextCursor);
    if (link) reply.header('link', link);
    return page;
  }

  @Get(':id')
  @Allow('lead:read')
  async show(@Param('id', IdPipe) id: string) {
    if (id.startsWith('f')) throw new Error('secret text with SELECT * FROM note');
    if (id.startsWith('e')) await this.db.manager.query('SELECT no_such_column FROM note');
    throw new DomainError('not-found', 'note.unknown', 'There is no such note', { zh: '没有此记录' });
  }

  @Post('lines')
  @Allow('lead:submit')
  @Describe({ accepts: 'application/x-ndjson', gives: 'application/x-ndjson' })
  bulk(@Body() body: unknown) {
    return lineStream(readLines(body, { lineBytes: 100 }));
  }
}

@Injectable()
class Counted {
  runs = 0;
  now = 0;
  mostAtOnce = 0;
}

@Injectable()
class CountingJob implements Job {
  readonly everyMs = 1;
  constructor(private readonly counted: Counted) {}

  async run(): Promise<void> {
    const { counted } = this;
    counted.mostAtOnce = Math.max(counted.mostAtOnce, (counted.now += 1));
    await new Promise((resolve) => setTimeout(resolve, 5));
    counted.now -= 1;
    if ((counted.runs += 1) % 2 === 1) throw new Error('every other run fails');
  }
}

function noteMigration(): string {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  writeFileSync(
    join(folder, '1764000000900-note.sql'),
    'CREATE TABLE note (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), text text NOT NULL)',
  );
  return folder;
}

let service: TestService;

beforeAll(async () => {
  service = await startTestService(
    async () => {
      @Module({
        imports: [ServiceModule.forRoot({ name: 'note-keeping', config: readConfig(), jobs: [CountingJob] })],
        controllers: [NotesController],
        providers: [Counted],
      })
      class AppModule {}
      return AppModule;
    },
    { migrations: [noteMigration()], env: { RATE_LIMIT_ANONYMOUS: '300' } },
  );
});
afterAll(() => service?.stop());

const words = { scopes: ['lead:submit', 'lead:read'] };

/** A call with a good token unless `headers` says otherwise. */
async function call(path: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
  const headers = {
    authorization: `Bearer ${await service.issuer.token(words)}`,
    ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...init.headers,
  };
  const response = await fetch(`${service.url}${path}`, { ...init, headers });
  const text = await response.text();
  const isJson =
    /json/.test(response.headers.get('content-type') ?? '') &&
    !/ndjson/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : undefined,
  };
}

function post(body: unknown, headers: Record<string, string> = {}) {
  return call('/notes', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers,
  });
}

async function count(): Promise<number> {
  const [row] = await service.app
    .get(Database)
    .manager.query<{ count: number }[]>('SELECT count(*)::int AS count FROM note');
  return row!.count;
}

describe('problems', () => {
  it('name every fault in English', async () => {
    const { status, headers, body } = await post({ text: '', tags: [{ name: 1 }], more: 1 });
    expect([status, headers.get('content-language'), headers.get('vary')]).toEqual([
      400,
      'en',
      'Accept-Language',
    ]);
    expect(body).toMatchObject({
      type: 'urn:xianjie:problem:input.invalid',
      code: 'input.invalid',
      status: 400,
    });
    expect(body.errors.map(({ field, rule }: { field: string; rule: string }) => `${field} ${rule}`)).toEqual(
      ['text too-small', 'tags[0].name invalid-type', 'more unknown-field'],
    );
  });

  it('speak Chinese to who prefers it', async () => {
    const { headers, body } = await post({ text: '' }, { 'accept-language': 'en;q=0.5, zh-CN' });
    expect(headers.get('content-language')).toBe('zh-CN');
    expect(body.detail).toBe('输入不符合要求，详见 errors');
    expect(body.errors).toEqual([{ field: 'text', rule: 'too-small', message: '至少1个字符' }]);
  });

  it('carry the trace of the request', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const { body, headers } = await post({ text: '' }, { traceparent: `00-${trace}-b7ad6b7169203331-01` });
    expect(body.traceId).toBe(trace);
    expect(headers.get('traceresponse')).toContain(trace);
  });

  it.each([
    ['f', 'an unknown error'],
    ['e', 'a faulty statement'],
  ])('say nothing of what is inside (%s: %s)', async (first) => {
    const { status, text, body } = await call(`/notes/${first}0000000-0000-4000-8000-000000000000`);
    expect([status, body.code]).toEqual([500, 'internal']);
    expect(text).not.toMatch(/secret|SELECT|column|stack/);
  });

  it('tell an unknown address from a method that is not possible there', async () => {
    expect((await call('/nothing')).body.code).toBe('route.not-found');
    const wrong = await call('/notes', { method: 'DELETE' });
    expect([wrong.status, wrong.body.code, wrong.headers.get('allow')]).toEqual([
      405,
      'route.method',
      'POST, GET, HEAD',
    ]);
  });

  it('refuse an id that is none', async () => {
    expect((await call('/notes/xyz')).body).toMatchObject({
      status: 400,
      code: 'id.malformed',
      errors: [{ field: 'id' }],
    });
  });
});

describe('Idempotency-Key', () => {
  it('gives the same answer again, and acts once', async () => {
    const before = await count();
    const first = await post({ text: 'once' }, { 'idempotency-key': 'key-1' });
    const second = await post({ text: 'once' }, { 'idempotency-key': 'key-1' });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect([first.headers.get('idempotency-replayed'), second.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(await count()).toBe(before + 1);
  });

  it('refuses another body under the key', async () => {
    await post({ text: 'one' }, { 'idempotency-key': 'key-2' });
    expect((await post({ text: 'two' }, { 'idempotency-key': 'key-2' })).body).toMatchObject({
      status: 409,
      code: 'idempotency.key-reused',
    });
  });

  it('acts once for requests at the same time', async () => {
    const before = await count();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post({ text: 'slow' }, { 'idempotency-key': 'key-3' })),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  it('keeps nothing of what failed', async () => {
    const first = await post({ text: 'refused' }, { 'idempotency-key': 'key-4' });
    expect(first.body.code).toBe('note.refused');
    expect((await post({ text: 'better' }, { 'idempotency-key': 'key-4' })).status).toBe(201);
  });

  it('is another for another agency', async () => {
    const other = await service.issuer.token({ ...words, agency: testAgency({ id: 'ip-guangdong' }) });
    const first = await post({ text: 'mine' }, { 'idempotency-key': 'key-5' });
    const second = await post(
      { text: 'mine' },
      { 'idempotency-key': 'key-5', authorization: `Bearer ${other}` },
    );
    expect(second.body.id).not.toBe(first.body.id);
  });

  it('keeps neither the key nor the answer in the clear', async () => {
    await post({ text: 'of 张三' }, { 'idempotency-key': 'key-7' });
    const rows = await service.app
      .get(Database)
      .manager.query<{ row: string }[]>(
        'SELECT k::text AS row FROM idempotency_key k ORDER BY created_at DESC LIMIT 1',
      );
    expect(rows[0]?.row).toContain('POST /notes');
    expect(rows[0]?.row).not.toMatch(/张三|key-7/);
  });

  it('expires after 24 hours', async () => {
    const first = await post({ text: 'old' }, { 'idempotency-key': 'key-6' });
    await service.app
      .get(Database)
      .manager.query(`UPDATE idempotency_key SET created_at = now() - interval '25 hours'`);
    expect((await post({ text: 'new' }, { 'idempotency-key': 'key-6' })).body.id).not.toBe(first.body.id);
  });
});

describe('lists', () => {
  it('are read page by page to their end, each row once', async () => {
    for (const text of ['a', 'b', 'c']) await post({ text });
    const seen: string[] = [];
    let next: string | null = '/notes?limit=2';
    while (next) {
      const { body, headers }: Awaited<ReturnType<typeof call>> = await call(next);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      next = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? null;
      expect(next === null).toBe(body.nextCursor === null);
    }
    expect(seen.length).toBe(await count());
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'cursor=x', 'cursor=WzFd', 'unknown=1'])(
    'refuse ?%s',
    async (query) => {
      expect((await call(`/notes?${query}`)).status).toBe(400);
    },
  );
});

describe('lines', () => {
  const headers = { 'content-type': 'application/x-ndjson' };

  it('are read and answered one by one, each fault by its line', async () => {
    const body = `{"a":1}\nrubbish\n\n{"long":"${'x'.repeat(200)}"}\n{"b":2}`;
    const { text, headers: got } = await call('/notes/lines', { method: 'POST', body, headers });
    expect(got.get('content-type')).toMatch(/^application\/x-ndjson/);
    const answers = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 2, issue: expect.objectContaining({ rule: 'line.malformed' }) },
      { line: 4, issue: expect.objectContaining({ rule: 'line.too-long' }) },
      { line: 5, value: { b: 2 } },
    ]);
  });

  it('may be more than a body', async () => {
    const body = '{"a":1}\n'.repeat(150_000);
    const { status, text } = await call('/notes/lines', { method: 'POST', body, headers });
    expect([status, text.length > 1_200_000, text.trim().split('\n').length]).toEqual([201, true, 150_000]);
  });

  it('are asked for where JSON came', async () => {
    const { body } = await call('/notes/lines', { method: 'POST', body: '{}' });
    expect(body).toMatchObject({ status: 400, code: 'lines.expected' });
  });
});

describe('a running service', () => {
  it('describes itself in OpenAPI 3.1: servers, security, permissions, every error', async () => {
    const { body } = await call('/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(body.servers).toEqual([{ url: service.url }]);
    const add = body.paths['/notes'].post;
    expect(add['x-permission']).toBe('lead:submit');
    expect(add.security).toEqual([{ oidc: ['lead:submit'] }]);
    expect(add.requestBody.content['application/json'].schema.additionalProperties).toBe(false);
    expect(Object.keys(add.responses)).toEqual([
      '201',
      '400',
      '401',
      '403',
      '409',
      '413',
      '415',
      '429',
      '500',
      '503',
    ]);
    expect(body.components.responses.Problem400.content['application/problem+json'].schema.$ref).toBe(
      '#/components/schemas/Problem',
    );
  });

  it('is ready and says so in numbers', async () => {
    expect((await call('/readyz')).body).toEqual({ status: 'ready' });
    const { text } = await call('/metrics');
    for (const name of [
      'xianjie_outbox_events',
      'xianjie_relay_sent_total',
      'xianjie_parked_keys',
      'xianjie_http_request_duration_seconds_bucket',
    ]) {
      expect(text).toContain(name);
    }
    expect(text).toMatch(/route="\/notes\/:id",status="500"/);
  });

  it('is not ready while a part makes no progress, and names it', async () => {
    let obstacle: string | undefined = 'waits for the test';
    service.app.get(Health).add('test', () => obstacle);
    const { status, body } = await call('/readyz');
    obstacle = undefined;
    expect([status, body]).toEqual([503, { status: 'not ready', obstacles: { test: 'waits for the test' } }]);
  });

  it('runs its jobs, one run at a time, after a failure too', async () => {
    const counted = service.app.get(Counted);
    while (counted.runs < 4) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(counted.mostAtOnce).toBe(1);
    expect((await call('/metrics')).text).toMatch(
      /xianjie_job_runs_total\{job="CountingJob",outcome="failed"\} [1-9]/,
    );
  });

  it('wrote into the trail who did what, under the trace', async () => {
    const trace = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
    const { body } = await post({ text: 'traced' }, { traceparent: `00-${trace}-b7ad6b7169203331-01` });
    const rows = await service.app
      .get(Database)
      .manager.query('SELECT agency_id, act, trace_id FROM audit_entry WHERE subject_id = $1', [body.id]);
    expect(rows).toEqual([{ agency_id: 'ip-zhejiang', act: 'note.add', trace_id: trace }]);
  });
});

describe('the calendar of a service', () => {
  const operator = testAgency({ id: 'xianjie-operations', kind: 'operator', area: null, parents: [] });
  const ask = async (method: string, path: string, body?: object) => {
    const scopes = ['calendar:read', 'calendar:load'];
    const token = await service.issuer.token({ agency: operator, scopes });
    return call(path, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  };
  const years = async (): Promise<number[]> =>
    (await ask('GET', '/calendar')).body.years.map(({ year }: { year: number }) => year);
  const notice = {
    year: 2027,
    notice: '国办发明电〔2026〕9号',
    weekdayHolidays: ['2027-01-01', '2027-02-08'],
    makeUpWorkdays: ['2027-02-20'],
  };

  it('says how many days are left until a year that is not loaded', async () => {
    expect((await call('/metrics')).text).toMatch(/xianjie_calendar_days_left -?\d+/);
  });

  it('takes the notice on a year once, and refuses days that are none of it', async () => {
    expect(await years()).not.toContain(2027);
    const bad = { ...notice, makeUpWorkdays: ['2027-02-22'] };
    expect((await ask('POST', '/calendar/notices', bad)).status).toBe(400);
    expect((await ask('POST', '/calendar/notices', notice)).body).toEqual({ year: 2027, changed: true });
    expect((await ask('POST', '/calendar/notices', notice)).body).toEqual({ year: 2027, changed: false });
    expect(await years()).toContain(2027);
  });
});

describeBadInput(() => service, { path: '/notes', words, valid: () => ({ text: 'x', tags: [] }), count });

describe('access', () => {
  describeAccess(() => service, {
    'POST /notes': {
      allow: 'lead:submit',
      body: { text: 'x' },
      foreign: 'a note is made in the name of the caller',
    },
    'GET /notes': { allow: 'lead:read', foreign: 'notes are for everybody who may read' },
    'GET /notes/:id': {
      allow: 'lead:read',
      path: '/notes/00000000-0000-4000-8000-000000000000',
      foreign: async () => ({ agency: testAgency({ id: 'ip-guangdong', area: '440000' }) }),
    },
    'POST /notes/lines': {
      allow: 'lead:submit',
      contentType: 'application/x-ndjson',
      body: '{}',
      foreign: 'keeps nothing',
    },
  });
});

describe('rate limits', () => {
  it('stop who has no token after so many, and say when again', async () => {
    const statuses = new Map<number, Response>();
    for (let tries = 0; tries < 320; tries += 1) {
      const response = await fetch(`${service.url}/notes`);
      statuses.set(response.status, response);
      if (response.status === 429) break;
      await response.arrayBuffer();
    }
    const limited = statuses.get(429);
    expect(Number(limited?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await limited?.json()).toMatchObject({ code: 'rate.exceeded', status: 429 });
    expect((await call('/notes')).status).toBe(200);
  });
});
