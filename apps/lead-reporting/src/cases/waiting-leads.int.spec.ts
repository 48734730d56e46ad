import { afterEach, describe, expect, it } from '@jest/globals';
import { Calendar } from '@xianjie/calendar';
import { addDays } from '@xianjie/identifiers';
import type { Agency } from '@xianjie/identity';
import { Statutes } from '@xianjie/statutes';
import { Database } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import { CompetentAgencies } from '../leads/competent-agencies.js';
import {
  call,
  daysLater,
  db,
  guangdong,
  hangzhou,
  json,
  lead,
  officer,
  service,
  useService,
} from '../leads/leads-rig.suite.js';
import { AssignLeadsJob } from './assign-leads.job.js';
import { type WaitingLead, waitingPage } from './case-view.dto.js';
import { day } from './case-builder.suite.js';
import { openingOn, post, waitingLead } from './cases-rig.suite.js';
import { CheckLimits } from './waiting-leads.js';

useService();
afterEach(() => daysLater(0));

const list = async (query = '', agency?: Agency) =>
  json<{ items: WaitingLead[]; nextCursor: string | null }>(
    await call('GET', `/cases/unopened?limit=200&${query}`, undefined, agency ? { agency } : {}),
  );
const idsOf = async (query = '', agency?: Agency) =>
  (await list(query, agency)).items.map(({ leadId }) => leadId);
const act = (leadId: string, what: string, body: object, agency = hangzhou) =>
  call('POST', `/leads/${leadId}/${what}`, body, { agency, officer });

describe('GET /cases/unopened', () => {
  it('names to the province the leads on which nobody opened a case in time, and by which rule', async () => {
    const leadId = await waitingLead();
    const taken = await waitingLead();
    await post('/cases', openingOn(taken));
    expect(await idsOf()).not.toContain(leadId);
    expect(await idsOf('state=running')).toContain(leadId);
    await daysLater(40);
    const { items, ...page } = await list();
    expect(waitingPage.parse({ items, ...page })).toEqual({ items, ...page });
    expect(items.find((item) => item.leadId === leadId)).toMatchObject({
      competent: 'ip-hangzhou',
      late: true,
      extended: false,
      certainty: 'RECALLED',
      advice: true,
    });
    expect(items.map((item) => item.leadId)).not.toContain(taken);
    expect(await idsOf('agency=ip-hangzhou')).toContain(leadId);
    expect(await idsOf('agency=ip-ningbo')).not.toContain(leadId);
    expect(await idsOf('', hangzhou)).toContain(leadId);
    expect(await idsOf('', guangdong)).not.toContain(leadId);
  });

  it('pages the longest waiting first, without gaps or repeats', async () => {
    for (let n = 0; n < 3; n += 1) await waitingLead();
    await daysLater(40);
    const all = await idsOf();
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: WaitingLead[]; nextCursor: string | null } = await json(
        await call('GET', `/cases/unopened?limit=2${cursor ? `&cursor=${cursor}` : ''}`),
      );
      seen.push(...page.items.map(({ leadId }) => leadId));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all);
  });

  it('does not show what its marking hides', async () => {
    const hidden = lead({ scope: 'CITY', areaCode: '330106' });
    const { id } = await json(await call('POST', '/leads', hidden, { agency: guangdong }));
    await daysLater(40);
    expect(await idsOf()).not.toContain(id);
  });
});

