import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Agency, readAgencyDirectory } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import type { ClockView } from '@xianjie/service';
import { startTestService, type TestService } from '@xianjie/testing';
import { decided } from '../decisions/sample-decision.suite.js';
import { DecisionsService } from '../decisions/decisions.service.js';

const folder = mkdtempSync(join(tmpdir(), 'credit-'));
const clockFile = join(folder, 'clock.json');
const agencies = readAgencyDirectory('samples/agencies.json');
let service: TestService;

beforeAll(async () => {
  service = await startTestService(async () => (await import('../app.module.js')).AppModule, {
    migrations: [join(import.meta.dirname, '../../migrations')],
    env: { AGENCIES: 'samples/agencies.json', CLOCK_FILE: clockFile, LOG_LEVEL: 'error' },
  });
});
afterAll(async () => {
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function setDay(day: string): Promise<void> {
  writeFileSync(clockFile, JSON.stringify({ aheadMs: Date.parse(`${day}T04:00:00Z`) - Date.now() }));
  await sleep(150);
}

async function get<T>(path: string, agency: Agency): Promise<T> {
  const token = await service.issuer.token({ agency, scopes: ['publicity:read'] });
  const answer = await fetch(`${service.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}

describe('GET /clocks', () => {
  it('names to an agency the decisions it has yet to show, with the rule of each system', async () => {
    await setDay('2026-10-09');
    const decision = decided({ decidedOn: '2026-10-08' });
    await service.app.get(Database).transact((tx) => service.app.get(DecisionsService).receive(tx, decision));
    await setDay('2026-10-20');
    const { items } = await get<{ items: ClockView[] }>('/clocks', agencies.get(decision.agency));
    expect(items[0]).toMatchObject({
      limit: { key: 'DOUBLE_PUBLICITY_7WD' },
      subject: { type: 'publicity-record', label: decision.decisionNo },
      counted: { zh: '7个工作日' },
    });
    await setDay('2026-12-01');
    expect(await get('/clocks/counts', agencies.get(decision.agency))).toEqual({
      LATE: 2,
      TODAY: 0,
      WEEK: 0,
    });
    expect(await get('/clocks', agencies.get('ip-shenzhen'))).toEqual({ items: [], nextCursor: null });
  });
});

describe('GET /statistics', () => {
  it('counts records by month of the decision and place of the act, each with its list', async () => {
    interface Counted {
      readonly measures: { key: string; list: string }[];
      readonly cells: { month: string; province: string; values: number[] }[];
    }
    const agency = agencies.get('ip-hangzhou');
    const { measures, cells } = await get<Counted>('/statistics?from=2026-10&to=2026-10', agency);
    expect(measures[0]?.key).toBe('publicity.received');
    expect(cells).toEqual([{ month: '2026-10', province: '33', values: [2, 0, 0, 0, 0] }]);
    for (const [at, { list }] of measures.entries()) {
      const path = list
        .replace('{province}', '33')
        .replace('{from}', '2026-10-01')
        .replace('{to}', '2026-10-31');
      expect((await get<{ items: unknown[] }>(path, agency)).items).toHaveLength(cells[0]?.values[at] ?? 0);
    }
    expect(
      await get<Counted>('/statistics?from=2026-10&to=2026-10', agencies.get('ip-shenzhen')),
    ).toMatchObject({
      cells: [],
    });
  });
});
