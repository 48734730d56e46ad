import { setTimeout as sleep } from 'node:timers/promises';
import type { PlannedStop } from '../checking/history.js';
import type { Note } from '../processes/protocol.js';
import { percentile, readDelays } from '../world/observe.js';
import type { World } from '../world/world.js';
import type { Scenario } from './scenario.js';

/** Where each poisoned stream stops, at either consumer; of what was in fact committed. */
function stopsOf(poisoned: ReadonlyMap<string, number>): PlannedStop[] {
  return [...poisoned].flatMap(([stream, from]): PlannedStop[] => [
    { consumer: 'first', stream, from, parked: true },
    { consumer: 'second', stream, from, parked: false },
  ]);
}

/** Poisons changes until `enough`; answers the streams and the numbers poisoned. */
function poison(world: World, note: Note, share: (count: number) => boolean): Map<string, number> {
  const poisoned = new Map<string, number>();
  let count = 0;
  world.load.special = (account, version) => {
    count += 1;
    const known = poisoned.get(account);
    if (known !== undefined) return version === known ? { note } : undefined;
    if (!share(count)) return undefined;
    poisoned.set(account, version);
    return { note };
  };
  return poisoned;
}

async function loadFor(world: World, ms: number): Promise<{ from: number; to: number }> {
  const from = Date.now();
  world.load.start();
  await sleep(ms);
  await world.load.stop();
  return { from, to: Date.now() };
}

export const poisonEvent: Scenario = {
  name: 'poison-event',
  title: 'An event that its handler refuses parks its own key and nothing else',
  async run(world, facts) {
    await loadFor(world, 1000); // warm
    const without = await loadFor(world, 4000);
    const poisoned = poison(world, 'refuse', (count) => count === 20);
    const during = await loadFor(world, 4000);
    await sleep(1500);
    const delays = async ({ from, to }: { from: number; to: number }) => {
      const sorted = await readDelays(
        world.databases,
        (account, at) => !poisoned.has(account) && at >= from && at < to,
      );
      return { count: sorted.length, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
    };
    facts['othersWithoutMs'] = await delays(without);
    facts['othersWithMs'] = await delays(during);
    return { stops: stopsOf(poisoned) };
  },
};

export const poisonShare: Scenario = {
  name: 'poison-share',
  title: '0.2 % of the events fail like bugs: their keys are parked, all others go on',
  async run(world, facts) {
    const poisoned = poison(world, 'fail', (count) => count % 500 === 250);
    await world.load.run(700);
    facts['poisoned'] = poisoned.size;
    return { stops: stopsOf(poisoned) };
  },
};

export const killingPoison: Scenario = {
  name: 'killing-poison',
  title: 'An event that ends the process is found and parked, and all others go on',
  async run(world, facts) {
    const poisoned = poison(world, 'kill', (count) => count === 15);
    await world.load.run(60);
    facts['deaths'] = world.consumers.flatMap(({ deaths }) => deaths).length;
    return { stops: stopsOf(poisoned) };
  },
};
