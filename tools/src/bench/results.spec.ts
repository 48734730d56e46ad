import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machine } from './lab/machine.js';
import { itemResult, readResults, resultsOf, writeResults, type ItemResult } from './results.js';
import type { Figure, Suite } from './suite.js';

const item = (name: string) => ({
  name,
  about: name,
  measure: async () => ({ figures: [], rounds: [] }),
});
const SUITE: Suite = { name: 'backbone', about: '', items: [item('post'), item('latency')] };
const figure = (name: string, value: number, change: Partial<Figure> = {}): Figure => ({
  name,
  value,
  unit: '×',
  about: '',
  ...change,
});
const resultOf = (figures: readonly Figure[], voids = 0): ItemResult =>
  itemResult(
    {
      figures,
      rounds: Array.from({ length: voids + 1 }, (_, nth) => ({
        side: 'ours',
        value: 1,
        unit: '/s',
        ...(nth < voids ? { void: 'lost' } : {}),
      })),
    },
    { began: new Date(0), seconds: 1.4, load: 0.25 },
  );

describe('resultsOf', () => {
  it('puts figures where their names say', () => {
    const results = resultsOf(SUITE, machine(), undefined, {
      post: resultOf([figure('ratios.post', 0.6), figure('bulkPerSecond', 12_345.67)]),
      latency: resultOf([figure('latencyMs.p50', 4.56789), figure('latencyMs.p99', 20)]),
    });
    expect(results).toMatchObject({
      suite: 'backbone',
      ratios: { post: 0.6 },
      bulkPerSecond: 12_345.7,
      latencyMs: { p50: 4.568, p99: 20 },
      voidRounds: 0,
    });
  });

  it('keeps what is known of items that were not measured now, in the order of the suite', () => {
    const known = resultsOf(SUITE, machine(), undefined, {
      post: resultOf([figure('ratios.post', 0.6)], 1),
      latency: resultOf([figure('latencyMs.p50', 5)], 2),
      gone: resultOf([figure('ratios.gone', 1)]),
    });
    const results = resultsOf(SUITE, machine(), known, { post: resultOf([figure('ratios.post', 0.7)], 3) });
    expect(results).toMatchObject({ ratios: { post: 0.7 }, latencyMs: { p50: 5 }, voidRounds: 5 });
    expect(Object.keys(results.items)).toEqual(['post', 'latency']);
  });
});

describe('itemResult', () => {
  it('says of each figure with an aim whether it was reached', () => {
    const { figures } = resultOf([
      figure('a', 2, { aim: { atLeast: 1.3 } }),
      figure('b', 1, { aim: { atLeast: 1.3 } }),
      figure('c', 1),
    ]);
    expect(figures.map(({ reached }) => reached)).toEqual([true, false, undefined]);
  });
});

describe('writeResults', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xianjie-results-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('writes what can be read again, though nothing counted', async () => {
    const file = join(folder, 'below', 'backbone.json');
    expect(readResults(file)).toBeUndefined();
    const results = resultsOf(SUITE, machine(), undefined, {
      post: resultOf([figure('ratios.post', Number.NaN)]),
    });
    await writeResults(file, results);
    expect(readResults(file)).toMatchObject({ ratios: { post: null }, machine: machine() });
  });
});
