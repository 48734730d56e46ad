import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Desk, type Language } from './desk.js';

const desk = new Desk();

const boxOf = async (page: Page, selector: string) => {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not shown`);
  return box;
};

const asked = (page: Page) => new URL(page.url()).searchParams;

describe('the overview', () => {
  it.each<[Language, string, string, string]>([
    ['zh', '起始月份', '2026年3月', '3月'],
    ['en', 'From month', 'Mar 2026', 'Mar'],
  ])('asks for months in the language of the page, in %s', async (language, label, shown, inPanel) => {
    const page = await desk.asOfficer('zhouming', '/overview', { language });
    expect(await page.locator('input[type=month]').count()).toBe(0);
    const from = page.getByRole('textbox', { name: label });
    await from.click();
    await page.locator('.ant-picker-month-panel').getByText(inPanel, { exact: true }).waitFor();
    // Without a mouse: what is typed is taken with Enter.
    await from.fill('2026-03');
    await page.keyboard.press('Enter');
    await desk.settled(page);
    expect([await from.inputValue(), asked(page).get('from')]).toEqual([shown, '2026-03']);
  });

  it('has the trend and the rates beside the map where the screen is wide, below it elsewhere', async () => {
    const wide = await desk.asOfficer('zhouming', '/overview', { size: 'wide' });
    const [map, beside] = [await boxOf(wide, '.overview-tiles'), await boxOf(wide, '.overview-beside')];
    expect(beside.x).toBeGreaterThanOrEqual(map.x + map.width);
    expect(Math.abs(beside.y - map.y)).toBeLessThan(2);
    const laptop = await desk.asOfficer('zhouming', '/overview');
    const [above, below] = [await boxOf(laptop, '.overview-tiles'), await boxOf(laptop, '.overview-beside')];
    expect(below.y).toBeGreaterThanOrEqual(above.y + above.height);
  });
});
