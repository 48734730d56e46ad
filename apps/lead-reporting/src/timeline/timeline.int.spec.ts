import { afterEach, describe, expect, it } from '@jest/globals';
import type { Agency } from '@xianjie/identity';
import { Database } from '@xianjie/persistence';
import { facts, openingOn, penalty, post, waitingLead } from '../cases/cases-rig.suite.js';
import type { CaseView } from '../cases/case-view.dto.js';
import { as, ningbo, wenzhou, zhejiang } from '../circulars/circulars-rig.suite.js';
import type { CircularView } from '../circulars/circulars.dto.js';
import { call, daysLater, hangzhou, json, service, useService } from '../leads/leads-rig.suite.js';
import { notePublished, noteRemoved } from '../publicity/case-publicity.store.js';
import { timelineView, type TimelineLine } from './timeline.dto.js';

useService();
afterEach(() => daysLater(0));

const SCOPES = ['lead:read', 'case:read', 'circular:read'];

async function timeline(path: string, agency: Agency, scopes = SCOPES): Promise<TimelineLine[]> {
  const token = await service.issuer.token({ agency, scopes });
  const answer = await fetch(`${service.url}${path}/timeline`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  return timelineView.parse(await answer.json()).items;
}
const whats = (lines: readonly TimelineLine[]) => lines.map(({ what }) => what);

/** A decided counterfeit case on a lead that the province submitted. */
async function decidedOnLead(): Promise<{ leadId: string; caseId: string; decisionNo: string }> {
  const leadId = await waitingLead({ actType: 'USING_ANOTHERS_NUMBER' });
  const { id: caseId } = await json<CaseView>(await post('/cases', openingOn(leadId)));
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await post(`/cases/${caseId}/findings`, facts());
  await post(`/cases/${caseId}/milestones`, { milestone: 'NOTIFIED', on: today });
  const decision = penalty({ decidedOn: today });
  const answer = await post(`/cases/${caseId}/decisions`, decision);
  expect(answer.status).toBe(200);
  return { leadId, caseId, decisionNo: String(decision['decisionNo']) };
}

describe('GET /leads/{id}/timeline', () => {
  it('tells who submitted a lead to whom, and that its check is awaited: late when the limit has passed', async () => {
    const leadId = await waitingLead();
    const [submitted, gap] = await timeline(`/leads/${leadId}`, hangzhou);
    expect(submitted).toMatchObject({
      what: 'lead.submit',
      to: [{ id: 'ip-hangzhou', name: '杭州市知识产权局' }],
      state: 'done',
      documentNo: expect.stringMatching(/^浙知线/),
    });
    expect(gap).toMatchObject({ what: 'check.awaited', state: 'waiting', agency: { id: 'ip-hangzhou' } });
    await daysLater(40);
    const late = (await timeline(`/leads/${leadId}`, hangzhou)).at(-1);
    expect(late).toMatchObject({ what: 'check.awaited', state: 'late', days: expect.any(Number) });
    expect(late!.days).toBeLessThan(0);
  });

  it('goes on with its case, the circular on it with every receipt, and its publicity', async () => {
    const { leadId, caseId, decisionNo } = await decidedOnLead();
    const proposed = await json<CircularView>(
      await as(hangzhou)('POST', '/circulars', { caseId, title: '某案', body: '案情' }),
    );
    await as(zhejiang)('POST', `/circulars/${proposed.id}/distribution`, {
      circularNo: `浙知通〔2026〕${caseId.slice(-4)}号`,
      addressees: ['ip-ningbo', 'ip-wenzhou'],
    });
    await as(ningbo)('POST', `/circulars/${proposed.id}/acknowledgement`);
    const db = service.app.get(Database);
    const record = { recordId: caseId, agency: 'ip-hangzhou', decisionNo, system: 'SAMR' };
    await notePublished(db.manager, {
      ...record,
      publishedOn: '2999-01-01',
      endsOn: '2999-12-31',
    } as never);
    await noteRemoved(db.manager, {
      recordId: caseId,
      removedOn: '2999-06-01',
      because: 'REPAIRED',
    } as never);
    const lines = await timeline(`/leads/${leadId}`, hangzhou);
    expect(whats(lines)).toEqual([
      'lead.submit',
      'case.opened',
      'case.findings-recorded',
      'case.milestone-recorded',
      'case.decided',
      'circular.proposed',
      'circular.distributed',
      'circular.acknowledged',
      'publicity.published',
      'publicity.removed',
      'circular.receipt-awaited',
    ]);
    expect(lines.find(({ what }) => what === 'circular.distributed')!.to.map(({ id }) => id)).toEqual([
      'ip-ningbo',
      'ip-wenzhou',
    ]);
    expect(lines.at(-1)).toMatchObject({ agency: { id: 'ip-wenzhou' }, state: 'waiting' });
    expect(whats(await timeline(`/cases/${caseId}`, hangzhou))).toEqual(whats(lines));
  });

  it('leaves no line of what the caller may not see', async () => {
    const { leadId, caseId } = await decidedOnLead();
    await as(hangzhou)('POST', '/circulars', { caseId, title: '某案', body: '案情' });
    expect(whats(await timeline(`/leads/${leadId}`, wenzhou))).toEqual(['lead.submit']);
    expect(whats(await timeline(`/leads/${leadId}`, hangzhou, ['lead:read']))).toEqual(['lead.submit']);
    expect(whats(await timeline(`/leads/${leadId}`, hangzhou, ['lead:read', 'case:read']))).not.toContain(
      'circular.proposed',
    );
    const unseen = await call('GET', `/cases/${caseId}/timeline`, undefined, { agency: wenzhou });
    expect(unseen.status).toBe(404);
  });
});
