import { describe, expect, it } from '@jest/globals';
import type { Agency } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { opened, ready, waitingLead } from '../cases/cases-rig.suite.js';
import { as, distribute, ningbo, wenzhou, zhejiang } from '../circulars/circulars-rig.suite.js';
import {
  bulk,
  call,
  db,
  guangdong,
  hangzhou,
  json,
  lead,
  service,
  useService,
} from '../leads/leads-rig.suite.js';
import { LeadTalliesJob } from './lead-statistics.js';

useService();

interface Statistics {
  readonly measures: { key: string; list: string }[];
  readonly rates: { part: string; whole: string }[];
  readonly cells: { month: string; province: string; values: number[] }[];
}
const SCOPES = ['lead:read', 'case:read', 'circular:read'];

async function statistics(agency: Agency, query = 'from=2024-01&to=2028-12'): Promise<Statistics> {
  const token = await service.issuer.token({ agency, scopes: SCOPES });
  const answer = await fetch(`${service.url}/statistics?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  return json<Statistics>(answer);
}

/** The sum of a measure over all cells. */
function sum({ measures, cells }: Statistics, key: string): number {
  const at = measures.findIndex((measure) => measure.key === key);
  return cells.reduce((all, { values }) => all + (values[at] ?? 0), 0);
}

/** How many things the list behind a measure holds, over all its cells. */
async function listed({ measures, cells }: Statistics, key: string, agency: Agency): Promise<number> {
  const template = measures.find((measure) => measure.key === key)!.list;
  let count = 0;
  for (const { month, province } of cells) {
    const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
    const path = template
      .replace('{province}', province)
      .replace('{from}', `${month}-01`)
      .replace('{to}', `${month}-${days}`);
    const token = await service.issuer.token({ agency, scopes: SCOPES });
    const answer = await fetch(`${service.url}${path}&limit=200`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([path, answer.status]).toEqual([path, 200]);
    count += (await json<{ items: unknown[] }>(answer)).items.length;
  }
  return count;
}

describe('GET /statistics', () => {
  it('counts what the caller may see, and each number is the length of its list', async () => {
    await bulk([
      lead({ areaCode: '330106', scope: 'CITY' }),
      lead({ areaCode: '440305', scope: 'NATION' }),
      lead({ areaCode: '440305', scope: 'PROVINCE', patentNumber: undefined }),
    ]);
    const withdrawn = await waitingLead();
    await call('POST', `/leads/${withdrawn}/withdrawal`, { reason: '误报' });
    await opened();
    await ready();
    for (const agency of [zhejiang, hangzhou, guangdong]) {
      const counted = await statistics(agency);
      for (const { key } of counted.measures.filter(({ key: each }) => !each.startsWith('circulars')))
        expect([agency.id, key, sum(counted, key)]).toEqual([
          agency.id,
          key,
          await listed(counted, key, agency),
        ]);
    }
    const own = await statistics(zhejiang);
    expect(sum(own, 'leads.withdrawn')).toBe(1);
    expect(sum(own, 'cases.opened')).toBe(2);
    expect(new Set(own.cells.map(({ province }) => province))).toEqual(new Set(['33', '44']));
    expect(sum(await statistics(guangdong), 'leads.submitted')).toBe(1);
  });

  it('keeps its numbers when counters are folded, and when leads change at the same time', async () => {
    const before = await statistics(zhejiang);
    for (let n = 0; n < 3; n += 1)
      await db.query(
        `INSERT INTO lead_tally SELECT month, province, marking_owner, marking_scope, marking_city, marking_province, marking_superiors,
           marking_kinds, marking_purposes, marking_addressees, false, delta, 0, 0, 0, 0, 0
         FROM (SELECT * FROM lead_tally LIMIT 1) one, generate_series(1, 200) g, unnest(ARRAY[1, -1]) delta`,
      );
    const job = new LeadTalliesJob(service.app.get(Database));
    await Promise.all([
      job.run(AbortSignal.timeout(10_000)),
      waitingLead(),
      job.run(AbortSignal.timeout(10_000)),
    ]);
    const after = await statistics(zhejiang);
    expect(sum(after, 'leads.submitted')).toBe(sum(before, 'leads.submitted') + 1);
    const [{ n: rows } = { n: 0 }] = await db.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM lead_tally',
    );
    expect(rows).toBeLessThan(60);
  });

  it('counts receipts of circulars: all of them for who sent it, an addressee its own', async () => {
    const { id } = await distribute({ addressees: ['ip-ningbo', 'ip-wenzhou'] });
    await as(ningbo)('POST', `/circulars/${id}/acknowledgement`);
    const [all, own, other] = [
      await statistics(zhejiang),
      await statistics(ningbo),
      await statistics(wenzhou),
    ];
    const receipts = (counted: Statistics) => [
      sum(counted, 'circulars.sent'),
      sum(counted, 'circulars.acknowledged'),
      sum(counted, 'circulars.silent'),
    ];
    expect(receipts(all)).toEqual([2, 1, 0]);
    expect(receipts(own)).toEqual([1, 1, 0]);
    expect(receipts(other)).toEqual([1, 0, 0]);
    expect(await listed(other, 'circulars.acknowledged', wenzhou)).toBe(0);
    expect(await listed(own, 'circulars.acknowledged', ningbo)).toBe(1);
  });

  it('refuses more than five years, and months that end before they begin', async () => {
    for (const query of ['from=2020-01&to=2026-01', 'from=2026-02&to=2026-01', 'from=2026-13&to=2026-14']) {
      const answer = await call('GET', `/statistics?${query}`, undefined, { agency: hangzhou });
      expect(answer.status).toBe(400);
    }
  });
});