describe('the check of a lead', () => {
  it('takes longer where its head approved, and is late only then', async () => {
    const leadId = await waitingLead();
    const words = { reason: '跨区域核查', approvedBy: '局长' };
    expect((await act(leadId, 'check-extension', words, guangdong)).status).toBe(404);
    expect(await json(await act(leadId, 'check-extension', words))).toMatchObject({
      check: { state: 'extended', approvedBy: '局长' },
    });
    expect((await act(leadId, 'check-extension', words)).status).toBe(409);
    await daysLater(40);
    expect(await idsOf()).not.toContain(leadId);
    await daysLater(70);
    expect(await idsOf()).toContain(leadId);
  });

  it('is not extended once it is over', async () => {
    const leadId = await waitingLead();
    await daysLater(40);
    const answer = await act(leadId, 'check-extension', { reason: '跨区域核查', approvedBy: '局长' });
    expect([answer.status, await json<object>(answer)]).toMatchObject([409, { code: 'lead-check.over' }]);
  });

  it('may end without a case, and a case may still be opened', async () => {
    const leadId = await waitingLead();
    const foreign = await call('POST', `/leads/${leadId}/check-end`, { reason: '查无实据' }, { officer });
    expect([foreign.status, await json<object>(foreign)]).toMatchObject([
      403,
      { code: 'lead.not-competent' },
    ]);
    expect(await json(await act(leadId, 'check-end', { reason: '查无实据' }))).toMatchObject({
      status: 'submitted',
      check: { state: 'ended', because: '查无实据' },
    });
    await daysLater(40);
    expect(await idsOf()).not.toContain(leadId);
    expect((await post('/cases', openingOn(leadId))).status).toBe(201);
  });

  it('goes on where a correction changes nothing of who is competent', async () => {
    const content = lead({ areaCode: '330106' });
    const { id } = await json(await call('POST', '/leads', content));
    await act(id, 'check-extension', { reason: '跨区域核查', approvedBy: '局长' });
    const corrected = await call('PUT', `/leads/${id}`, { ...content, areaCode: '330102' });
    expect(await json(corrected)).toMatchObject({ areaCode: '330102', check: { state: 'extended' } });
  });

  it('begins anew where a correction makes another agency competent', async () => {
    const content = lead({ areaCode: '330106' });
    const { id } = await json(await call('POST', '/leads', content));
    await act(id, 'check-end', { reason: '不属本辖区' });
    expect(await json(await call('PUT', `/leads/${id}`, { ...content, areaCode: '330203' }))).toMatchObject({
      competent: 'ip-ningbo',
      check: { state: 'running' },
    });
  });

  it('is given to its agency when the agencies become known', async () => {
    const leadId = await waitingLead();
    await db.query('UPDATE lead SET competent = NULL WHERE id = $1', [leadId]);
    const job = new AssignLeadsJob(
      service.app.get(Database),
      service.app.get(Clock),
      service.app.get(CompetentAgencies),
    );
    await job.run(new AbortController().signal);
    expect(await json(await call('GET', `/leads/${leadId}`))).toMatchObject({ competent: 'ip-hangzhou' });
  });
});

describe('CheckLimits', () => {
  const limits = (today: string) => new CheckLimits(Statutes.inForce(), Calendar.official(), day(today));
  const waiting = (assignedOn: string, state: 'running' | 'extended' = 'running') => ({
    assignedOn: day(assignedOn),
    check: { state, because: null, approvedBy: null, on: null },
  });

  it.each([
    ['2026-03-02', 'running', '2026-03-23'],
    ['2026-02-10', 'running', '2026-03-09'], // Spring Festival, with its make-up days
    ['2026-03-02', 'extended', '2026-04-14'],
  ] as const)('a lead of %s, %s: by %s', (assignedOn, state, dueOn) => {
    expect(limits('2026-11-20').of(waiting(assignedOn, state)).dueOn).toBe(dueOn);
  });

  it('call late exactly what was assigned by the day they name', () => {
    for (const today of ['2026-01-05', '2026-02-25', '2026-03-24', '2026-10-09']) {
      for (const state of ['running', 'extended'] as const) {
        const since = limits(today).lateSince(state === 'extended');
        expect(limits(today).isLate(waiting(since, state))).toBe(true);
        expect(limits(today).isLate(waiting(addDays(since, 1), state))).toBe(false);
      }
    }
  });

  it('guess where the calendar of a year is not loaded', () => {
    expect(limits('2027-03-01').of(waiting('2026-12-25'))).toMatchObject({ provisional: true });
  });
});
