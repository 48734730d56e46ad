import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { CaseDecided, CaseFindingsRecorded, CrimeSuspected } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import { type Agency, AgencyDirectory, type Officer } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { bootService, Clock } from '@xianjie/service';
import { startTestService, type TestService, type TestServiceOptions } from '@xianjie/testing';
import { CasesService } from '../cases/cases.service.js';
import { TransfersService } from './transfers.service.js';
import type { TransferPageView } from './transfers.views.js';

/** Who calls: an agency of the samples, with an officer or as its system. */
export interface Who {
  readonly agency: string;
  readonly officer?: Officer;
}

export const wu: Who = { agency: 'ip-hangzhou', officer: { id: 'ip-hangzhou-1', name: '吴越' } };
export const fang: Who = { agency: 'ip-hangzhou', officer: { id: 'ip-hangzhou-2', name: '方敏' } };
export const head: Who = {
  agency: 'ip-hangzhou',
  officer: { id: 'ip-hangzhou-3', name: '章立新', head: true },
};
export const police: Who = { agency: 'police-hangzhou', officer: { id: 'police-hangzhou-1', name: '孙毅' } };
export const provincialPolice: Who = {
  agency: 'police-zhejiang',
  officer: { id: 'police-zhejiang-1', name: '徐刚' },
};
export const proc: Who = {
  agency: 'procuratorate-hangzhou',
  officer: { id: 'procuratorate-hangzhou-1', name: '郑清' },
};
export const shenzhen: Who = { agency: 'ip-shenzhen', officer: { id: 'ip-shenzhen-1', name: '林嘉' } };
export const SCOPES = ['transfer:read', 'transfer:take-step'];

export let service: TestService;
export let db: Database;

/** What the service takes for now. */
let time = new Date('2026-03-02T01:00:00Z');

export const now = (): Date => time;
export function setTime(at: string | Date): void {
  time = new Date(at);
}
export function wait(hours: number): void {
  time = new Date(time.getTime() + hours * 3_600_000);
}

/** Starts the service before a file's tests and stops it after them. */
export function useService(
  env: () => Readonly<Record<string, string>> = () => ({}),
  prepare: TestServiceOptions['prepare'] = async () => undefined,
): void {
  beforeAll(async () => {
    service = await startTestService(async () => (await import('../app.module.js')).AppModule, {
      migrations: [join(import.meta.dirname, '../../migrations')],
      env: { AGENCIES: 'samples/agencies.json', ...ownSettings(), ...env() },
      prepare,
    });
    db = service.app.get(Database);
    service.app.get(Clock).now = () => new Date(time);
  });
  afterAll(async () => {
    await service?.stop();
    rmSync(documentsFolder, { recursive: true, force: true });
  });
}

/** The service begins anew on what it left: another process would find the same. */
export async function restart(): Promise<void> {
  const before = service;
  const running = await bootService((await import('../app.module.js')).AppModule);
  running.app.get(Clock).now = () => new Date(time);
  const stop = async () => {
    await running.stop();
    await before.stop();
  };
  service = { ...before, ...running, stop };
  db = service.app.get(Database);
}

/** Where the service under test keeps its papers. */
export const documentsFolder = mkdtempSync(join(tmpdir(), 'xianjie-documents-'));

/** What every case-transfer needs to start. */
export function ownSettings(): Record<string, string> {
  return {
    PERSONAL_KEYS: `test:${randomBytes(32).toString('base64')}`,
    DOCUMENTS_FOLDER: documentsFolder,
  };
}

export const agencyOf = (id: string): Agency => service.app.get(AgencyDirectory).get(id);

