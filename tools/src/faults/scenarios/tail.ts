import { strike } from '../world/inject.js';
import { caughtUp, until, type Scenario } from './scenario.js';

export const killedAtTheTail: Scenario = {
  name: 'killed-at-the-tail',
  title:
    'The last event of a stream arrives though its relay dies before and after sending it, with nothing behind it',
  async run(world) {
    for (const point of ['before-send', 'after-send'] as const) {
      await until(() => caughtUp(world), 'the world is not quiet');
      const struck = strike(world.relays, point, 'kill');
      await until(async () => world.producer.isReady, 'the producer is not ready');
      await world.load.once([{ account: `tail-${point}`, expected: 0 }]);
      if (!(await struck)) throw new Error(`no relay came to ${point}`);
      await until(() => caughtUp(world), `the event lost its way (${point})`, 20_000);
    }
    return {};
  },
};
