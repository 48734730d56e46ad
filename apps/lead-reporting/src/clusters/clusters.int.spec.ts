import { describe, expect, it } from '@jest/globals';
import { decodeEvent } from '@xianjie/contracts';
import type { Agency } from '@xianjie/identity';
import { describeBadInput, testAgency } from '@xianjie/testing';
import {
  call,
  countOf,
  db,
  guangdong,
  hangzhou,
  json,
  lead,
  officer,
  SCOPES,
  service,
  useService,
} from '../leads/leads-rig.suite.js';
import { ClusterExport } from './cluster-export.js';
import { clusterView, type ClusterView } from './clusters.dto.js';
import { clustersOf, matter, suggested, suggestion } from './clusters-rig.suite.js';

useService();

const byOfficer = (agency?: Agency) => ({ officer, ...(agency ? { agency } : {}) });
const act = (id: string, what: string, body: object = {}, agency?: Agency) =>
  call('POST', `/clusters/${id}/${what}`, body, byOfficer(agency));
const statesOf = ({ leads }: ClusterView) => leads.map(({ state }) => state);

async function eventsOf(id: string): Promise<unknown[]> {
  const rows = await db.query<{ payload: Buffer }[]>(
    'SELECT payload FROM event WHERE stream_id = $1 ORDER BY number',
    [`lead-reporting.cluster/${id}`],
  );
  return rows.map(({ payload }) => decodeEvent(payload).value);
}

describe('a suggestion', () => {
  it('is made of leads of two agencies on one matter, and says why', async () => {
    const { cluster, first, second } = await suggestion();
    expect(cluster).toMatchObject({
      status: 'suggested',
      score: 100,
      keys: ['SHOP', 'NAME', 'PATENT', 'ACT_TYPE', 'PERIOD', 'PLATFORM'],
      others: 0,
    });
    expect(cluster.leads.map(({ leadId }) => leadId).sort()).toEqual([first, second].sort());
    expect(cluster.leads.every(({ like }) => like === first || like === second)).toBe(true);
  });

  it('is not made of one agency’s leads', async () => {
    const same = matter();
    const { id } = await json(await call('POST', '/leads', lead(same)));
    await call('POST', '/leads', lead(same));
    await suggested();
    expect(await clustersOf(id)).toEqual([]);
  });

  it('finds natural persons without knowing them', async () => {
    const subject = { kind: 'PERSON', name: '张三', citizenNumber: '440524188001010014' };
    const { cluster } = await suggestion({ subject });
    expect(cluster.keys).toContain('CITIZEN_NUMBER');
    const [row] = await db.query<{ text: string }[]>(
      `SELECT string_agg(cluster::text, '') AS text FROM cluster WHERE id = $1`,
      [cluster.id],
    );
    expect(row?.text).not.toMatch(/440524188001010014|张三/);
  });

  it('shows of the leads those that the caller may see, and counts the others', async () => {
    const { cluster, first } = await suggestion({}, { scope: 'CITY' });
    expect((await clustersOf(first))[0]).toMatchObject({ others: 1, leads: [{ leadId: first, like: null }] });
    const { items } = await json<{ items: ClusterView[] }>(
      await call('GET', '/clusters?limit=200', undefined, { agency: hangzhou }),
    );
    expect(items.find(({ id }) => id === cluster.id)).toMatchObject({ others: 1 });
  });

  it('follows a lead that is corrected or withdrawn', async () => {
    const { first, second, same } = await suggestion();
    const view = await json(await call('GET', `/leads/${first}`));
    const content = lead({ ...same, externalNo: view.externalNo });
    await call('PUT', `/leads/${first}`, { ...content, actType: 'FORGED_DOCUMENT' });
    await suggested();
    expect([await clustersOf(first), await clustersOf(second)]).toEqual([[], []]);
    await call('PUT', `/leads/${first}`, content);
    await suggested();
    expect(await clustersOf(first)).toHaveLength(1);
    await call('POST', `/leads/${first}/withdrawal`, { reason: '误报' });
    await suggested();
    expect(await clustersOf(second, guangdong)).toEqual([]);
  });

  it('reaches others when a lead of it is opened to them', async () => {
    const { cluster, first, same } = await suggestion({ scope: 'PROVINCE' });
    const jiangsu = testAgency({ id: 'ip-jiangsu', area: '320000' });
    const path = `/clusters/${cluster.id}`;
    expect((await call('GET', path, undefined, { agency: jiangsu })).status).toBe(404);
    const { externalNo } = await json(await call('GET', `/leads/${first}`));
    await call('PUT', `/leads/${first}`, lead({ ...same, externalNo, scope: 'NATION' }));
    await suggested();
    const { items } = await json<{ items: ClusterView[] }>(
      await call('GET', '/clusters?limit=200', undefined, { agency: jiangsu }),
    );
    const [reborn] = await clustersOf(first);
    expect(items.map(({ id }) => id)).toContain(reborn?.id);
  });
});

