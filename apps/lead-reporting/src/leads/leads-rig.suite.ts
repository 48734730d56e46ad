import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Agency, Officer } from '@xianjie/identity';
import { startTestService, testAgency, type TestService } from '@xianjie/testing';
import { DataSource } from 'typeorm';
import type { LeadView } from './leads.dto.js';

export const guangdong = testAgency({ id: 'ip-guangdong', name: '广东省知识产权局', area: '440000' });
export const hangzhou = testAgency({
  id: 'ip-hangzhou',
  name: '杭州市知识产权局',
  kind: 'patent-office-prefecture',
  area: '330100',
  parents: ['ip-zhejiang', 'cnipa'],
});
export const SCOPES = ['lead:submit', 'lead:read', 'lead:handle', 'case:read', 'case:handle'];
export const officer: Officer = { id: 'ip-hangzhou-1', name: '吴越' };

export let service: TestService;
export let db: DataSource;

const clockFile = join(mkdtempSync(join(tmpdir(), 'xianjie-clock-')), 'clock.json');

/** Lets the service believe that it is so many days later. */
export async function daysLater(days: number): Promise<void> {
  writeFileSync(clockFile, JSON.stringify({ aheadMs: days * 86_400_000 }));
  await new Promise((resolve) => setTimeout(resolve, 150)); // it looks at the file ten times a second
}

/** Starts the service before a file's tests and stops it after them. */
export function useService(): void {
  beforeAll(async () => {
    service = await startTestService(async () => (await import('../app.module.js')).AppModule, {
      migrations: [join(import.meta.dirname, '../../migrations')],
      env: {
        LOG_LEVEL: 'error',
        AGENCIES: 'samples/agencies.json',
        CLOCK_FILE: process.env['CLOCK_FILE'] ?? clockFile,
        PERSONAL_KEYS: `k1:${randomBytes(32).toString('base64')}`,
        PERSONAL_HASH_KEY: randomBytes(32).toString('base64'),
      },
    });
    db = service.app.get(DataSource);
  });
  afterAll(() => service?.stop());
}

let count = 0;

/** A valid lead, with the one change a test is about. */
export function lead(change: Record<string, unknown> = {}): Record<string, unknown> {
  count += 1;
  return {
    externalNo: `浙知线-${count}`,
    origin: { source: 'FAIR', fair: '广交会', booth: '9.1A12' },
    scope: 'PROVINCE',
    subject: { kind: 'ORGANISATION', name: '杭州某某有限公司', creditCode: '91330106MA2YYTX068' },
    patentNumber: 'ZL202010566088.9',
    actType: 'INFRINGEMENT',
    actOn: '2026-03-01',
    areaCode: '330106',
    goods: '无叶风扇',
    ...change,
  };
}

export interface Call {
  readonly agency?: Agency;
  readonly officer?: Officer;
  readonly language?: string;
  readonly type?: string;
  readonly idempotencyKey?: string;
}

export async function call(
  method: string,
  path: string,
  body?: unknown,
  { agency, officer: by, language = 'en', type, idempotencyKey }: Call = {},
) {
  const token = await service.issuer.token({
    scopes: SCOPES,
    ...(agency ? { agency } : {}),
    ...(by ? { officer: by } : {}),
  });
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(`${service.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'accept-language': language,
      ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: text }),
  });
}

export const json = async <T = LeadView>(answer: Response): Promise<T> => (await answer.json()) as T;

export interface Answer {
  readonly line: number;
  readonly status: string;
  readonly leadId?: string;
  readonly errors?: readonly { field: string; rule: string; message: string }[];
}

export async function bulk(lines: readonly unknown[], options: Call = {}): Promise<Answer[]> {
  const body = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const answer = await call('POST', '/leads/bulk', body, { ...options, type: 'application/x-ndjson' });
  expect(answer.status).toBe(200);
  const text = await answer.text();
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Answer);
}

export const countOf = async (table: string, where = 'true'): Promise<number> => {
  const [row] = await db.query<{ count: string }[]>(`SELECT count(*) FROM ${table} WHERE ${where}`);
  return Number(row?.count);
};
