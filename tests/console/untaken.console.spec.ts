import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible } from './checks.js';
import { Desk } from './desk.js';
import { call } from './matters.js';

const desk = new Desk();

/** Where the front-end node of 广东省公安厅 leaves what it carried. */
const incoming = join(process.env['CONSOLE_DATA'] ?? '', 'embedded', 'partners', 'police-guangdong', 'in');

async function refused(page: Page, name: string): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    const path = '/api/case-transfer/untaken-messages?limit=50';
    const { items } = await call<{ items: { reference: string }[] }>(page, path);
    if (items.some(({ reference }) => reference === name)) return;
    await page.waitForTimeout(200);
  }
  throw new Error(`${name} was not refused`);
}

describe('what could not be taken from a police system', () => {
  it('is shown to its organ with the reason, and with what it said', async () => {
    const name = `B${Date.now()}.xjp`;
    // No file at all: as broken as a package can be.
    mkdirSync(join(incoming, name));
    const page = await desk.asOfficer('zengqiang', '/transfers');
    await refused(page, name);
    await page.locator('.tabs').getByRole('link', { name: '未能接收' }).click();
    await desk.settled(page);
    const line = page.locator('.table-body').getByRole('row').first();
    expect(await line.innerText()).toMatch(/\p{Script=Han}/u);
    await line.getByRole('button', { name: '详情' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.innerText()).toContain(name);
    expect(await dialog.innerText()).toContain('package.not-a-file');
    await expectAccessible(page);
    // Nobody else who does not send to that organ hears of it.
    const elsewhere = await desk.asOfficer('sunyi', '/transfers/untaken');
    expect(await elsewhere.locator('main').innerText()).not.toContain(name);
  });
});
