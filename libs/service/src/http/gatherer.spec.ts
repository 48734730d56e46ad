import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@xianjie/errors';
import fc from 'fast-check';
import { Gatherer } from './gatherer.js';

/** Work that notes what was done together and lasts until the next turn. */
function noting(fail?: (items: readonly number[]) => Error | undefined) {
  const done: (readonly number[])[] = [];
  const work = async (items: readonly number[]): Promise<number[]> => {
    await new Promise((resolve) => setImmediate(resolve));
    const error = fail?.(items);
    if (error) throw error;
    done.push(items);
    return items.map((item) => item * 10);
  };
  return { done, work };
}

describe('a gatherer', () => {
  it('begins with the first at once, and does what came meanwhile together', async () => {
    const { done, work } = noting();
    let idle = 0;
    const gatherer = new Gatherer(work, 200, () => (idle += 1));
    expect(await Promise.all([1, 2, 3, 4].map((item) => gatherer.add(item)))).toEqual([10, 20, 30, 40]);
    expect(done).toEqual([[1], [2, 3, 4]]);
    expect(idle).toBe(1);
  });

  it('does no more than so many together', async () => {
    const { done, work } = noting();
    const gatherer = new Gatherer(work, 2);
    await Promise.all([1, 2, 3, 4].map((item) => gatherer.add(item)));
    expect(done).toEqual([[1], [2, 3], [4]]);
  });

  it('lets the one to blame spoil no other', async () => {
    const { done, work } = noting((items) => (items.includes(3) ? new Error('three') : undefined));
    const gatherer = new Gatherer(work);
    const results = await Promise.allSettled([1, 2, 3, 4].map((item) => gatherer.add(item)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(done).toEqual([[1], [2], [4]]);
  });

  it('tells all at once where the database is away', async () => {
    let tries = 0;
    const gatherer = new Gatherer<number, number>(async () => {
      tries += 1;
      await new Promise((resolve) => setImmediate(resolve));
      throw new DomainError('unavailable', 'test.away', 'away');
    });
    const results = await Promise.allSettled([1, 2, 3].map((item) => gatherer.add(item)));
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(tries).toBe(2);
    await expect(gatherer.add(4)).rejects.toThrow('away');
  });

  it('does each once, in the order they came, and answers each with its own', async () => {
    const arrivals = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 7 }), async (turns, most) => {
        const { done, work } = noting();
        const gatherer = new Gatherer(work, most);
        const answers: Promise<number>[] = [];
        for (const [item, wait] of turns.entries()) {
          for (let turn = 0; turn < wait; turn += 1) await new Promise((resolve) => setImmediate(resolve));
          answers.push(gatherer.add(item));
        }
        expect(await Promise.all(answers)).toEqual(turns.map((_, item) => item * 10));
        expect(done.flat()).toEqual([...turns.keys()]);
        expect(Math.max(...done.map(({ length }) => length))).toBeLessThanOrEqual(most);
      }),
    );
  });
});
