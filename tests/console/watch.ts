import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, Request } from 'playwright-core';

/** Nothing was asked for so long: the page has what it wants. */
const QUIET_MS = 150;
const PATIENCE_MS = 20_000;

/** What a page complains of, and whether it still waits for something. */
export class Watch {
  readonly #faults: string[] = [];
  readonly #waiting = new Set<Request>();
  #expected: readonly RegExp[] = [];
  #lastMoved = performance.now();

  constructor(page: Page, origin: string) {
    page.on('console', (message) => {
      // What failed to load is told below, with its address.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.#faults.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#faults.push(`error: ${error.message}`));
    page.on('request', (request) => {
      const elsewhere = new URL(request.url()).origin !== origin;
      // Signing in leads over the issuer's page; a page itself asks nobody else.
      if (elsewhere && !request.isNavigationRequest() && !/^(data|blob):/.test(request.url()))
        this.#faults.push(`third party: ${request.url()}`);
      if (request.resourceType() !== 'eventsource') this.#waiting.add(request);
      this.#lastMoved = performance.now();
    });
    page.on('response', (response) => {
      const { pathname, search } = new URL(response.url());
      const nobody = response.status() === 401 && pathname === '/session';
      // Nobody reads the body of such an answer, so that it is never told to be finished.
      if (nobody) this.#done(response.request());
      if (response.status() >= 400 && !nobody)
        this.#faults.push(`${response.status()}: ${response.request().method()} ${pathname}${search}`);
    });
    page.on('requestfinished', (request) => this.#done(request));
    page.on('requestfailed', (request) => {
      this.#done(request);
      const why = request.failure()?.errorText ?? '';
      if (why !== 'net::ERR_ABORTED') this.#faults.push(`failed: ${request.url()} ${why}`);
    });
  }

  get faults(): readonly string[] {
    return this.#faults.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)));
  }

  expect(patterns: readonly RegExp[]): void {
    this.#expected = [...this.#expected, ...patterns];
  }

  /** Streams of events stay open and do not count. */
  async quiet(): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    while (performance.now() < end) {
      if (this.#waiting.size === 0 && performance.now() - this.#lastMoved > QUIET_MS) return;
      await sleep(25);
    }
    throw new Error(
      `The page still waits for ${[...this.#waiting].map((request) => request.url()).join(', ')}`,
    );
  }

  #done(request: Request): void {
    this.#waiting.delete(request);
    this.#lastMoved = performance.now();
  }
}
