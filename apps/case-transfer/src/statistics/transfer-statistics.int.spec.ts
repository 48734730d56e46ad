import { describe, expect, it } from '@jest/globals';
import { begun, playAll } from '../transfers/play.suite.js';
import {
  done,
  now,
  police,
  proc,
  shenzhen,
  useService,
  type Who,
  wu,
} from '../transfers/transfers-rig.suite.js';

useService();

interface Statistics {
  readonly measures: { key: string; list: string }[];
  readonly cells: { month: string; province: string; values: number[] }[];
}

const month = now().toISOString().slice(0, 7);
const statistics = (who: Who) => done<Statistics>('GET', `/statistics?from=${month}&to=${month}`, who);

/** Each measure with the sum of its numbers, where there is one. */
async function numbers(who: Who): Promise<Record<string, number>> {
  const { measures, cells } = await statistics(who);
  const sums = measures.map(
    ({ key }, at) => [key, cells.reduce((all, { values }) => all + (values[at] ?? 0), 0)] as const,
  );
  return Object.fromEntries(sums.filter(([, sum]) => sum > 0));
}

/** How many the list behind a measure holds. */
async function listed(who: Who, key: string): Promise<number> {
  const { measures } = await statistics(who);
  const path = measures
    .find((measure) => measure.key === key)!
    .list.replace('{province}', '33')
    .replace('{from}', `${month}-01`)
    .replace('{to}', `${month}-28`);
  return (await done<{ items: unknown[] }>('GET', `${path}&limit=200`, who)).items.length;
}

describe('GET /statistics', () => {
  it('counts to each organ its own transfers, and what leads to them; of a draft no more than that it is there', async () => {
    await begun();
    const approved = await begun();
    await playAll(approved, ['REPORT_SUBMITTED', 'APPROVED', 'DELIVERED', 'RECEIPT_SIGNED']);
    expect(await numbers(wu)).toMatchObject({
      'transfers.opened': 2,
      'transfers.delivered': 1,
      'transfers.receipted': 1,
    });
    expect(await numbers(police)).toMatchObject({ 'transfers.opened': 1, 'transfers.receipted': 1 });
    expect(await numbers(shenzhen)).toEqual({});
    for (const who of [wu, police, proc]) {
      for (const [key, count] of Object.entries(await numbers(who)))
        expect([who.agency, key, await listed(who, key)]).toEqual([who.agency, key, count]);
    }
  });
});
