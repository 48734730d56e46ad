import { setTimeout as sleep } from 'node:timers/promises';
import { readProgress } from '../world/observe.js';
import type { World } from '../world/world.js';
import { recreateTopics } from '../world/topics.js';
import { caughtUp, until, type Scenario } from './scenario.js';

const sent = (world: World) =>
  until(async () => (await readProgress(world.databases)).unsent[0] === 0, 'the outbox is not empty');

export const logRolledBack: Scenario = {
  name: 'log-rolled-back',
  title: 'What a log lost that was put back to an older copy of its files is sent again by the producer',
  fresh: true,
  async run(world, facts) {
    await world.load.run(30);
    await until(() => caughtUp(world), 'the world is not quiet');
    await world.log.kill();
    await world.log.copy('older');
    await world.log.restart();
    // Read by the consumers, and then forgotten by the log ...
    await world.load.run(30);
    await until(() => caughtUp(world), 'the world is not quiet');
    // ... and acknowledged by the log, read by nobody, and forgotten; some of it with no later event in its stream.
    await Promise.all([...world.consumers, world.second].map((child) => child.down()));
    await world.load.run(40);
    await sent(world);
    await world.log.kill();
    await world.log.rollBack('older');
    await world.log.restart();
    world.start();
    const began = Date.now();
    await until(() => caughtUp(world), 'what the log forgot did not come again', 60_000);
    facts['recoveredMs'] = Date.now() - began;
    await world.load.run(20);
    return {};
  },
};

export const logRolledBackUnderLoad: Scenario = {
  name: 'log-rolled-back-under-load',
  title:
    'A log put back to an older copy while everything runs: all is made good without anybody doing anything',
  fresh: true,
  async run(world) {
    await world.load.run(30);
    await until(() => caughtUp(world), 'the world is not quiet');
    await world.log.kill();
    await world.log.copy('older');
    await world.log.restart();
    await world.load.run(60);
    world.load.start();
    await world.log.kill();
    await world.log.rollBack('older');
    await world.log.restart();
    await sleep(2000);
    await world.load.stop();
    return {};
  },
};

export const topicsRecreated: Scenario = {
  name: 'topics-recreated',
  title: 'Topics deleted and made anew: what was not read yet is sent again',
  fresh: true,
  async run(world) {
    await world.load.run(30);
    await until(() => caughtUp(world), 'the world is not quiet');
    await Promise.all([...world.consumers, world.second].map((child) => child.down()));
    await world.load.run(30);
    await sent(world);
    await recreateTopics(world.log);
    world.start();
    await until(() => caughtUp(world), 'what the old topics held did not come again', 60_000);
    await world.load.run(20);
    return {};
  },
};

export const topicsRecreatedUnderLoad: Scenario = {
  name: 'topics-recreated-under-load',
  title: 'Topics deleted and made anew while everything runs',
  fresh: true,
  async run(world) {
    await world.load.run(30);
    world.load.start();
    await sleep(500);
    await recreateTopics(world.log);
    await sleep(3000);
    await world.load.stop();
    return {};
  },
};
