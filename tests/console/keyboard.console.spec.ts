import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Desk } from './desk.js';

const desk = new Desk();

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    const outline = element ? getComputedStyle(element) : undefined;
    // A choice shows it at its frame, whose input has the focus.
    const framed = element?.closest('[class*="-focused"]') != null;
    const marked =
      framed || (outline ? outline.outlineStyle !== 'none' || outline.boxShadow !== 'none' : false);
    if (!element || element === document.body) return { name: '', marked: true };
    return { name: element.innerText.trim() || element.getAttribute('aria-label') || '', marked };
  });

describe('without a mouse', () => {
  it('an officer signs in, opens an area, a case and its way back', async () => {
    const page = await desk.asNobody('/');
    for (let turns = 0; turns < 40 && !(await focused(page)).name.startsWith('章立新'); turns += 1)
      await page.keyboard.press('Tab');
    expect(await focused(page)).toMatchObject({ name: expect.stringContaining('章立新'), marked: true });
    await page.keyboard.press('Enter');
    await page.locator('.who strong').waitFor();
    await desk.settled(page);

    await page.keyboard.press('Tab');
    expect((await focused(page)).marked).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');

    await desk.goTo(page, '/cases');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await desk.settled(page);
    expect(new URL(page.url()).pathname).toMatch(/^\/cases\/[0-9a-f-]{36}$/);
    await page.goBack();
    await desk.settled(page);
    expect(new URL(page.url()).pathname).toBe('/cases');
  });

  it('goes to an area by its number, and to the search by /', async () => {
    const page = await desk.asOfficer('zhanglixin', '/today');
    await page.keyboard.press('2');
    await desk.settled(page);
    expect(new URL(page.url()).pathname).toBe('/leads');
    await page.keyboard.press('/');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('ZL');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('every control of a page can be reached, and is seen to be', async () => {
    const page = await desk.asOfficer('chenli', '/cases');
    const seen = new Set<string>();
    for (let turns = 0; turns < 60; turns += 1) {
      await page.keyboard.press('Tab');
      const { name, marked } = await focused(page);
      if (name) expect([name.slice(0, 30), marked]).toEqual([name.slice(0, 30), true]);
      seen.add(name);
    }
    expect(seen.size).toBeGreaterThan(12);
  });
});
