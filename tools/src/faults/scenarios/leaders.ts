import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from './scenario.js';

export const leadersMove: Scenario = {
  name: 'leaders-move',
  title:
    'With three brokers, each killed in turn under load, leaders move and nothing is lost, doubled or reordered',
  brokers: 3,
  async run(world) {
    world.load.start();
    for (const broker of [0, 1, 2]) {
      await sleep(1000);
      await world.log.kill(broker);
      await sleep(4000);
      await world.log.restart(broker);
      await sleep(3000);
    }
    await world.load.stop();
    return {};
  },
};
