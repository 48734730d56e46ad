import { describe, expect, it } from '@jest/globals';
import { describeBadInput } from '@xianjie/testing';
import { suggestion } from '../clusters/clusters-rig.suite.js';
import {
  call,
  countOf,
  db,
  guangdong,
  hangzhou,
  json,
  officer,
  SCOPES,
  service,
  useService,
} from '../leads/leads-rig.suite.js';
import { CaseExport } from './case-export.js';
import { casePage, type CaseRow, caseView, type CaseView } from './case-view.dto.js';
import {
  ago,
  facts,
  opened,
  opening,
  openingOn,
  penalty,
  post,
  ready,
  shown,
  told,
  waitingLead,
} from './cases-rig.suite.js';

useService();

const refusal = async (answer: Response) => [answer.status, (await json<{ code: string }>(answer)).code];

describe('POST /cases', () => {
  it('opens a case on a lead, which tells so, and starts the limit for deciding', async () => {
    const leadId = await waitingLead();
    const answer = await post('/cases', openingOn(leadId));
    expect(answer.status).toBe(201);
    const view = await json<CaseView>(answer);
    expect(answer.headers.get('location')).toBe(`/cases/${view.id}`);
    expect(view).toMatchObject({
      agency: 'ip-hangzhou',
      leadId,
      areaCode: '330106',
      patentNumber: '202010566088.9',
      actType: 'INFRINGEMENT',
      party: { kind: 'ORGANISATION', creditCode: '91330106MA2YYTX068' },
      clocks: [
        { key: 'INFRINGEMENT_RULING_3M', state: 'RUNNING', late: false, certainty: 'VERIFIED_SECONDARY' },
      ],
    });
    expect(view.limit).toMatchObject({ dueOn: view.clocks[0]?.dueOn, late: false });
    expect(await json(await call('GET', `/leads/${leadId}`))).toMatchObject({
      status: 'case-opened',
      caseId: view.id,
    });
    expect(await told(view.id)).toMatchObject([
      { type: 'CaseOpened', value: { leadId, caseNo: view.caseNo } },
    ]);
    expect(await countOf('audit_entry', `act = 'case.open' AND subject_id = '${view.id}'`)).toBe(1);
  });

  it('is for the agency that is competent at the place', async () => {
    const leadId = await waitingLead({ scope: 'NATION' });
    const by = (agency: typeof hangzhou, body: unknown) => call('POST', '/cases', body, { agency, officer });
    expect(await refusal(await by(guangdong, openingOn(leadId)))).toEqual([403, 'case.not-competent']);
    expect(await refusal(await call('POST', '/cases', openingOn(leadId), { officer }))).toEqual([
      403,
      'case.not-competent',
    ]);
    expect(await refusal(await by(guangdong, opening()))).toEqual([403, 'case.not-competent']);
    // Across prefectures their common superior is competent.
    const across = opening({ alsoAt: ['330203'] });
    expect(await refusal(await by(hangzhou, across))).toEqual([403, 'case.not-competent']);
    expect((await call('POST', '/cases', across, { officer })).status).toBe(201);
  });

  it('answers the same case again, and refuses the number for another', async () => {
    const first = opening({ openedOn: undefined });
    const { id } = await json<CaseView>(await post('/cases', first));
    const again = await post('/cases', { ...first, patentNumber: 'zl 2020 1 0566088.9' });
    expect([again.status, (await json<CaseView>(again)).id]).toEqual([200, id]);
    expect(await refusal(await post('/cases', { ...first, areaCode: '330102' }))).toEqual([
      409,
      'case.number-used',
    ]);
    expect(await told(id)).toHaveLength(1);
  });

  it('opens no second case on a lead, and lets nobody correct or withdraw it then', async () => {
    const leadId = await waitingLead();
    const once = openingOn(leadId);
    const { id } = await json<CaseView>(await post('/cases', once));
    expect((await json<CaseView>(await post('/cases', once))).id).toBe(id);
    expect(await refusal(await post('/cases', openingOn(leadId)))).toEqual([409, 'lead.case-opened']);
    expect(await refusal(await call('POST', `/leads/${leadId}/withdrawal`, { reason: '误报' }))).toEqual([
      409,
      'lead.case-opened',
    ]);
  });

  it('opens one case for two who try at once', async () => {
    const leadId = await waitingLead();
    const both = await Promise.all(
      [openingOn(leadId), openingOn(leadId)].map((body) => post('/cases', body)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await countOf('administrative_case', `lead_id = '${leadId}'`)).toBe(1);
  });

  it('takes up the leads of a confirmed cluster that it would have to check as well', async () => {
    const { cluster, first, second } = await suggestion();
    await call('POST', `/clusters/${cluster.id}/confirmation`, {}, { officer });
    const { id } = await json<CaseView>(await post('/cases', openingOn(first)));
    expect(await json(await call('GET', `/leads/${second}`))).toMatchObject({
      status: 'case-opened',
      caseId: id,
    });
  });

  it('seals the natural person of a lead anew: no row, event or answer holds the number', async () => {
    const citizenNumber = '11010519491231002X';
    const subject = { kind: 'PERSON', name: '张三', citizenNumber, phone: '138 0000 1234' };
    const { id, party } = await json<CaseView>(
      await post('/cases', openingOn(await waitingLead({ subject }))),
    );
    expect(party).toEqual({
      kind: 'PERSON',
      name: '张三',
      citizenNumber: { shown: '**************002X' },
      phone: { shown: '*******1234' },
    });
    const [row] = await db.query<{ text: string }[]>(
      `SELECT row_to_json(c)::text AS text FROM administrative_case c WHERE id = $1`,
      [id],
    );
    expect(row?.text).not.toMatch(/11010519491231002X|13800001234/);
    expect(JSON.stringify(await told(id))).not.toMatch(/张三|1101051949/);
  });

  it.each([
    [{ areaCode: undefined }, 'areaCode', 'case.facts'],
    [{ actType: undefined }, 'actType', 'case.facts'],
    [{ leadId: '0199c000-0000-7000-8000-000000000000' }, 'areaCode', 'case.facts'],
    [{ officers: [{ name: '吴越' }] }, 'officers', 'too-small'],
    [{ officers: [{ name: '吴越' }, { name: '吴越' }] }, 'officers', 'case.officers'],
    [{ caseNo: '11010519491231002X' }, 'caseNo', 'case.number-personal'],
    [{ caseNo: 'a b' }, 'caseNo', 'case.number'],
    [{ openedOn: '2099-01-01' }, 'openedOn', 'case.in-future'],
  ])('refuses %j', async (change, field, rule) => {
    const answer = await post('/cases', opening(change));
    expect(answer.status).toBe(400);
    expect(await json<object>(answer)).toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ field, rule })]),
    });
  });
});

