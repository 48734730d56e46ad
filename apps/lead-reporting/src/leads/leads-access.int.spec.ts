import { describe, expect, it } from '@jest/globals';
import type { Agency } from '@xianjie/identity';
import { describeBadInput } from '@xianjie/testing';
import type { LeadView } from './leads.dto.js';
import {
  type Call,
  call,
  countOf,
  db,
  guangdong,
  hangzhou,
  json,
  lead,
  SCOPES,
  service,
  useService,
} from './leads-rig.suite.js';

useService();

describe('GET /leads', () => {
  it('shows a lead to its owner and, by its marking, to others', async () => {
    const nation = await json(await call('POST', '/leads', lead({ scope: 'NATION' })));
    const province = await json(await call('POST', '/leads', lead({ scope: 'PROVINCE' })));
    const statuses = async (agency?: Agency) =>
      Promise.all(
        [nation, province].map(
          async ({ id }) => (await call('GET', `/leads/${id}`, undefined, agency ? { agency } : {})).status,
        ),
      );
    expect(await statuses()).toEqual([200, 200]);
    expect(await statuses(hangzhou)).toEqual([200, 200]);
    expect(await statuses(guangdong)).toEqual([200, 404]);
  });

  it('filters, and pages without gaps or repeats, also by days', async () => {
    const ids = [];
    for (let n = 0; n < 5; n += 1)
      ids.push((await json(await call('POST', '/leads', lead({ patentNumber: '99200003.3' })))).id);
    for (const days of ['', '&submittedFrom=2020-01-01', '&submittedTo=2099-12-31']) {
      const query = `/leads?limit=2&patentNumber=99200003${days}`;
      const seen: string[] = [];
      let next: string | null = query;
      while (next) {
        const page: { items: LeadView[]; nextCursor: string | null } = await json(await call('GET', next));
        seen.push(...page.items.map(({ id }) => id));
        next = page.nextCursor && `${query}&cursor=${page.nextCursor}`;
      }
      expect([days, seen]).toEqual([days, [...ids].reverse()]);
    }
  });

  it('finds by external number, credit code, status and day', async () => {
    const { externalNo } = await json(await call('POST', '/leads', lead()));
    const query = `externalNo=${encodeURIComponent(externalNo)}&creditCode=91330106MA2YYTX068&status=submitted&submittedFrom=2026-01-01&marked=false`;
    const { items } = await json<{ items: LeadView[] }>(await call('GET', `/leads?${query}`));
    expect(items.map((item) => item.externalNo)).toEqual([externalNo]);
    const none = await json<{ items: LeadView[] }>(
      await call('GET', `/leads?${query.replace('false', 'true')}`),
    );
    expect(none.items).toEqual([]);
  });

  it('finds by how the name of an organisation or shop begins, whatever its case, and no natural person', async () => {
    const named = (subject: object, rest: object = {}) => call('POST', '/leads', lead({ subject, ...rest }));
    await named({ kind: 'ORGANISATION', name: '衢州Windlos风扇厂' });
    await named({ kind: 'SHOP', platform: '货品网', shopId: 'w-1', name: '衢州windlos旗舰店' });
    await named({ kind: 'PERSON', name: '衢州w张三' });
    const found = async (name: string, caller: Call = {}) => {
      const answer = await call('GET', `/leads?name=${encodeURIComponent(name)}`, undefined, caller);
      return (await json<{ items: LeadView[] }>(answer)).items.map(({ subject }) => subject.name);
    };
    expect(await found('衢州W')).toEqual(['衢州windlos旗舰店', '衢州Windlos风扇厂']);
    expect([await found('Windlos'), await found('衢州%'), await found('衢州w张')]).toEqual([[], [], []]);
    // Of a province that these are not shown to.
    expect(await found('衢州W', { agency: guangdong })).toEqual([]);
  });

  it('reads the beginning of a name from its index', async () => {
    const plan: unknown = await db.transaction(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off');
      return tx.query(
        `EXPLAIN SELECT id FROM lead WHERE subject_kind <> 'PERSON' AND starts_with(lower(subject ->> 'name') COLLATE "C", lower($1))`,
        ['衢州W'],
      );
    });
    expect(JSON.stringify(plan)).toMatch(/Index Cond.*>=.*衢州w/);
  });
});

describe('PUT /leads/:id and withdrawal', () => {
  it('corrects a lead, keeps what it said, and tells others', async () => {
    const first = lead();
    const { id } = await json(await call('POST', '/leads', first));
    const answer = await call('PUT', `/leads/${id}`, { ...first, goods: '台灯', actOn: '2026-02-01' });
    expect(answer.status).toBe(200);
    expect(await json(answer)).toMatchObject({ id, goods: '台灯', actOn: '2026-02-01', version: 2 });
    expect(await countOf('lead_version', `lead_id = '${id}' AND content->>'goods' = '无叶风扇'`)).toBe(1);
    expect(await countOf('event', `stream_id = 'lead-reporting.lead/${id}'`)).toBe(2);
    // The same correction again, and the first submission again, change nothing.
    expect(
      await json(await call('PUT', `/leads/${id}`, { ...first, goods: '台灯', actOn: '2026-02-01' })),
    ).toMatchObject({ version: 2 });
    expect((await call('POST', '/leads', first)).status).toBe(200);
    expect(await countOf('event', `stream_id = 'lead-reporting.lead/${id}'`)).toBe(2);
  });

  it('lets nobody but the submitter correct or withdraw', async () => {
    const first = lead({ scope: 'NATION' });
    const { id } = await json(await call('POST', '/leads', first));
    expect((await call('PUT', `/leads/${id}`, first, { agency: guangdong })).status).toBe(403);
    expect(
      (await call('POST', `/leads/${id}/withdrawal`, { reason: '误报' }, { agency: guangdong })).status,
    ).toBe(403);
  });

  it('withdraws once', async () => {
    const first = lead();
    const { id } = await json(await call('POST', '/leads', first));
    expect(await json(await call('POST', `/leads/${id}/withdrawal`, { reason: '误报' }))).toMatchObject({
      status: 'withdrawn',
      withdrawnBecause: '误报',
    });
    expect((await call('POST', `/leads/${id}/withdrawal`, { reason: '误报' })).status).toBe(409);
    expect((await call('PUT', `/leads/${id}`, first)).status).toBe(409);
  });
});

describeBadInput(() => service, {
  path: '/leads',
  words: { scopes: SCOPES },
  valid: () => lead(),
  count: () => countOf('lead'),
});
