import { setTimeout as sleep } from 'node:timers/promises';
import { readHistory } from '../world/observe.js';
import { caughtUp, until, type Scenario } from './scenario.js';

export const unknownSchema: Scenario = {
  name: 'unknown-schema',
  title:
    "An event of a schema that nobody knows yet waits until the producer's registry answers, and parks nothing",
  async run(world) {
    await world.load.run(10);
    await world.load.once([{ account: 'newer-schema', expected: 0, newSchema: true }]);
    await world.load.once([{ account: 'newer-schema', expected: 1 }]);
    await sleep(1500);
    // After a second unclean end events are tried one by one and each try is counted: waiting must not be counted as dying.
    for (const ms of [3000, 6000]) {
      for (const consumer of world.consumers) consumer.kill();
      await sleep(ms);
    }
    const { consumers, parked } = await readHistory(world.databases, [], []);
    const complaints = [
      ...(consumers[0]!.effects.some(({ stream }) => stream === 'newer-schema')
        ? ['it was applied though nobody knows its schema']
        : []),
      ...parked.map(({ stream, reason }) => `${stream} is parked (${reason})`),
    ];
    world.publishSchemas();
    await until(() => caughtUp(world), 'the partition did not go on', 30_000);
    return { complaints };
  },
};

const BIG = 200_000;

export const oversizedBatch: Scenario = {
  name: 'oversized-batch',
  title:
    'A transaction whose events exceed what one send may carry arrives whole, and an oversized event is refused',
  async run(world) {
    const parts = Array.from({ length: 24 }, (_, index) => ({
      account: `big-${index % 8}`,
      expected: Math.floor(index / 8),
      padding: BIG,
    }));
    await until(async () => world.producer.isReady, 'the producer is not ready');
    const accepted = await world.load.once(parts);
    const tooBig = await world.load.once([{ account: 'too-big', expected: 0, padding: 300_000 }]);
    const complaints = [
      ...(accepted ? [] : ['the transaction was not accepted']),
      ...(tooBig ? ['an event of 300 KB was accepted'] : []),
    ];
    await until(() => caughtUp(world), 'it did not arrive', 30_000);
    return { complaints };
  },
};
