import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseOpened, LeadSubmitted } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import { readAgencyDirectory } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { startTestService, type TestService } from '@xianjie/testing';
import { CaseWatchService } from '../patents/case-watch.service.js';
import { PatentsService } from '../patents/patents.service.js';
import { questionsOf } from '../patents/questions.js';

const agencies = readAgencyDirectory('samples/agencies.json');
const number = '202010566088.9';
let service: TestService;
let db: Database;

beforeAll(async () => {
  service = await startTestService(async () => (await import('../app.module.js')).AppModule, {
    migrations: [join(import.meta.dirname, '../../migrations')],
    env: { AGENCIES: 'samples/agencies.json', LOG_LEVEL: 'error' },
  });
  db = service.app.get(Database);
});
afterAll(() => service?.stop());

async function lead(submitter: string, scope: LeadSubmitted['scope'], externalNo: string): Promise<string> {
  const leadId = newId();
  const told = { leadId, patentNumber: number, actOn: '2026-03-01', submitter, externalNo, scope };
  const patents = service.app.get(PatentsService);
  await db.transact((tx) => patents.ask(tx, questionsOf([{ ...told, actType: 'INFRINGEMENT' }])));
  return leadId;
}

async function openCase(agency: string, caseNo: string): Promise<string> {
  const opened: CaseOpened = {
    ...{ caseId: newId(), caseNo, agency, leadId: null, areaCode: '330106', patentNumber: number },
    ...{ actType: 'USING_ANOTHERS_NUMBER', actOn: '2026-03-01', openedOn: '2026-03-20' },
  };
  await db.transact((tx) => service.app.get(CaseWatchService).watch(tx, [opened]));
  return opened.caseId;
}

interface Page {
  readonly items: { kind: string; number: string; status: string; agency: { name: string } }[];
  readonly nextCursor: string | null;
}

async function dependents(id: string, query = ''): Promise<Page> {
  const scopes = ['patent:read', 'lead:read', 'case:read'];
  const token = await service.issuer.token({ agency: agencies.get(id), scopes });
  const answer = await fetch(`${service.url}/patents/${number}/dependents?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Page;
}
const seen = async (id: string, query = '') =>
  (await dependents(id, query)).items.map((item) => item.number).sort();

describe('GET /patents/:number/dependents', () => {
  beforeAll(async () => {
    await lead('ip-hangzhou', 'CITY', '杭-市');
    await lead('ip-hangzhou', 'PROVINCE', '杭-省');
    await lead('ip-shenzhen', 'NATION', '深-国');
    await lead('ip-shenzhen', 'CITY', '深-市');
    await lead('platform-huopin', 'CITY', '货-市');
    await openCase('ip-hangzhou', '杭案1');
    await openCase('ip-shenzhen', '深案1');
  });

  it('shows to each what it may see, and nothing else', async () => {
    expect(await seen('ip-hangzhou')).toEqual(['杭-市', '杭-省', '杭案1', '深-国'].sort());
    expect(await seen('ip-ningbo')).toEqual(['杭-省', '深-国'].sort());
    expect(await seen('ip-zhejiang')).toEqual(['杭-市', '杭-省', '杭案1', '深-国'].sort());
    expect(await seen('ip-guangdong')).toEqual(['深-国', '深-市', '深案1'].sort());
    expect(await seen('platform-huopin')).toEqual(['货-市']);
    expect(await seen('police-hangzhou')).toEqual([]);
    expect(await seen('cnipa-examination')).toEqual([]);
  });

  it('names the agency, and the answer that was given', async () => {
    const { items } = await dependents('ip-hangzhou', 'kind=case');
    expect(items).toEqual([
      expect.objectContaining({
        kind: 'case',
        number: '杭案1',
        status: 'UNKNOWN',
        present: 'UNKNOWN',
        agency: { id: 'ip-hangzhou', name: '杭州市知识产权局' },
      }),
    ]);
  });

  it('is read page by page, leads and cases together', async () => {
    const numbers: string[] = [];
    for (let cursor = ''; ;) {
      const page = await dependents('ip-hangzhou', `limit=1${cursor}`);
      numbers.push(...page.items.map((item) => item.number));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(numbers).toEqual(['杭案1', '深-国', '杭-省', '杭-市']);
  });

  it('leaves out what rests on the patent no longer', async () => {
    const [withdrawn, dropped] = [
      await lead('ip-wenzhou', 'CITY', '温-撤'),
      await openCase('ip-wenzhou', '温案撤'),
    ];
    expect(await seen('ip-wenzhou')).toEqual(['杭-省', '深-国', '温-撤', '温案撤'].sort());
    await db.transact(async (tx) => {
      await service.app.get(PatentsService).forget(tx, [withdrawn]);
      await service.app.get(CaseWatchService).closed(tx, [dropped]);
    });
    expect(await seen('ip-wenzhou')).toEqual(['杭-省', '深-国'].sort());
  });
});
