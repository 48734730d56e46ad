import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible } from './checks.js';
import { Desk } from './desk.js';
import { addPaper, choose, confirm, dialogOf, press, takeNow } from './forms.js';
import { findDuty, freshNumber, openCase } from './matters.js';

const desk = new Desk();

/** Where the transfer stands, and what happened, as its page says. */
const state = (page: Page) => page.locator('.page-beside .tag').first().innerText();
const timeline = (page: Page) => page.locator('.timeline').innerText();

const fillPaper = async (page: Page, documentNo: string, reasons: string) => {
  await dialogOf(page).getByRole('textbox', { name: /文号/ }).fill(documentNo);
  await dialogOf(page).getByRole('textbox', { name: '理由' }).fill(reasons);
};

/** One case from the report to the reconsideration, each act by a click of who may do it; the tests follow one another. */
describe('a suspected crime goes to the police', () => {
  let path = '';
  let letterNo = '';
  let refusalNo = '';
  const at = (login: string) => desk.asOfficer(login, path);

  it('opens by itself on findings that carry a duty; two officers sign the report, one submits it', async () => {
    const first = await desk.asOfficer('wuyue', '/transfers');
    path = `/transfers/${await findDuty(first, await openCase(first))}`;
    await desk.goTo(first, path);
    await addPaper(desk, first, '移送涉嫌犯罪案件报告', '移送报告.pdf');
    await press(first, '签署报告');
    await first.getByText('已签署：吴越').first().waitFor();
    const second = await at('fangmin');
    await press(second, '签署报告');
    await second
      .getByText(/已签署：.*方敏/)
      .first()
      .waitFor();
    await first.reload();
    await desk.settled(first);
    await press(first, '提交移送报告');
    await confirm(desk, first, '提交移送报告');
    expect(await timeline(first)).toContain('吴越');
  });

  it('is approved by the head alone', async () => {
    const officer = await at('wuyue');
    expect(await officer.getByRole('button', { name: '批准移送', exact: true }).isDisabled()).toBe(true);
    const head = await at('zhanglixin');
    await press(head, '批准移送');
    await confirm(desk, head, '批准移送');
    expect(await timeline(head)).toContain('章立新');
  });

  it('is delivered with its papers, what is missing named, and handed over after the approval', async () => {
    const page = await at('wuyue');
    letterNo = await freshNumber(page, '移');
    await addPaper(desk, page, '涉嫌犯罪案件移送书', '移送书.pdf');
    await press(page, '送达公安机关');
    const dialog = dialogOf(page);
    await dialog.getByRole('textbox', { name: /文号/ }).fill(letterNo);
    for (const name of ['案件情况调查报告', '涉案物品清单', '检验报告或鉴定结论', '其他涉嫌犯罪材料']) {
      await dialog.getByRole('checkbox', { name }).check();
      await dialog.getByRole('textbox', { name: `${name} 原因` }).fill('随后补送');
    }
    await confirm(desk, page, '送达公安机关');
    // Nobody answers for the police system here: the officer takes the file there and registers it, now unless told.
    await press(page, '登记送交');
    const time = dialogOf(page).getByRole('textbox', { name: '实际送交时间' });
    expect(await time.inputValue()).toMatch(/^\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}$/);
    await confirm(desk, page, '登记送交');
    expect(await timeline(page)).toContain(letterNo);
  });

  it('is signed for in the minute of the hand-over, and not filed, by the police', async () => {
    const page = await at('sunyi');
    expect(await timeline(page)).toContain(letterNo);
    await press(page, '签收回执');
    await takeNow(page, dialogOf(page).getByRole('textbox', { name: '实际签收时间' }));
    await confirm(desk, page, '签收回执');
    refusalNo = await freshNumber(page, '不立');
    await press(page, '决定不予立案');
    await fillPaper(page, refusalNo, '现有证据不足以证明有犯罪事实发生');
    await confirm(desk, page, '决定不予立案');
    expect(await state(page)).toContain('不予立案');
    await expectAccessible(page);
  });

  it('is seen by the procuratorate from the letter to the reasons, which takes no step of others', async () => {
    const page = await at('zhengqing');
    const told = await timeline(page);
    for (const words of [letterNo, refusalNo, '现有证据不足以证明有犯罪事实发生', '章立新', '孙毅'])
      expect(told).toContain(words);
    for (const verb of ['签收回执', '提请复议', '添加新证据'])
      expect(await page.getByRole('button', { name: verb, exact: true }).count()).toBe(0);
    await desk.goTo(page, '/transfers/copies?kind=LETTER');
    expect(await page.locator('.table-body').innerText()).toContain(letterNo);
  });

  it('is to be reconsidered, as the agency asks, and the police uphold it', async () => {
    const page = await at('wuyue');
    await press(page, '提请复议');
    await fillPaper(page, await freshNumber(page, '复'), '账册和检验报告足以证明');
    await confirm(desk, page, '提请复议');
    expect(await state(page)).toContain('复议');
    const police = await at('sunyi');
    await press(police, '维持不予立案');
    await fillPaper(police, await freshNumber(police, '维'), '复议理由不能成立');
    await confirm(desk, police, '维持不予立案');
    expect(await timeline(police)).toContain('复议理由不能成立');
  });

  it('is filed as the procuratorate orders, and its articles go with it', async () => {
    const agency = await at('wuyue');
    const [procurator, police] = [await at('zhengqing'), await at('sunyi')];
    const act = async (page: Page, verb: string, word: string, reasons?: string) => {
      await page.reload();
      await desk.settled(page);
      await press(page, verb);
      await dialogOf(page)
        .getByRole('textbox', { name: /文号/ })
        .fill(await freshNumber(page, word));
      if (reasons) await dialogOf(page).locator('textarea').first().fill(reasons);
      await confirm(desk, page, verb);
    };
    await act(agency, '建议立案监督', '监', '应当立案');
    await act(procurator, '要求说明不立案理由', '说理');
    await act(police, '说明不立案理由', '说明', '认为情节轻微');
    await act(procurator, '通知立案', '通立');
    // What police and procuratorate write to each other is not for the agency.
    await agency.reload();
    await desk.settled(agency);
    expect(await timeline(agency)).not.toContain('认为情节轻微');
    await act(police, '决定立案', '立');
    await agency.reload();
    await desk.settled(agency);
    await addPaper(desk, agency, '涉案物品移交清单', '移交清单.pdf');
    await press(agency, '移交物品和材料');
    const dialog = dialogOf(agency);
    await choose(agency, dialog.getByRole('combobox', { name: '所附文书' }), '移交清单');
    await dialog.getByRole('spinbutton', { name: '查封、扣押、冻结的物品件数' }).fill('0');
    await confirm(desk, agency, '移交物品和材料');
    expect(await state(agency)).toContain('侦查');
  });
});
