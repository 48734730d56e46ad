import { setTimeout as sleep } from 'node:timers/promises';
import type { Action, Point } from '../processes/protocol.js';
import type { Fault, FaultKind } from '../schedule.js';
import type { Child } from './child.js';
import { restartDatabase } from './servers.js';
import { query } from './sql.js';
import type { World } from './world.js';

/** What became of a fault: `missed` means that the point was never reached, so nothing was done. */
export type Struck = 'done' | 'missed';

const REACHED_WITHIN_MS = 4000;

/** Arms `point` in each of `children` and strikes the one that comes there first; answers it, and takes the order back from the others. */
export async function strike(
  children: readonly Child[],
  point: Point,
  action: Action,
): Promise<Child | undefined> {
  let taken = false;
  const first = Promise.any(
    children.map(async (child) => {
      if (!(await child.reached(point, REACHED_WITHIN_MS))) throw new Error('not reached');
      const struck = !taken;
      taken = true;
      if (struck && action === 'kill') child.kill();
      if (struck && action === 'freeze') child.freeze();
      child.decide(point, struck);
      if (!struck) throw new Error('another one was there before');
      return child;
    }),
  ).catch(() => undefined);
  for (const child of children) void child.ask({ kind: 'arm', point, action }, REACHED_WITHIN_MS);
  const struck = await first;
  for (const child of children) if (child !== struck) void child.ask({ kind: 'disarm' }, REACHED_WITHIN_MS);
  return struck;
}

type Inject = (world: World, fault: Fault) => Promise<Struck>;

const killing =
  (victim: (world: World, fault: Fault) => Child): Inject =>
  async (world, fault) => {
    const child = victim(world, fault);
    if (child.pid === undefined) return 'missed';
    child.kill();
    return 'done';
  };

const striking =
  (children: (world: World) => readonly Child[], point: Point, action: Action): Inject =>
  async (world, fault) => {
    const struck = await strike(children(world), point, action);
    if (!struck) return 'missed';
    if (action === 'freeze') {
      await sleep(fault.forMs * 3); // some longer than every time-out, some shorter
      struck.thaw();
    }
    return 'done';
  };

const consumers = (world: World): readonly Child[] => [...world.consumers, world.second];
const consumer = (world: World, { victim }: Fault) => world.consumers[victim < 0.5 ? 0 : 1];
const anyBroker = (world: World, { victim }: Fault) => Math.floor(victim * world.log.brokers);

/** One at a time: a server that is down cannot be taken down. */
const alone = new WeakMap<object, Promise<unknown>>();

function oneByOne<T>(what: object, work: () => Promise<T>): Promise<T> {
  const turn = (alone.get(what) ?? Promise.resolve()).then(work);
  alone.set(
    what,
    turn.catch(() => undefined),
  );
  return turn;
}

const killBroker: Inject = (world, fault) =>
  oneByOne(world.log, async (): Promise<Struck> => {
    const broker = anyBroker(world, fault);
    await world.log.kill(broker);
    await sleep(fault.forMs / 2);
    await world.log.restart(broker);
    return 'done';
  });

const freezeBroker: Inject = (world, fault) =>
  oneByOne(world.log, async (): Promise<Struck> => {
    const broker = anyBroker(world, fault);
    world.log.freeze(broker);
    await sleep(fault.forMs);
    world.log.thaw(broker);
    return 'done';
  });

const killDatabase: Inject = (world, fault) =>
  oneByOne(world.database, async (): Promise<Struck> => {
    await world.database.kill();
    await sleep(fault.forMs / 2);
    await restartDatabase(world.database);
    return 'done';
  });

/** Ends all sessions of one service's database, or of the log where it is one: some of them in the midst of COMMIT. */
const cutConnections: Inject = async (world, { victim }) => {
  const { producer, first, second } = world.databases;
  const addresses = [producer, first, second, ...(world.log.kind === 'postgres' ? [world.log.address] : [])];
  const address = addresses[Math.floor(victim * addresses.length)]!;
  try {
    await query(
      address,
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()',
    );
    return 'done';
  } catch {
    return 'missed'; // it is down already
  }
};

const INJECT: Readonly<Record<FaultKind, Inject>> = {
  'kill-service': killing((world) => world.producer),
  'kill-standby': killing((world) => world.standby),
  'kill-consumer': killing(consumer),
  'kill-second-consumer': killing((world) => world.second),
  'kill-relay-before-send': striking((world) => world.relays, 'before-send', 'kill'),
  'kill-relay-after-send': striking((world) => world.relays, 'after-send', 'kill'),
  'kill-consumer-in-batch': striking(consumers, 'in-batch', 'kill'),
  'freeze-relay-after-send': striking((world) => world.relays, 'after-send', 'freeze'),
  'freeze-consumer-in-batch': striking(consumers, 'in-batch', 'freeze'),
  'freeze-consumer': async (world, fault) => {
    const child = consumer(world, fault);
    child.freeze();
    await sleep(fault.forMs * 3);
    child.thaw();
    return 'done';
  },
  'freeze-broker': freezeBroker,
  'lose-answer': striking((world) => world.relays, 'before-send', 'lose-answer'),
  'store-half': striking((world) => world.relays, 'before-send', 'half'),
  'kill-broker': killBroker,
  'kill-database': killDatabase,
  'cut-connections': cutConnections,
};

/** Does it, and resolves when the victim is back (processes come back by themselves). */
export function inject(world: World, fault: Fault): Promise<Struck> {
  return INJECT[fault.kind](world, fault);
}
