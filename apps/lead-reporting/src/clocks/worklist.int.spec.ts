import { afterEach, describe, expect, it } from '@jest/globals';
import type { Agency } from '@xianjie/identity';
import type { ClockView } from '@xianjie/service';
import { opened, ready, waitingLead } from '../cases/cases-rig.suite.js';
import { distribute, wenzhou, zhejiang } from '../circulars/circulars-rig.suite.js';
import { call, daysLater, guangdong, hangzhou, json, useService } from '../leads/leads-rig.suite.js';

useService();
afterEach(() => daysLater(0));

interface Page {
  readonly items: ClockView[];
  readonly nextCursor: string | null;
}
const page = async (agency: Agency, query = '') =>
  json<Page>(await call('GET', `/clocks?limit=200&${query}`, undefined, { agency }));
const counts = async (agency: Agency) =>
  json<Record<string, number>>(await call('GET', '/clocks/counts', undefined, { agency }));
const subjects = ({ items }: Page) => items.map(({ subject }) => subject.label);

describe('GET /clocks', () => {
  it('lists limits of cases, of checks and of circulars together, what ends first first', async () => {
    const { caseNo } = await opened();
    const leadId = await waitingLead();
    const { circularNo } = await distribute({ addressees: ['ip-wenzhou'] });
    await daysLater(70); // the limit for deciding, 90 days from 30 days ago, has passed, as has everything else
    const { items } = await page(hangzhou);
    const ends = items.map(({ dueAt }) => dueAt);
    expect(ends).toEqual([...ends].sort());
    expect(items.find(({ subject }) => subject.label === caseNo)).toMatchObject({
      bucket: 'LATE',
      responsible: true,
      agency: { id: 'ip-hangzhou', name: '杭州市知识产权局' },
      limit: {
        key: 'ADMIN_PENALTY_90D',
        name: { zh: expect.stringContaining('90'), en: expect.any(String) },
      },
      meaning: 'DUTY',
      subject: { type: 'case' },
      counted: { zh: expect.stringMatching(/^90日/) },
    });
    expect(items.find(({ subject }) => subject.id === leadId)).toMatchObject({
      limit: { key: 'LEAD_CHECK_15WD' },
      subject: { type: 'lead', label: expect.stringMatching(/^浙知线/) },
      counted: { zh: '15个工作日' },
    });
    expect(subjects(await page(wenzhou))).toEqual([circularNo]);
  });

  it('tells agencies above of what is late, and nobody else of anything', async () => {
    const { caseNo } = await opened();
    expect(subjects(await page(zhejiang))).not.toContain(caseNo);
    await daysLater(70);
    const seen = (await page(zhejiang)).items.find(({ subject }) => subject.label === caseNo);
    expect(seen).toMatchObject({ responsible: false, agency: { id: 'ip-hangzhou' } });
    expect((await page(guangdong)).items).toEqual([]);
  });

  it('pages through all of it, each limit once, and counts the same', async () => {
    await daysLater(70);
    const { items } = await page(hangzhou);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: Page = await json(
        await call('GET', `/clocks?limit=2${cursor ? `&cursor=${cursor}` : ''}`, undefined, {
          agency: hangzhou,
        }),
      );
      seen.push(...next.items.map(({ id }) => id));
      cursor = next.nextCursor;
    }
    expect(seen).toEqual(items.map(({ id }) => id));
    expect(new Set(seen).size).toBe(seen.length);
    const late = items.filter(({ bucket }) => bucket === 'LATE').length;
    expect(await counts(hangzhou)).toMatchObject({ LATE: late });
    expect((await page(hangzhou, 'bucket=LATE')).items).toHaveLength(late);
  });

  it('forgets a limit when what it asks is done', async () => {
    const { id, caseNo } = await ready();
    await daysLater(70);
    expect(subjects(await page(hangzhou))).toContain(caseNo);
    await daysLater(0);
    await call(
      'POST',
      `/cases/${id}/closing`,
      { outcome: 'NO_VIOLATION', on: new Date().toISOString().slice(0, 10) },
      { agency: hangzhou, officer: { id: 'ip-hangzhou-1', name: '吴越' } },
    );
    await daysLater(70);
    expect(subjects(await page(hangzhou))).not.toContain(caseNo);
  });

  it('refuses a cursor that no page gave', async () => {
    const answer = await call('GET', '/clocks?cursor=e30', undefined, { agency: hangzhou });
    expect([answer.status, (await json<{ code: string }>(answer)).code]).toEqual([400, 'page.cursor']);
  });
});
