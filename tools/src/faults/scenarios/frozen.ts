import { setTimeout as sleep } from 'node:timers/promises';
import { strike } from '../world/inject.js';
import type { World } from '../world/world.js';
import { advances, caughtUp, until, type Scenario } from './scenario.js';

/** Longer than the relay's session may be silent (4 s), with time for the successor. */
const TAKEOVER_MS = 15_000;

const SUCCEEDED = 'nobody went on for the frozen relay';

/** With the service frozen nothing new can be accepted; what was accepted before must still arrive. */
async function arrives(world: World): Promise<void> {
  void world.load.stop();
  await until(() => caughtUp(world), SUCCEEDED, TAKEOVER_MS);
}

export const frozenRelay: Scenario = {
  name: 'frozen-relay',
  title: 'A relay frozen between send and delete is succeeded, and harmless when it thaws',
  async run(world) {
    world.load.start();
    const frozen = await strike(world.relays, 'after-send', 'freeze');
    if (!frozen) throw new Error('no relay came to the point');
    if (frozen === world.producer) await arrives(world).finally(() => frozen.thaw());
    else await until(await advances(world, 20), SUCCEEDED, TAKEOVER_MS).finally(() => frozen.thaw());
    await world.load.stop();
    world.load.start();
    await sleep(1000);
    await world.load.stop();
    return {};
  },
};

export const frozenConsumer: Scenario = {
  name: 'frozen-consumer',
  title: 'A consumer frozen inside its batch is succeeded, and harmless when it thaws',
  async run(world) {
    world.load.start();
    const frozen = await strike(world.consumers, 'in-batch', 'freeze');
    if (!frozen) throw new Error('no consumer came to the point');
    await sleep(500);
    await world.load.stop();
    // Its partitions go to the other one when its session ends, its locks when its transaction is ended.
    await until(() => caughtUp(world), 'nobody went on for the frozen consumer', 40_000).finally(() =>
      frozen.thaw(),
    );
    await world.load.run(20);
    return {};
  },
};
