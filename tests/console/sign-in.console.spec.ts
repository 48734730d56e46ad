import { describe, expect, it } from '@jest/globals';
import { expectAccessible } from './checks.js';
import { Desk } from './desk.js';
import { roles } from './roles.js';

const desk = new Desk();

describe('signing in', () => {
  it.each(roles)(
    'is one click for $login, who sees $agency and its areas',
    async ({ login, agency, areas }) => {
      const page = await desk.asNobody('/');
      await page.locator(`[data-login="${login}"]`).click();
      await page.locator('.who strong').waitFor();
      await desk.settled(page);
      expect(await page.locator('.who strong').innerText()).toBe(agency);
      expect(await page.locator('nav.areas li a > span:not(.area-icon):not(.count)').allInnerTexts()).toEqual(
        areas,
      );
    },
  );

  it('offers the way in to nobody, and hides every page behind it', async () => {
    const page = await desk.asNobody('/transfers');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('衔接');
    expect(await page.locator('nav.areas').count()).toBe(0);
    await expectAccessible(page);
  });

  it('comes back to the page that was asked for', async () => {
    const page = await desk.asNobody('/leads?status=submitted');
    await page.locator('[data-login="chenli"]').click();
    await page.locator('.who strong').waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/leads?status=submitted');
  });

  it('works by account and password as well', async () => {
    const page = await desk.asNobody('/');
    await page.getByRole('link', { name: /^登\s?录$/ }).click();
    await page.locator('#login').fill('chenli');
    await page.locator('#password').fill('dev-password');
    await page.getByRole('button', { name: '登录' }).click();
    await page.locator('.who strong').waitFor();
    expect(await page.locator('.who strong').innerText()).toBe('浙江省知识产权局');
  });

  it('changes from one officer to another without a trace of the first', async () => {
    const page = await desk.asOfficer('zhanglixin', '/today');
    await page.goto('/session/sign-in?as=sunyi&return=/today');
    await desk.settled(page);
    expect(await page.locator('.who strong').innerText()).toBe('杭州市公安局');
  });
});

describe('an officer who signs out', () => {
  it('is out, and the page before shows nothing more', async () => {
    const page = await desk.asNobody('/session/sign-in?as=fangmin&return=/leads');
    await page.locator('.own-button').click();
    await page.getByRole('menuitem', { name: '退出' }).click();
    await page.locator('[data-login="fangmin"]').waitFor();
    await page.goBack();
    await desk.settled(page);
    expect(await page.locator('nav.areas').count()).toBe(0);
    expect(await page.context().cookies()).not.toContainEqual(
      expect.objectContaining({ name: 'xianjie-session' }),
    );
  });
});

describe('a session that ends while a page is open', () => {
  it('is begun anew beside the page, and nothing of it is lost', async () => {
    const page = await desk.asNobody('/session/sign-in?as=chenli&return=/leads');
    desk.expectFaults(page, /^401: /);
    await page.context().clearCookies();
    // Past the dialog, if the page has noticed by itself: it hears of changes all the time.
    await page.locator('nav.areas a[href="/cases"]').dispatchEvent('click');
    const again = page.getByRole('dialog').getByRole('link');
    await again.waitFor();
    await page.context().request.get('/session/sign-in?as=chenli');
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await desk.settled(page);
    expect(new URL(page.url()).pathname).toBe('/cases');
  });
});

describe('a page that is not one’s own', () => {
  it('says that it may not be seen, and shows nothing of it', async () => {
    const page = await desk.asOfficer('sunyi', '/today');
    desk.expectFaults(page, /^403: /);
    await desk.goTo(page, '/operations');
    expect(await page.locator('main').innerText()).toMatch(/无权|不能查看|没有权限/);
    await expectAccessible(page);
  });

  it('that does not exist says so, with a way on', async () => {
    const page = await desk.asOfficer('sunyi', '/no-such-page');
    expect(await page.locator('main a[href="/"]').count()).toBe(1);
  });
});

describe('the browser', () => {
  it('holds no token: not in a cookie a script can read, not in any storage', async () => {
    const page = await desk.asOfficer('chenli', '/today');
    const held = await page.evaluate(() => ({
      cookie: document.cookie,
      local: JSON.stringify({ ...localStorage }),
      tab: JSON.stringify({ ...sessionStorage }),
    }));
    expect(held.cookie).toBe('');
    expect(held.local + held.tab).not.toMatch(/eyJ|token|Bearer/i);
    const cookies = await page.context().cookies();
    for (const { httpOnly, sameSite } of cookies.filter(({ name }) => name.startsWith('xianjie-')))
      expect([httpOnly, sameSite === 'None']).toEqual([true, false]);
  });
});