describe('a confirmed cluster', () => {
  it('reaches others when a lead of it is opened to them', async () => {
    const { cluster, first, same } = await suggestion({ scope: 'PROVINCE' });
    await act(
      cluster.id,
      'confirmation',
      {},
      testAgency({ id: 'cnipa', kind: 'patent-office-nation', area: null, parents: [] }),
    );
    const { externalNo } = await json(await call('GET', `/leads/${first}`));
    await call('PUT', `/leads/${first}`, lead({ ...same, externalNo, scope: 'NATION' }));
    await suggested();
    const jiangsu = testAgency({ id: 'ip-jiangsu', area: '320000' });
    const { items } = await json<{ items: ClusterView[] }>(
      await call('GET', '/clusters?shelf=confirmed&limit=200', undefined, { agency: jiangsu }),
    );
    expect(items.find(({ id }) => id === cluster.id)).toMatchObject({ others: 1 });
  });
});

describe('GET /clusters', () => {
  it('pages without gaps or repeats, the newest first', async () => {
    const made: string[] = [];
    for (let n = 0; n < 3; n += 1) made.push((await suggestion()).cluster.id);
    const seen: string[] = [];
    let next: string | null = '/clusters?limit=2';
    while (next) {
      const page: { items: ClusterView[]; nextCursor: string | null } = await json(await call('GET', next));
      seen.push(...page.items.map(({ id }) => id));
      next = page.nextCursor && `/clusters?limit=2&cursor=${page.nextCursor}`;
    }
    expect(seen.slice(0, 3)).toEqual(made.reverse());
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(await countOf('cluster', `status = 'suggested'`));
  });

  it('asks the marking of each lead, whatever its index says', async () => {
    const { cluster, first, second } = await suggestion();
    await db.query(`UPDATE lead SET marking_kinds = '{}' WHERE id IN ($1, $2)`, [first, second]);
    const { items } = await json<{ items: ClusterView[] }>(
      await call('GET', '/clusters?limit=200', undefined, { agency: hangzhou }),
    );
    expect(items.map(({ id }) => id)).not.toContain(cluster.id);
  });

  it('tells nobody of a lead’s clusters who may not see the lead', async () => {
    const { first } = await suggestion({ scope: 'PROVINCE' });
    expect(await clustersOf(first, guangdong)).toEqual([]);
  });
});

describe('confirming', () => {
  it('is an officer’s act, told to others and audited', async () => {
    const { cluster, first, second } = await suggestion();
    const refused = await call('POST', `/clusters/${cluster.id}/confirmation`, {});
    expect([refused.status, await json<object>(refused)]).toMatchObject([403, { code: 'officer.needed' }]);
    const view = await json<ClusterView>(await act(cluster.id, 'confirmation'));
    expect(view).toMatchObject({ status: 'confirmed', confirmedBy: 'ip-zhejiang', version: 2 });
    expect(view.acts.map((done) => [done.act, done.officer])).toEqual([
      ['suggested', null],
      ['confirmed', '吴越'],
    ]);
    expect(await eventsOf(cluster.id)).toMatchObject([
      { clusterId: cluster.id, leadIds: [first, second].sort(), agency: 'ip-zhejiang' },
    ]);
    expect(await countOf('audit_entry', `act = 'cluster.confirm' AND subject_id = '${cluster.id}'`)).toBe(1);
    expect((await act(cluster.id, 'confirmation')).status).toBe(409);
  });

  it('never merges leads, and later ones are suggested for it', async () => {
    const { cluster, first, same } = await suggestion();
    const before = await json(await call('GET', `/leads/${first}`));
    await act(cluster.id, 'confirmation');
    expect(await json(await call('GET', `/leads/${first}`))).toEqual(before);
    await call('POST', '/leads', lead(same), { agency: hangzhou });
    await suggested();
    const [grown] = await clustersOf(first);
    expect(grown).toMatchObject({ id: cluster.id, status: 'confirmed' });
    expect(statesOf(grown as ClusterView)).toEqual(['confirmed', 'confirmed', 'suggested']);
    expect(statesOf(await json(await act(cluster.id, 'confirmation')))).toEqual(Array(3).fill('confirmed'));
    expect(await eventsOf(cluster.id)).toHaveLength(2);
  });

  it('takes only leads that the officer sees, of two submitters', async () => {
    const { cluster, first, second } = await suggestion({}, { scope: 'CITY' });
    const unseen = await act(cluster.id, 'confirmation', { leadIds: [first, second] });
    expect([unseen.status, await json<object>(unseen)]).toMatchObject([
      400,
      { code: 'cluster.lead-unknown' },
    ]);
    const alone = await act(cluster.id, 'confirmation');
    expect([alone.status, await json<object>(alone)]).toMatchObject([409, { code: 'cluster.too-few' }]);
    expect((await act(cluster.id, 'confirmation', {}, guangdong)).status).toBe(200);
  });

  it('refuses an older version, and says where the newer one is', async () => {
    const { cluster, same } = await suggestion();
    await call('POST', '/leads', lead(same), { agency: hangzhou });
    await suggested();
    const answer = await act(cluster.id, 'confirmation', { version: cluster.version });
    expect([answer.status, answer.headers.get('link')]).toEqual([
      409,
      `</clusters/${cluster.id}>; rel="latest-version"`,
    ]);
  });
});