describe('an act on a case', () => {
  it('is answered for by the officer who is signed in, or the one a system names', async () => {
    const { id } = await opened();
    const path = `/cases/${id}/findings`;
    const system = (body: object) => call('POST', path, body, { agency: hangzhou });
    expect(await refusal(await system(facts()))).toEqual([403, 'officer.needed']);
    expect(await refusal(await system(facts({ officer: '王五' })))).toEqual([400, 'case.officer-unknown']);
    const { acts } = await json<CaseView>(await system(facts({ officer: '郑源' })));
    expect(acts.at(-1)).toMatchObject({ act: 'findings-recorded', officer: '郑源', agency: 'ip-hangzhou' });
  });

  it('is its agency’s alone; those above see it, others do not', async () => {
    const { id } = await opened();
    const by = (options: object) => call('POST', `/cases/${id}/findings`, facts(), { officer, ...options });
    expect(await refusal(await by({}))).toEqual([403, 'agency.not-own']);
    expect(await refusal(await by({ agency: guangdong }))).toEqual([404, 'case.unknown']);
    expect((await call('GET', `/cases/${id}`)).status).toBe(200);
  });

  it('on an older version is refused, with where the newer one is', async () => {
    const { id, version } = await opened();
    const body = facts({ version });
    expect((await post(`/cases/${id}/findings`, body)).status).toBe(200);
    const late = await post(`/cases/${id}/findings`, body);
    expect([late.status, late.headers.get('link')]).toEqual([409, `</cases/${id}>; rel="latest-version"`]);
    expect(await json<object>(late)).toMatchObject({ code: 'persistence.stale', latest: `/cases/${id}` });
  });
});

