import type { Locator, Page } from 'playwright-core';
import type { Desk } from './desk.js';

/** The verb on a page: its button opens the dialog of the act, or does it at once. */
export async function press(page: Page, verb: string): Promise<void> {
  await page.locator('main').getByRole('button', { name: verb, exact: true }).first().click();
}

export const dialogOf = (page: Page): Locator => page.getByRole('dialog');

/** Chooses from a list by what it says. */
export async function choose(page: Page, field: Locator, option: string | RegExp): Promise<void> {
  await field.click();
  await page.locator('.ant-select-item-option:visible').filter({ hasText: option }).first().click();
}

/** Says 现在 in the picker of a field. A dialog that still moves may close the picker under the hand: then it is opened again. */
export async function takeNow(page: Page, field: Locator): Promise<void> {
  const now = page.locator('.ant-picker-dropdown:visible').getByRole('button', { name: '现在' });
  await field.click();
  await now.waitFor({ timeout: 3000 }).catch(() => field.click());
  await now.click();
}

/** The verb of an open dialog; it closes when the act is done. */
export async function confirm(desk: Desk, page: Page, verb: string): Promise<void> {
  await dialogOf(page).getByRole('button', { name: verb, exact: true }).click();
  await dialogOf(page).waitFor({ state: 'hidden' });
  await desk.settled(page);
}

/** Adds a paper with its file to the transfer that is shown. */
export async function addPaper(desk: Desk, page: Page, kind: string, file: string): Promise<void> {
  await press(page, '添加文书');
  const dialog = dialogOf(page);
  await choose(page, dialog.getByRole('combobox', { name: '文书种类' }), kind);
  const pdf = Buffer.from(`%PDF-1.4\n% ${file} ${Date.now()}\n%%EOF\n`);
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: file, mimeType: 'application/pdf', buffer: pdf });
  await dialog.getByText('已上传并核对摘要').waitFor();
  await confirm(desk, page, '添加文书');
}