describe('taking back', () => {
  it('is for the agency that confirmed and its superiors, with the reason', async () => {
    const { cluster } = await suggestion();
    await act(cluster.id, 'confirmation');
    const foreign = await act(cluster.id, 'undoing', { reason: '误认' }, guangdong);
    expect([foreign.status, await json<object>(foreign)]).toMatchObject([403, { code: 'cluster.not-own' }]);
    const nation = testAgency({ id: 'cnipa', kind: 'patent-office-nation', area: null, parents: [] });
    expect(await json(await act(cluster.id, 'undoing', { reason: '误认' }, nation))).toMatchObject({
      status: 'undone',
      because: '误认',
      leads: [{ state: 'undone' }, { state: 'undone' }],
    });
    expect((await eventsOf(cluster.id))[1]).toMatchObject({ clusterId: cluster.id, agency: 'cnipa' });
    expect((await act(cluster.id, 'undoing', { reason: '误认' })).status).toBe(409);
  });

  it('dismisses a suggestion, which then is not made again until a lead of it changes', async () => {
    const { cluster, first, second } = await suggestion();
    expect(await json(await act(cluster.id, 'dismissal', { reason: '不同店铺' }))).toMatchObject({
      status: 'dismissed',
    });
    await db.query(`INSERT INTO cluster_due VALUES ($1, false), ($2, false)`, [first, second]);
    await suggested();
    expect((await clustersOf(first)).map(({ status }) => status)).toEqual(['dismissed']);
    await db.query(`INSERT INTO cluster_due VALUES ($1, true)`, [first]);
    await suggested();
    expect((await clustersOf(first)).map(({ status }) => status)).toEqual(['suggested', 'dismissed']);
  });

  it('puts what ended on a shelf of its own', async () => {
    const { cluster } = await suggestion();
    const idsOn = async (shelf: string) =>
      (
        await json<{ items: ClusterView[] }>(await call('GET', `/clusters?limit=200&shelf=${shelf}`))
      ).items.map(({ id }) => id);
    await act(cluster.id, 'confirmation');
    expect(
      [await idsOn('awaiting'), await idsOn('confirmed')].map((ids) => ids.includes(cluster.id)),
    ).toEqual([false, true]);
    await act(cluster.id, 'undoing', { reason: '误认' });
    expect([await idsOn('confirmed'), await idsOn('ended')].map((ids) => ids.includes(cluster.id))).toEqual([
      false,
      true,
    ]);
  });
});

describe('what is told', () => {
  it('of a cluster that is as it is now makes it so for who begins late', async () => {
    const { cluster } = await suggestion();
    await act(cluster.id, 'confirmation');
    await act(cluster.id, 'undoing', { reason: '误认' });
    const states = await service.app.get(ClusterExport).states(db.manager, undefined, 1000);
    const events = states.find(({ key }) => key === cluster.id)?.events ?? [];
    expect(events.map(([event, value]) => event.decode(event.encode(value)))).toEqual(
      await eventsOf(cluster.id),
    );
  });

  it('by the API is what it says it is', async () => {
    const { cluster } = await suggestion();
    expect(clusterView.parse(cluster)).toEqual(cluster);
  });
});

describeBadInput(() => service, {
  path: `/clusters/${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}/dismissal`,
  words: { scopes: SCOPES, officer },
  valid: () => ({ reason: '不同店铺', version: 1 }),
  count: () => countOf('cluster'),
});