export async function call(
  method: string,
  path: string,
  who: Who,
  body?: unknown,
  language = 'en',
): Promise<Response> {
  const token = await service.issuer.token({
    scopes: SCOPES,
    agency: agencyOf(who.agency),
    ...(who.officer ? { officer: who.officer } : {}),
  });
  return fetch(`${service.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'accept-language': language,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

export const json = async <T>(answer: Response): Promise<T> => (await answer.json()) as T;

/** Calls, and expects it to succeed. */
export async function done<T = Record<string, unknown>>(
  method: string,
  path: string,
  who: Who,
  body?: unknown,
): Promise<T> {
  const answer = await call(method, path, who, body);
  const text = await answer.text();
  expect(`${answer.status} ${answer.status < 300 ? '' : text}`).toMatch(/^20[01] /);
  return JSON.parse(text) as T;
}

/** Calls, and answers status and code of what it is refused with. */
export async function refused(
  method: string,
  path: string,
  who: Who,
  body?: unknown,
): Promise<[number, string]> {
  const answer = await call(method, path, who, body);
  const problem = await json<{ code: string; errors?: { rule: string }[] }>(answer);
  return [answer.status, problem.code];
}

export function suspicion(change: Partial<CrimeSuspected> = {}): CrimeSuspected {
  return {
    caseId: newId(),
    caseNo: `杭知案〔2026〕${Math.floor(Math.random() * 1e9)}号`,
    agency: 'ip-hangzhou',
    areaCode: '330106',
    findingNo: 1,
    charge: '假冒专利罪',
    duty: 'MUST_TRANSFER',
    grounds: ['AMOUNT'],
    officersSuspicion: false,
    basis: '刑法第216条；国务院令第310号第3条',
    certainty: 'VERIFIED',
    suspectedOn: '2026-03-02',
    ...change,
  };
}

/** What a case's findings say. */
export function findings(change: Partial<CaseFindingsRecorded> = {}): CaseFindingsRecorded {
  return {
    caseId: newId(),
    findingNo: 1,
    agency: 'ip-hangzhou',
    areaCode: '330106',
    actEndOn: '2026-01-10',
    discoveredOn: '2026-02-20',
    subject: 'UNIT',
    actType: 'OTHERS_NUMBER',
    patents: 1,
    turnoverFen: 25_000_000n,
    gainFen: null,
    directLossFen: null,
    priorSanctionWithin2y: false,
    reasonableSuspicion: false,
    duty: 'MUST_TRANSFER',
    grounds: ['AMOUNT'],
    basis: '刑法第216条',
    certainty: 'VERIFIED',
    ...change,
  };
}

export function decision(change: Partial<CaseDecided> = {}): CaseDecided {
  return {
    caseId: newId(),
    decisionId: newId(),
    decisionNo: '杭市知罚决〔2026〕12号',
    kind: 'PENALTY',
    decidedOn: '2026-03-05',
    agency: 'ip-hangzhou',
    areaCode: '330106',
    partyKind: 'ORGANISATION',
    partyName: '杭州某某有限公司',
    creditCode: '91330106MA2YYTX068',
    violation: '假冒专利',
    legalBasis: '专利法第68条',
    penalties: ['FINE'],
    fineFen: 5_000_000n,
    confiscationFen: 0n,
    content: '罚款五万元',
    procedure: 'ORDINARY',
    gravity: 'GENERAL',
    ...change,
  };
}

export const suspect = (event: CrimeSuspected): Promise<void> =>
  db.transact((tx) => service.app.get(TransfersService).suspected(tx, event));

export const cases = (): CasesService => service.app.get(CasesService);

/** Ids of the transfers of a case, the oldest first. */
export async function transfersOf(caseId: string): Promise<string[]> {
  const rows = await db.manager.query<{ id: string }[]>(
    'SELECT id FROM transfer WHERE case_id = $1 ORDER BY id',
    [caseId],
  );
  return rows.map(({ id }) => id);
}

/** A transfer as it opens. */
export async function opened(change: Partial<CrimeSuspected> = {}): Promise<string> {
  const event = suspicion(change);
  await suspect(event);
  const [id] = await transfersOf(event.caseId);
  return id as string;
}

export const page = (id: string, who: Who): Promise<TransferPageView> => done('GET', `/transfers/${id}`, who);

export async function stateOf(id: string): Promise<string> {
  const [row] = await db.manager.query<{ state: string }[]>('SELECT state FROM transfer WHERE id = $1', [id]);
  return row?.state ?? '';
}

/** Adds a paper; answers its id. */
export async function paper(id: string, who: Who, kind: string): Promise<string> {
  const body = {
    kind,
    name: `${kind}.pdf`,
    sha256: randomUUID().replaceAll('-', '').padEnd(64, '0'),
    bytes: 1234,
  };
  return (await done<{ id: string }>('POST', `/transfers/${id}/documents`, who, body)).id;
}

export const FIVE = [
  'TRANSFER_LETTER',
  'INVESTIGATION_REPORT',
  'ARTICLE_LIST',
  'INSPECTION_OR_APPRAISAL',
  'OTHER',
];

export const papers = (id: string, who: Who, kinds: readonly string[]): Promise<string[]> =>
  kinds.reduce<Promise<string[]>>(
    async (before, kind) => [...(await before), await paper(id, who, kind)],
    Promise.resolve([]),
  );

export const countOf = async (table: string, where = 'true'): Promise<number> => {
  const [row] = await db.manager.query<{ count: string }[]>(`SELECT count(*) FROM ${table} WHERE ${where}`);
  return Number(row?.count);
};
