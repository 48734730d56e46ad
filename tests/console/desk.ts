import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { Watch } from './watch.js';

export const sizes = {
  laptop: { width: 1366, height: 768 },
  wide: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
} as const;

export type Size = keyof typeof sizes;
export type Language = 'zh' | 'en';

export interface Seat {
  readonly language?: Language;
  readonly size?: Size;
}

type Kept = Awaited<ReturnType<BrowserContext['storageState']>>;

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-background-networking'];

export const consoleUrl = process.env['CONSOLE_URL'] ?? '';

declare global {
  /** Of the test that ends, as `environment.mjs` saw it. */
  var hasTestFailed: boolean;
}

/** What a page of a failed test shows: what it lacks may be explained by what is there. */
async function shownBy(page: Page): Promise<string> {
  const text = await page.locator('body').innerText().catch(String);
  return `${page.url()} showed:\n${text.slice(0, 2000)}`;
}

/**
 * A browser for the tests of one file. Whatever a page complains of (an error, a failed request, a request to another server) fails the
 * test that opened it, unless the test said that it would come.
 */
export class Desk {
  readonly #signedIn = new Map<string, Kept>();
  readonly #watches = new Map<Page, Watch>();
  #browser!: Browser;

  constructor() {
    beforeAll(async () => {
      this.#browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    });
    afterEach(async () => {
      if (hasTestFailed) for (const page of this.#watches.keys()) console.error(await shownBy(page));
      const faults = [...this.#watches.values()].flatMap((watch) => watch.faults);
      await Promise.all(this.#browser.contexts().map((context) => context.close()));
      this.#watches.clear();
      expect(faults).toEqual([]);
    });
    afterAll(() => this.#browser?.close());
  }

  get browser(): Browser {
    return this.#browser;
  }

  /** A page of a sample officer who is signed in. */
  async asOfficer(login: string, path = '/', seat: Seat = {}): Promise<Page> {
    const known = this.#signedIn.get(login);
    const page = await this.#open(seat, known);
    if (known) {
      await page.goto(path);
    } else {
      await page.goto(`/session/sign-in?as=${login}&return=${encodeURIComponent(path)}`);
      this.#signedIn.set(login, await page.context().storageState());
    }
    await this.settled(page);
    return page;
  }

  /** A page of somebody who is not signed in. */
  async asNobody(path = '/', seat: Seat = {}): Promise<Page> {
    const page = await this.#open(seat);
    await page.goto(path);
    await this.settled(page);
    return page;
  }

  /** Goes to another page without loading the console anew. */
  async goTo(page: Page, path: string): Promise<void> {
    await page.evaluate((to) => {
      history.pushState({}, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path);
    await this.settled(page);
  }

  /** Waits until the page is drawn, asks for nothing and shows no skeleton. */
  async settled(page: Page): Promise<void> {
    await page.locator('main').first().waitFor();
    await this.#watches.get(page)?.quiet();
    await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
    await this.#watches.get(page)?.quiet();
  }

  /** What this page is going to complain of is part of the test. */
  expectFaults(page: Page, ...patterns: readonly RegExp[]): void {
    this.#watches.get(page)?.expect(patterns);
  }

  async #open({ language = 'zh', size = 'laptop' }: Seat, storageState?: Kept): Promise<Page> {
    const context = await this.#browser.newContext({
      baseURL: consoleUrl,
      viewport: sizes[size],
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      ...(storageState ? { storageState } : {}),
    });
    await context.addInitScript((value) => localStorage.setItem('xianjie.language', value), language);
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    this.#watches.set(page, new Watch(page, new URL(consoleUrl).origin));
    return page;
  }
}
