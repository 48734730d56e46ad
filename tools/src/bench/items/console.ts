import { gzipSync } from 'node:zlib';
import type { BrowserContext, Page } from 'playwright-core';
import { ConsoleLab, untilShown } from '../lab/console-lab.js';
import { alternate, medianOf, quantile, type Round } from '../lab/rounds.js';
import type { Bench, Item, Measured } from '../suite.js';

const ROWS = 100_000;
const SCROLL_MS = 6000;

export const firstPage: Item = {
  name: 'first-page',
  about: 'the first page of a browser that has nothing of the console yet, as Chromium paints it',
  measure: (bench) => inBrowser(bench, 200, openFirst, figuresOfFirst),
};

export const longList: Item = {
  name: 'long-list',
  about: `a list of ${ROWS} leads, scrolled for ${SCROLL_MS / 1000} s while its pages are fetched`,
  measure: (bench) => inBrowser(bench, bench.quick ? 2000 : ROWS, scrollLeads, figuresOfList),
};

async function inBrowser(
  bench: Bench,
  leads: number,
  measure: (lab: ConsoleLab) => Promise<Round>,
  figuresOf: (rounds: readonly Round[]) => Measured['figures'],
): Promise<Measured> {
  const lab = await ConsoleLab.open(leads);
  try {
    const rounds = await alternate(bench.rounds, [() => measure(lab)], bench.say);
    return { rounds, figures: figuresOf(rounds) };
  } finally {
    await lab.close();
  }
}

function figuresOfFirst(rounds: readonly Round[]): Measured['figures'] {
  return [
    {
      name: 'firstPageMs',
      value: medianOf(rounds, 'first page'),
      unit: 'ms',
      aim: { below: 1500 },
      about: 'from the address to the largest part of 待办, cold cache, on localhost',
    },
    {
      name: 'firstViewKb',
      value: medianOf(rounds, 'first page', 'gzipKb'),
      unit: 'kB',
      aim: { below: 500 },
      about: 'what it fetched for that, by gzip',
    },
    {
      name: 'blockedMs',
      value: medianOf(rounds, 'first page', 'blockedMs'),
      unit: 'ms',
      aim: { below: 200 },
      about: 'of which the page did not react (total blocking time)',
    },
  ];
}

function figuresOfList(rounds: readonly Round[]): Measured['figures'] {
  return [
    {
      name: 'frameMs.p95',
      value: medianOf(rounds, 'long list'),
      unit: 'ms',
      aim: { atMost: 34 },
      about: 'between two frames while a list is scrolled; a browser without a graphics card paints it',
    },
    {
      name: 'rowsSeen',
      value: medianOf(rounds, 'long list', 'rows'),
      unit: 'rows',
      about: 'rows that came by in one round',
    },
    {
      name: 'rowsKept',
      value: medianOf(rounds, 'long list', 'kept'),
      unit: 'rows',
      aim: { atMost: 60 },
      about: 'rows in the page at its end: only those that are seen',
    },
  ];
}

async function openFirst(lab: ConsoleLab): Promise<Round> {
  const context = await lab.signedIn();
  try {
    const page = await context.newPage();
    const sizes = gzipSizes(page);
    await watchPaints(context);
    await page.goto('/today');
    await untilShown(page);
    const { paintedMs, blockedMs } = await page.evaluate(PAINTED);
    const gzipKb = (await sizes()) / 1000;
    return {
      side: 'first page',
      value: paintedMs,
      unit: 'ms',
      details: { gzipKb: Math.round(gzipKb), blockedMs: Math.round(blockedMs) },
    };
  } finally {
    await context.close();
  }
}

/** Bytes of everything that was fetched of the console itself, as gzip makes them. */
function gzipSizes(page: Page): () => Promise<number> {
  const bodies: Promise<number>[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/api/') || pathname.startsWith('/console/') || response.status() !== 200) return;
    bodies.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  return async () => (await Promise.all(bodies)).reduce((sum, bytes) => sum + bytes, 0);
}

/** Chromium's own account of its paints and of tasks that took long. */
function watchPaints(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(`
    window.paints = { paintedMs: 0, blockedMs: 0 };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.paints.paintedMs = entry.startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.paints.blockedMs += Math.max(0, entry.duration - 50);
    }).observe({ type: 'longtask', buffered: true });`);
}

/** After the last paint had its time. */
const PAINTED =
  `new Promise((resolve) => setTimeout(() => resolve(window.paints), 300))` as never as () => Promise<{
    readonly paintedMs: number;
    readonly blockedMs: number;
  }>;

async function scrollLeads(lab: ConsoleLab): Promise<Round> {
  const context = await lab.signedIn();
  try {
    const page = await context.newPage();
    await page.goto('/leads');
    await untilShown(page);
    await page.locator('.table-body').hover();
    await page.evaluate(COUNT_FRAMES);
    const end = performance.now() + SCROLL_MS;
    while (performance.now() < end) await page.mouse.wheel(0, 600);
    const { frames, rows, kept } = (await page.evaluate('window.counted()')) as Counted;
    return {
      side: 'long list',
      value: quantile(frames, 0.95),
      unit: 'ms',
      void: rows < 500 ? `only ${rows} rows came by` : undefined,
      details: {
        rows,
        kept,
        p50: Math.round(quantile(frames, 0.5)),
        longest: Math.round(Math.max(...frames)),
      },
    };
  } finally {
    await context.close();
  }
}

interface Counted {
  readonly frames: readonly number[];
  readonly rows: number;
  readonly kept: number;
}

const COUNT_FRAMES = `
  (() => {
    const frames = [];
    let last = performance.now();
    const next = (now) => { frames.push(now - last); last = now; requestAnimationFrame(next); };
    requestAnimationFrame(next);
    window.counted = () => {
      const rows = [...document.querySelectorAll('.table-body [data-index]')];
      return { frames: frames.slice(5), rows: Math.max(...rows.map((row) => Number(row.dataset.index))) + 1, kept: rows.length };
    };
  })()`;
