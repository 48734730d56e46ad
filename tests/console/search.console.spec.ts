import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible, expectNoSidewaysScroll } from './checks.js';
import { Desk } from './desk.js';

const desk = new Desk();

const box = (page: Page) => page.getByRole('dialog').locator('input');
const hits = (page: Page, area: string) =>
  page.getByRole('dialog').getByRole('region', { name: area }).getByRole('link');

/** Opens the search as officers do, and types. */
async function search(page: Page, text: string): Promise<void> {
  if ((await page.getByRole('dialog').count()) === 0) {
    await page.locator('body').press('/');
    await page.getByRole('dialog').waitFor();
  }
  await box(page).fill(text);
  await page.waitForTimeout(300);
  await desk.settled(page);
}

/** What the API answers to a page of this officer. */
const ask = <T>(page: Page, path: string): Promise<{ items: T[] }> =>
  page.evaluate(async (to) => (await fetch(to)).json(), path);

interface CaseRow {
  readonly id: string;
  readonly caseNo: string;
  readonly partyName: string | null;
  readonly partyKind: string | null;
  readonly creditCode: string | null;
}

async function someCase(page: Page): Promise<CaseRow & { partyName: string }> {
  const { items } = await ask<CaseRow>(page, '/api/lead-reporting/cases?limit=50');
  const one = items.find(({ partyName, partyKind }) => partyName !== null && partyKind === 'ORGANISATION');
  if (!one?.partyName) throw new Error('The demo leaves no case with a party');
  return { ...one, partyName: one.partyName };
}

describe('the search', () => {
  it('finds a case by part of the name of its party, whatever its case, and opens it with Enter', async () => {
    const page = await desk.asOfficer('zhanglixin', '/today');
    const { id, partyName, caseNo } = await someCase(page);
    await search(page, partyName.slice(1));
    const found = await hits(page, '案件').evaluateAll((links) =>
      links.map((link) => link.getAttribute('href')),
    );
    expect(found).toContain(`/cases/${id}`);
    await expectAccessible(page);
    for (let turns = 0; turns < 20 && !(await chosen(page)).includes(`/cases/${id}`); turns += 1)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await desk.settled(page);
    expect(new URL(page.url()).pathname).toBe(`/cases/${id}`);

    // Typed and entered at once, as one who knows the number does.
    await desk.goTo(page, '/today');
    await page.locator('body').press('/');
    await box(page).fill(caseNo);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/cases/${id}`);
  });

  it('finds a lead by how the name begins, by its number, and by a credit code in any case', async () => {
    const page = await desk.asOfficer('chenli', '/today');
    interface LeadRow {
      readonly id: string;
      readonly externalNo: string;
      readonly subject: { readonly name: string; readonly creditCode: string };
    }
    const { items } = await ask<LeadRow>(page, '/api/lead-reporting/leads?limit=50');
    const lead = items.find(({ subject }) => 'creditCode' in subject);
    if (!lead) throw new Error('The demo leaves no lead');
    await search(page, lead.subject.name.slice(0, 4).toLowerCase());
    expect(await hits(page, '线索').allInnerTexts()).toContainEqual(
      expect.stringContaining(lead.subject.name),
    );
    await search(page, lead.externalNo);
    expect(await hits(page, '线索').allInnerTexts()).toContainEqual(expect.stringContaining(lead.externalNo));
    const { creditCode } = lead.subject;
    await search(page, creditCode.toLowerCase());
    expect(await hits(page, '线索').allInnerTexts()).toContainEqual(
      expect.stringContaining(lead.subject.name),
    );
  });

  it('finds a transfer by the number of its case, and says what it searched', async () => {
    const page = await desk.asOfficer('sunyi', '/transfers', { size: 'phone' });
    const { items } = await ask<{ id: string; caseNo: string }>(
      page,
      '/api/case-transfer/transfers?all=true',
    );
    const [one] = items;
    if (!one) throw new Error('The demo leaves no transfer');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.locator('.search-button').click();
    await search(page, one.caseNo);
    expect(await hits(page, '移送').count()).toBeGreaterThan(0);
    expect(await page.getByRole('dialog').locator('.search-scope').innerText()).toContain('案号');
    // The police see no leads and no cases: nobody asks for them.
    expect(asked.filter((path) => /lead-reporting\/(leads|cases)$/.test(path))).toEqual([]);
    await expectNoSidewaysScroll(page);
  });

  it('drops what was asked for before, and asks nothing while an input method composes', async () => {
    const page = await desk.asOfficer('zhanglixin', '/today');
    const dropped: string[] = [];
    page.on('requestfailed', (request) => dropped.push(decodeURIComponent(new URL(request.url()).search)));
    await page.route(/lead-reporting\/cases\?.*name=/, async (route) => {
      if (route.request().url().includes(encodeURIComponent('杭州')))
        await new Promise((done) => setTimeout(done, 1500));
      await route.continue().catch(() => undefined);
    });
    await page.locator('body').press('/');
    await box(page).fill('杭州');
    await page.waitForTimeout(500);
    await box(page).fill('宁波');
    await page.waitForTimeout(500);
    expect(dropped.some((query) => query.includes('name=杭州'))).toBe(true);

    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await box(page).dispatchEvent('compositionstart');
    await box(page).fill('ning bo');
    await page.waitForTimeout(400);
    expect(asked.filter((url) => url.includes('ning'))).toEqual([]);
    await box(page).dispatchEvent('compositionend');
    await page.waitForTimeout(400);
    await desk.settled(page);
    expect(asked.some((url) => url.includes('ning'))).toBe(true);
  });
});

const chosen = async (page: Page): Promise<string> =>
  (await page.getByRole('dialog').locator('.hit.chosen').first().getAttribute('href')) ?? '';
