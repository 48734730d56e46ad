import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible, expectNoSidewaysScroll } from './checks.js';
import { Desk } from './desk.js';
import { confirm, dialogOf, press } from './forms.js';
import { call, dayAgo, decideFine, findDuty, openCase } from './matters.js';

const desk = new Desk();

interface Owed {
  readonly items: readonly { readonly decisionId: string; readonly decisionNo: string }[];
}

/** The decision travels from one service to the other: waits until copies of it are owed. */
async function owed(page: Page, decisionNo: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { items } = await call<Owed>(page, '/api/case-transfer/penalty-copies?state=owed&limit=200');
    const found = items.find((each) => each.decisionNo === decisionNo);
    if (found) return found.decisionId;
    await page.waitForTimeout(200);
  }
  throw new Error(`No copies of ${decisionNo} are owed`);
}

/** The line of a list that says so, however far down it stands. */
async function lineOf(page: Page, text: string) {
  const body = page.locator('.table-body');
  const line = body.getByRole('row').filter({ hasText: text });
  for (let turns = 0; turns < 30 && (await line.count()) === 0; turns += 1) {
    await body.evaluate((list) => list.scrollBy(0, 300));
    await desk.settled(page);
  }
  return line;
}

describe('a penalty in place of a transfer', () => {
  it('stands in Today, is registered with its copies, and is seen by the procuratorate, not by the police', async () => {
    const page = await desk.asOfficer('wuyue', '/today');
    const matter = await openCase(page);
    await findDuty(page, matter);
    const decisionNo = await decideFine(page, matter);
    const path = `/transfers/penalty-copies/${await owed(page, decisionNo)}`;
    await desk.goTo(page, '/transfers/penalty-copies?state=owed');
    expect(await (await lineOf(page, decisionNo)).innerText()).toContain('剩');

    await desk.goTo(page, '/today?area=case-transfer');
    const work = await lineOf(page, decisionNo);
    expect(await work.innerText()).toContain('抄送处罚决定书副本');
    await work.getByRole('link', { name: '打开' }).click();
    await desk.settled(page);
    expect(new URL(page.url()).pathname).toBe(path);
    expect(await page.locator('main').innerText()).toContain('剩');

    await press(page, '登记抄送');
    const dialog = dialogOf(page);
    await dialog.getByRole('textbox', { name: '抄送日期' }).fill(await dayAgo(page, 0));
    await page.keyboard.press('Enter');
    await dialog.getByRole('radio', { name: '无权利人或者无法告知' }).check();
    await dialog.getByRole('textbox', { name: '未告知的理由' }).fill('专利权人已注销，没有承继人');
    await expectAccessible(page);
    await confirm(desk, page, '登记抄送');
    expect(await page.locator('.page-beside').innerText()).toContain('已抄送');
    expect(await page.getByRole('button', { name: '登记抄送' }).count()).toBe(0);

    const procurator = await desk.asOfficer('zhengqing', '/transfers/penalty-copies?state=settled');
    await (await lineOf(procurator, decisionNo)).click();
    await desk.settled(procurator);
    expect(await procurator.locator('main').innerText()).toContain('专利权人已注销，没有承继人');
    await expectNoSidewaysScroll(procurator);
    const police = await desk.asOfficer('sunyi', '/transfers');
    expect(await police.locator('.tabs').innerText()).not.toContain('处罚抄送');
  });
});
