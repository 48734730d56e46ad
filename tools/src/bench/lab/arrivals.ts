import type { EventLog } from '@xianjie/messaging';

export interface Arrivals {
  /** Ends the watch. Milliseconds of the longest silence of any partition between two moments (`performance.now()`). */
  longestGap(from: number, to: number): Promise<number>;
}

/** Notes when events of a topic reach a consumer, from its present end on; checkpoints do not count. */
export async function watchArrivals(log: EventLog, topic: string, group: string): Promise<Arrivals> {
  const times = new Map<number, number[]>();
  const subscription = await log.subscribe({
    group,
    topics: [topic],
    start: async (at) => {
      times.set(at.partition, []);
      return (await log.bounds(at)).end;
    },
    deliver: async ({ partition, records }) => {
      if (records.some(({ key }) => !key?.startsWith('@'))) times.get(partition)?.push(performance.now());
      return { at: (records.at(-1)?.offset ?? 0n) + 1n, afterMs: 0 };
    },
    revoked: () => undefined,
    outOfRange: async () => undefined,
  });
  await subscription.ready;
  return {
    longestGap: async (from, to) => {
      await subscription.stop();
      return Math.max(...[...times.values()].map((its) => longestGap(its, from, to)));
    },
  };
}

/** The longest time between two neighbours, of those of which the first is at or after `from` and before `to`. */
export function longestGap(times: readonly number[], from: number, to: number): number {
  let longest = times.length < 2 ? Number.POSITIVE_INFINITY : 0;
  for (const [nth, time] of times.entries()) {
    const next = times[nth + 1];
    if (next === undefined || time < from || time >= to) continue;
    longest = Math.max(longest, next - time);
  }
  return longest;
}
