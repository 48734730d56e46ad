import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredRecord, SubscribeOptions } from './event-log.js';
import { PartitionLoop, type PartitionSource } from './partition-loop.js';

const at = { topic: 'lead-reporting.lead', partition: 0 };
const record: StoredRecord = {
  ...at,
  offset: 0n,
  key: 'k',
  value: Buffer.from('v'),
  headers: {},
  appendedAt: 0,
};

/** One record, then nothing more. */
function source(): PartitionSource {
  let interrupted: (() => void) | undefined;
  return {
    bounds: async () => ({ first: 0n, end: 1n }),
    next: async (offset) => {
      if (offset === 0n) return { records: [record], end: 1n };
      await new Promise<void>((resolve) => (interrupted = resolve));
      return undefined;
    },
    interrupt: () => interrupted?.(),
    isStale: () => false,
  };
}

describe('a subscriber that takes nothing of a batch', () => {
  it('leaves the process its turn, so that what holds it up can end', async () => {
    let deliveries = 0;
    let freed = false;
    const options: Partial<SubscribeOptions> = {
      start: async () => 0n,
      // Would it be asked again without a pause, no timer could ever fire: after many times it gives in, and the test fails.
      deliver: async () => ({ at: freed || ++deliveries > 5000 ? 1n : 0n, afterMs: 0 }),
    };
    const loop = new PartitionLoop(at, options as SubscribeOptions, source(), () => undefined);
    await sleep(100);
    freed = true;
    while (loop.position !== 1n) await sleep(5);
    loop.stop();
    await loop.done;
    expect(deliveries).toBeLessThan(50);
  });
});
