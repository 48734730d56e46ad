import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { submitLines } from '../../api/bulk.js';
import { apiAs } from '../../api/sample-agency.js';
import { importSampleData } from '../../stack/sample-data.js';
import { Progress } from '../../stack/progress.js';
import { Stack } from '../../stack/stack.js';
import { findChromium, NO_CHROMIUM } from '../../test/chromium.js';
import { Leads } from './leads.js';

/** Whose officer looks at the pages, and in whose name the leads are. */
const AGENCY = 'ip-zhejiang';
const OFFICER = 'chenli';
const SCREEN = { width: 1366, height: 768 } as const;

/** A local stack as `npm start` makes it, with a Chromium before it; both are gone afterwards. */
export class ConsoleLab {
  private constructor(
    private readonly folder: string,
    private readonly stack: Stack,
    private readonly browser: Browser,
  ) {}

  static async open(leads: number): Promise<ConsoleLab> {
    const executablePath = findChromium();
    if (!executablePath) throw new Error(NO_CHROMIUM);
    const folder = mkdtempSync(join(tmpdir(), 'xianjie-bench-console-'));
    const progress = new Progress(() => undefined);
    const eventLog = { kind: 'embedded', folder: 'embedded' } as const;
    const stack = new Stack({ dataRoot: folder, eventLog, fresh: true, progress });
    try {
      const description = await stack.start();
      await importSampleData(description, progress);
      const api = apiAs(AGENCY, description.services['lead-reporting']!.url, description.issuer!);
      for await (const { status } of submitLines(api, '/leads/bulk', linesOf(leads)))
        if (status !== 'accepted') throw new Error(`A lead of the bench was ${status}`);
      const args = ['--no-sandbox', '--disable-background-networking'];
      return new ConsoleLab(folder, stack, await chromium.launch({ executablePath, args }));
    } catch (error) {
      await stack.stop();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** A browser that has nothing of the console but the session of an officer. */
  async signedIn(): Promise<BrowserContext> {
    const address = { baseURL: this.stack.description.console!.url };
    const before = await this.browser.newContext(address);
    await before.request.get(`/session/sign-in?as=${OFFICER}&return=/today`);
    const storageState = await before.storageState();
    await before.close();
    return this.browser.newContext({ ...address, storageState, viewport: SCREEN, locale: 'zh-CN' });
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.stack.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function* linesOf(count: number) {
  const leads = new Leads('C');
  for (let line = 1; line <= count; line += 1) yield { line, text: leads.next() };
}

/** Resolves when the page shows what it was opened for. */
export async function untilShown(page: Page): Promise<void> {
  await page.locator('main h1').waitFor();
  await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
}
