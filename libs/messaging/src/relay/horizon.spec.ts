import { describe, expect, it } from '@jest/globals';
import { Horizon } from './horizon.js';

/** Looks in turn, each finding what was drawn, the oldest transaction that runs, and the next id. */
async function after(...looks: (readonly [drawn: number, oldest: number, next: number])[]): Promise<number> {
  const horizon = new Horizon();
  for (const look of looks)
    await horizon.look({ query: <T extends unknown[]>() => Promise.resolve([look] as unknown as T[]) });
  return horizon.safe;
}

describe('Horizon', () => {
  it('settles what was drawn once all who ran at the next look have ended', async () => {
    expect(await after([50, 100, 100])).toBe(0);
    expect(await after([50, 100, 100], [60, 100, 105])).toBe(0);
    expect(await after([50, 100, 100], [60, 100, 105], [70, 104, 110])).toBe(0);
    expect(await after([50, 100, 100], [60, 100, 105], [70, 105, 110])).toBe(50);
  });

  it('settles at once where nobody runs', async () => {
    expect(await after([50, 100, 100], [50, 100, 100])).toBe(50);
  });

  it('does not settle the ordinal of a transaction that began between a snapshot and the reading of the sequence', async () => {
    // Transaction 100 drew ordinal 50 after the first snapshot was taken, and goes on.
    expect(await after([50, 100, 100], [50, 100, 101], [50, 100, 101])).toBeLessThan(50);
    expect(await after([50, 100, 100], [50, 100, 101], [50, 101, 101])).toBe(50);
  });
});
