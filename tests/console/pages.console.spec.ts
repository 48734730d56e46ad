import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible, expectNoForeignWords, expectNoSidewaysScroll } from './checks.js';
import { Desk, type Language, type Size } from './desk.js';

const desk = new Desk();

/** Pages by who uses them; `first` opens the first thing of a list. */
const pages: readonly {
  readonly login: string;
  readonly paths: readonly string[];
  readonly first?: readonly string[];
}[] = [
  {
    login: 'zhanglixin',
    paths: [
      ...[
        '/today',
        '/leads',
        '/leads/new',
        '/leads/bulk',
        '/cases',
        '/cases/new',
        '/cases/unopened',
        '/clusters',
      ],
      ...['/circulars', '/transfers', '/transfers/deliveries', '/transfers/penalty-copies'],
      ...['/transfers/untaken', '/patents', '/credit', '/credit/publicity'],
      ...['/credit/list-entries', '/credit/dishonest-acts', '/credit/dishonest-acts/new', '/credit/repairs'],
    ],
    first: [
      ...['/cases', '/circulars', '/transfers', '/patents'],
      ...['/credit/publicity', '/credit/list-entries', '/credit/repairs', '/credit/dishonest-acts'],
    ],
  },
  {
    login: 'chenli',
    paths: ['/today', '/leads', '/transfers', '/overview', '/credit/feed'],
    first: ['/leads', '/cases'],
  },
  {
    login: 'zhouming',
    paths: ['/today', '/overview', '/credit/list-entries'],
    first: ['/credit/list-entries'],
  },
  { login: 'hejing', paths: ['/patents', '/patents/import'], first: ['/patents'] },
  { login: 'sunyi', paths: ['/today', '/transfers', '/transfers/untaken'], first: ['/transfers'] },
  {
    login: 'zhengqing',
    paths: [
      '/today',
      '/transfers',
      '/transfers/untransferred',
      '/transfers/fines',
      '/transfers/copies',
      '/transfers/penalty-copies',
      '/transfers/untaken',
      '/overview',
    ],
    first: ['/transfers'],
  },
  { login: 'zhaomin', paths: ['/leads', '/leads/new', '/patents', '/credit/publicity'] },
  { login: 'tangli', paths: ['/credit', '/credit/feed', '/credit/publicity', '/credit/repairs'] },
  { login: 'qianjin', paths: ['/operations', '/operations/trace'] },
];

const languages: readonly Language[] = ['zh', 'en'];
const further: readonly (readonly [Size, Language])[] = [
  ['wide', 'zh'],
  ['phone', 'zh'],
  ['phone', 'en'],
];

/** Opens the first thing of a list, as an officer would, and answers where that is. */
async function openFirst(page: Page, list: string): Promise<string> {
  await desk.goTo(page, list);
  await page.locator('main .table-row.opens, main .transfer-card-no').first().click();
  await desk.settled(page);
  return new URL(page.url()).pathname;
}

async function expectWell(page: Page): Promise<void> {
  await expectNoForeignWords(page);
  expect(await page.locator('main h1').count()).toBe(1);
}

describe.each(pages)('the pages of $login', ({ login, paths, first = [] }) => {
  const every = async (page: Page) => {
    const details: string[] = [];
    for (const list of first) {
      const path = await openFirst(page, list);
      expect(path.startsWith(`${list}/`)).toBe(true);
      details.push(path);
    }
    return [...paths, ...details];
  };

  const eachOf = async (page: Page, check: () => Promise<void>) => {
    for (const path of await every(page)) {
      await desk.goTo(page, path);
      // An address may lead on to another page.
      await page.locator('main h1').first().waitFor();
      await desk.settled(page);
      await check().catch((error: unknown) => {
        throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
      });
    }
  };

  it.each(languages)('are whole, accessible and no wider than the screen, in %s', async (language) => {
    const page = await desk.asOfficer(login, '/', { language });
    await eachOf(page, async () => {
      await expectWell(page);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
  });

  it.each(further)('are read without pushing sideways on a %s screen, in %s', async (size, language) => {
    const page = await desk.asOfficer(login, '/', { language, size });
    await eachOf(page, () => expectNoSidewaysScroll(page));
  });
});

describe('a page that leads on to another', () => {
  it('is asked for again while the other one loads, and leads there', async () => {
    const page = await desk.asOfficer('tangli', '/nowhere');
    const loads = Promise.withResolvers<undefined>();
    const isAsked = Promise.withResolvers<undefined>();
    await page.route(/\/assets\/publicity-page/, async (route) => {
      isAsked.resolve(undefined);
      await loads.promise;
      await route.continue();
    });
    const credit = page.getByRole('navigation').getByRole('link', { name: '信用', exact: true });
    await credit.click();
    await isAsked.promise;
    await credit.click();
    loads.resolve(undefined);
    await page.locator('main h1').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/credit/publicity');
  });
});