describe('findings', () => {
  it('that carry a duty are told with the basis, and that a crime is suspected', async () => {
    const { id } = await opened();
    const view = await json<CaseView>(
      await post(`/cases/${id}/findings`, facts({ turnoverFen: '20000000' })),
    );
    expect(view).toMatchObject({
      suspected: true,
      transferAwaited: true,
      findings: [{ duty: 'MUST_TRANSFER', grounds: ['AMOUNT'], certainty: 'VERIFIED', advice: false }],
    });
    expect((await told(id)).slice(1)).toMatchObject([
      {
        type: 'CaseFindingsRecorded',
        value: { findingNo: 1, turnoverFen: 20_000_000n, duty: 'MUST_TRANSFER' },
      },
      {
        type: 'CrimeSuspected',
        value: { charge: '假冒专利罪', grounds: ['AMOUNT'], officersSuspicion: false },
      },
    ]);
  });

  it('tell what an officer suspects, but not the reasons', async () => {
    const { id } = await opened();
    const otherCharge = { charge: '生产、销售伪劣产品罪', reasons: '张三的抽检不合格' };
    await post(`/cases/${id}/findings`, facts({ otherCharge }));
    expect((await told(id)).at(-1)).toMatchObject({
      type: 'CrimeSuspected',
      value: { charge: otherCharge.charge, duty: 'NO_DUTY_ON_AMOUNT', officersSuspicion: true },
    });
    expect(
      JSON.stringify(await told(id), (_key, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    ).not.toContain('张三');
    expect((await shown(id)).findings[0]?.otherCharge).toEqual(otherCharge);
  });
});

describe('a case', () => {
  it('goes from its opening to its closing, and each step is told', async () => {
    const { id } = await ready();
    await post(`/cases/${id}/milestones`, { milestone: 'INVESTIGATED', on: ago(25) });
    const decided = await json<CaseView>(await post(`/cases/${id}/decisions`, penalty()));
    expect(decided).toMatchObject({
      status: 'decided',
      limit: null,
      clocks: [{ key: 'ADMIN_PENALTY_90D', state: 'STOPPED' }],
      decisions: [{ fineFen: '1000000', fineLimit: { maxFineFen: '25000000' } }],
    });
    expect(await refusal(await post(`/cases/${id}/closing`, { on: ago(0), outcome: 'DECIDED' }))).toEqual([
      409,
      'case.not-served',
    ]);
    await post(`/cases/${id}/milestones`, { milestone: 'SERVED', on: ago(1) });
    await post(`/cases/${id}/milestones`, { milestone: 'EXECUTED', on: ago(0) });
    const closed = await json<CaseView>(
      await post(`/cases/${id}/closing`, { on: ago(0), outcome: 'DECIDED' }),
    );
    expect(closed).toMatchObject({ status: 'closed', closing: { outcome: 'DECIDED' } });
    expect(closed.milestones.map(({ milestone }) => milestone)).toEqual([
      'FILED',
      'INVESTIGATED',
      'NOTIFIED',
      'DECIDED',
      'SERVED',
      'EXECUTED',
    ]);
    expect((await told(id)).map(({ type }) => type)).toEqual([
      'CaseOpened',
      'CaseFindingsRecorded',
      'CaseDecided',
      'CaseClosed',
    ]);
    const acts = await countOf('audit_entry', `subject_id = '${id}'`);
    expect(acts).toBe(closed.acts.length);
  });

  it('refuses a fine above the ceiling, with the article', async () => {
    const { id } = await ready();
    const answer = await call('POST', `/cases/${id}/decisions`, penalty({ fineFen: '25000001' }), {
      agency: hangzhou,
      officer,
      language: 'zh-CN',
    });
    expect(answer.status).toBe(409);
    expect(await json<object>(answer)).toMatchObject({
      code: 'decision.above-ceiling',
      detail: expect.stringMatching(/专利法.*68条/),
      errors: [{ field: 'fineFen' }],
    });
  });

  it('gives a decision’s number once', async () => {
    const decision = penalty();
    expect((await post(`/cases/${(await ready()).id}/decisions`, decision)).status).toBe(200);
    const { id } = await ready();
    expect(await refusal(await post(`/cases/${id}/decisions`, decision))).toEqual([
      409,
      'decision.number-used',
    ]);
    expect((await shown(id)).status).toBe('open');
  });

  it('is open again when its decision is annulled', async () => {
    const { id } = await ready();
    const { decisions } = await json<CaseView>(await post(`/cases/${id}/decisions`, penalty()));
    const path = `/cases/${id}/decisions/${decisions[0]?.id}/annulment`;
    expect(await json(await post(path, { on: ago(0), because: 'RECONSIDERATION' }))).toMatchObject({
      status: 'open',
    });
    expect((await told(id)).at(-1)).toMatchObject({
      type: 'DecisionAnnulled',
      value: { decisionId: decisions[0]?.id, because: 'RECONSIDERATION' },
    });
    expect((await post(`/cases/${id}/decisions`, penalty())).status).toBe(200);
  });

  it('may take longer, as the statute allows', async () => {
    const { id, limit } = await opened();
    const extension = {
      extension: 'ADMIN_PENALTY_EXTENDED_120D',
      on: ago(0),
      approvedBy: '局长',
      reason: '案情复杂',
    };
    const longer = await json<CaseView>(await post(`/cases/${id}/limit-extension`, extension));
    expect(longer.limit?.dueOn && limit?.dueOn && longer.limit.dueOn > limit.dueOn).toBe(true);
    expect(await refusal(await post(`/cases/${id}/limit-extension`, extension))).toEqual([
      409,
      'clock.extension-taken',
    ]);
    // A decision dated before the extension was entered still stops the clock.
    await post(`/cases/${id}/findings`, facts());
    await post(`/cases/${id}/milestones`, { milestone: 'NOTIFIED', on: ago(20) });
    expect(await json(await post(`/cases/${id}/decisions`, penalty()))).toMatchObject({
      clocks: [{ state: 'STOPPED' }],
    });
  });

  it('learns who its party and its officers are', async () => {
    const { id } = await opened({ party: undefined });
    const put = (what: string, body: object) =>
      call('PUT', `/cases/${id}/${what}`, body, { agency: hangzhou, officer });
    expect(await json(await put('party', { party: { kind: 'PERSON', name: '张三' } }))).toMatchObject({
      partyKind: 'PERSON',
    });
    const officers = [{ name: '甲' }, { name: '乙' }];
    expect(await json(await put('officers', { officers }))).toMatchObject({ officers });
  });
});

describe('GET /cases', () => {
  const list = async (query: string, agency = hangzhou) =>
    json<{ items: CaseRow[]; nextCursor: string | null }>(
      await call('GET', `/cases?${query}`, undefined, { agency }),
    );

  it('pages without gaps or repeats, the newest first, for the agency and those above', async () => {
    for (let n = 0; n < 3; n += 1) await opened();
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: CaseRow[]; nextCursor: string | null } = await list(
        `limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([...seen].sort().reverse());
    expect(new Set(seen).size).toBe(await countOf('administrative_case', `agency = 'ip-hangzhou'`));
    const above = await json<{ items: CaseRow[] }>(await call('GET', '/cases?limit=200'));
    expect(above.items.map(({ id }) => id)).toEqual(expect.arrayContaining(seen));
    expect((await list('limit=200', guangdong)).items).toEqual([]);
  });

  it('sorts undecided cases by the time left, the longest overdue first', async () => {
    const overdue = await opened({ openedOn: ago(200) });
    const { items } = await list('order=time-left&limit=200');
    expect(items[0]).toMatchObject({ id: overdue.id, limit: { late: true } });
    const ends = items.map(({ limit }) => limit?.dueOn ?? '');
    expect(ends).toEqual([...ends].sort());
    expect(items.every(({ status }) => status === 'open')).toBe(true);
    const first = await list('order=time-left&limit=1');
    const rest = await list(`order=time-left&limit=200&cursor=${first.nextCursor}`);
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  });

  it('finds by number, party, patent, kind, day and suspicion', async () => {
    const { id, caseNo } = await opened({ actType: 'FORGED_DOCUMENT' });
    await post(`/cases/${id}/findings`, facts({ turnoverFen: '20000000' }));
    const query = `caseNo=${encodeURIComponent(caseNo)}&creditCode=91330106MA2YYTX068&patentNumber=202010566088.9&actType=FORGED_DOCUMENT&status=open&openedFrom=2026-01-01&suspected=true`;
    expect((await list(query)).items.map((item) => item.id)).toEqual([id]);
    expect((await list(query.replace('suspected=true', 'suspected=false'))).items).toEqual([]);
  });

  it('finds by part of the name of an organisation, whatever its case, and no natural person', async () => {
    const { id } = await opened({ party: { kind: 'ORGANISATION', name: '衢州Windlos风扇有限公司' } });
    await opened({ party: { kind: 'PERSON', name: '衢州Windlos张三' } });
    const found = async (name: string, agency = hangzhou) =>
      (await list(`name=${encodeURIComponent(name)}`, agency)).items.map((item) => item.id);
    expect([await found('windlos'), await found('los风扇')]).toEqual([[id], [id]]);
    expect([await found('扇风'), await found('s_风')]).toEqual([[], []]);
    expect(await found('windlos', guangdong)).toEqual([]);
  });
});

describe('what is told', () => {
  it('of a case that is as it is now makes it so for who begins late', async () => {
    const { id } = await ready({ turnoverFen: '20000000', suspicionReasons: '账册被销毁' });
    await post(`/cases/${id}/findings`, facts());
    const { decisions } = await json<CaseView>(await post(`/cases/${id}/decisions`, penalty()));
    const path = `/cases/${id}/decisions/${decisions[0]?.id}/annulment`;
    await post(path, { on: ago(0), because: 'COURT' });
    await post(`/cases/${id}/closing`, { on: ago(0), outcome: 'NO_VIOLATION' });
    const exporter = service.app.get(CaseExport);
    const states = await exporter.states(db.manager, undefined, 1000);
    const events = states.find(({ key }) => key === id)?.events ?? [];
    expect(events.map(([event, value]) => event.decode(event.encode(value)))).toEqual(
      (await told(id)).map(({ value }) => value),
    );
    expect((await exporter.states(db.manager, id, 1000)).every(({ key }) => key > id)).toBe(true);
  });

  it('by the API is what it says it is', async () => {
    const { id } = await ready({ otherCharge: { charge: '诈骗罪', reasons: '合同' } });
    const view = await json<CaseView>(await post(`/cases/${id}/decisions`, penalty()));
    expect(caseView.parse(view)).toEqual(view);
    const page = await json(await call('GET', '/cases?limit=200', undefined, { agency: hangzhou }));
    expect(casePage.parse(page)).toEqual(page);
  });
});

describeBadInput(() => service, {
  path: '/cases',
  words: { scopes: SCOPES, agency: hangzhou, officer },
  valid: () => opening({ party: undefined }),
  count: () => countOf('administrative_case'),
});
