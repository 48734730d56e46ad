import { describe, it } from '@jest/globals';
import { expectNoForeignWords, screenshot } from './checks.js';
import { Desk, type Seat } from './desk.js';

const desk = new Desk();

interface Picture extends Seat {
  readonly name: string;
  readonly login: string;
  readonly path: string;
  /** What is opened on the page first. */
  readonly open?: string;
}

/** The pages that the documentation shows. */
const pictures: readonly Picture[] = [
  { name: 'today', login: 'zhanglixin', path: '/today' },
  { name: 'today-en', login: 'zhanglixin', path: '/today', language: 'en' },
  { name: 'leads', login: 'chenli', path: '/leads' },
  { name: 'lead', login: 'chenli', path: '/leads', open: '.table-row.opens' },
  { name: 'lead-report', login: 'chenli', path: '/leads/new' },
  { name: 'cases', login: 'zhanglixin', path: '/cases' },
  { name: 'case', login: 'zhanglixin', path: '/cases', open: '.table-row.opens' },
  { name: 'transfers', login: 'zhanglixin', path: '/transfers' },
  { name: 'transfer', login: 'zhanglixin', path: '/transfers', open: '.transfer-card-no', size: 'wide' },
  { name: 'transfer-police', login: 'sunyi', path: '/transfers', open: '.transfer-card-no' },
  { name: 'procuratorate', login: 'zhengqing', path: '/transfers/untransferred' },
  { name: 'patent', login: 'hejing', path: '/patents', open: '.table-row.opens' },
  { name: 'credit-record', login: 'zhanglixin', path: '/credit/publicity', open: '.table-row.opens' },
  { name: 'overview', login: 'zhouming', path: '/overview', size: 'wide' },
  { name: 'operations', login: 'qianjin', path: '/operations' },
  { name: 'today-phone', login: 'zhanglixin', path: '/today', size: 'phone' },
];

describe('the picture', () => {
  it('sign-in', async () => {
    await screenshot(await desk.asNobody('/'), 'sign-in');
  });

  it.each(pictures)('$name', async ({ name, login, path, open, ...seat }) => {
    const page = await desk.asOfficer(login, path, seat);
    if (open) {
      await page.locator(`main ${open}`).first().click();
      await desk.settled(page);
      await page.mouse.move(0, 0);
    }
    await expectNoForeignWords(page);
    await screenshot(page, name);
  });
});
