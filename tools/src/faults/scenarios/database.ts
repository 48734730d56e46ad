import { strike } from '../world/inject.js';
import { restartDatabase } from '../world/servers.js';
import type { Scenario } from './scenario.js';

export const databaseRestartedInBatch: Scenario = {
  name: 'database-restarted-in-batch',
  title: 'PostgreSQL restarted in the middle of a batch parks nothing',
  async run(world) {
    world.load.start();
    const held = await strike([...world.consumers, world.second], 'in-batch', 'hold');
    if (!held) throw new Error('no consumer came to the point');
    await world.database.kill();
    await restartDatabase(world.database);
    await held.ask({ kind: 'release' });
    await world.load.run(20);
    return {};
  },
};
