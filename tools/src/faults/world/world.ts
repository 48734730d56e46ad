import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServiceDatabase, migrate } from '@xianjie/persistence';
import type { PostgresServer } from '@xianjie/testing';
import { check, type Violation } from '../checking/check.js';
import type { History, PlannedStop } from '../checking/history.js';
import { NEWER_SCHEMA } from '../processes/events.js';
import { CONSUMER_TABLES, PRODUCER_TABLES } from '../processes/tables.js';
import { Child } from './child.js';
import { dumpState } from './dump.js';
import { Load, type LoadOptions } from './load.js';
import { readHistory, type ServiceDatabases } from './observe.js';
import { startDatabase, startLogServer, type LogKind, type LogServer } from './servers.js';
import { settle } from './settle.js';
import { query } from './sql.js';
import { makeTopics } from './topics.js';

export interface WorldOptions {
  readonly log: LogKind;
  readonly brokers?: number;
  readonly seed: number;
  readonly load?: Partial<LoadOptions>;
}

export interface Verdict {
  readonly history: History;
  readonly violations: readonly Violation[];
}

const MIGRATIONS = fileURLToPath(new URL('../../../../libs/messaging/migrations', import.meta.url));

/** Ten times as often as in service, so that a lost tail is found while somebody waits. */
const CHECKPOINT_MS = 1000;

/** Folders and servers to do away with when the driver is interrupted. */
const open = new Set<World>();

export async function closeAll(): Promise<void> {
  await Promise.allSettled([...open].map((world) => world.close()));
}

/**
 * A small world of its own: a PostgreSQL server with a database for each of three services, an event log, a producing service with a
 * relay and another relay that stands by, two instances of a consumer that passes on what it hears, and a second consumer.
 */
export class World {
  readonly producer: Child;
  readonly standby: Child;
  readonly consumers: readonly [Child, Child];
  readonly second: Child;
  readonly load: Load;

  private constructor(
    readonly folder: string,
    readonly database: PostgresServer,
    readonly log: LogServer,
    readonly databases: ServiceDatabases,
    options: WorldOptions,
  ) {
    const child = (
      name: string,
      script: 'producer' | 'relay' | 'consumer',
      database: string,
      more: Record<string, string> = {},
    ) =>
      new Child({
        name,
        script,
        logFile: join(folder, 'logs', `${name}.log`),
        env: {
          DATABASE_URL: database,
          EVENT_LOG: log.address,
          REGISTRY: join(folder, 'registry.json'),
          CHECKPOINT_MS: String(CHECKPOINT_MS),
          SINGLE_BROKER: log.brokers === 1 ? '1' : '0',
          ...more,
        },
      });
    const first = { SERVICE: 'exam-exchange', READS: 'changed' };
    this.producer = child('producer', 'producer', databases.producer, { SERVICE: 'lead-reporting' });
    this.standby = child('standby', 'relay', databases.producer, { SERVICE: 'lead-reporting' });
    this.consumers = [
      child('first-a', 'consumer', databases.first, first),
      child('first-b', 'consumer', databases.first, first),
    ];
    this.second = child('second', 'consumer', databases.second, {
      SERVICE: 'credit-publishing',
      READS: 'passed-on',
    });
    this.load = new Load(this.producer, {
      seed: options.seed,
      workers: 6,
      pauseMs: 30,
      accounts: 40,
      ...options.load,
    });
  }

  static async start(options: WorldOptions): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'xianjie-faults-'));
    chmodSync(folder, 0o755); // PostgreSQL may run as another user
    mkdirSync(join(folder, 'logs'));
    const database = await startDatabase(folder, 'services');
    const log = await startLogServer(options.log, folder, options.brokers);
    const databases = await makeDatabases(database.address);
    await makeTopics(log.address);
    const world = new World(folder, database, log, databases, options);
    open.add(world);
    world.start();
    await world.untilReady();
    return world;
  }

  get children(): readonly Child[] {
    return [this.producer, this.standby, ...this.consumers, this.second];
  }

  /** From now on the producer's registry knows its newer schema. */
  publishSchemas(): void {
    writeFileSync(join(this.folder, 'registry.json'), NEWER_SCHEMA);
  }

  start(): void {
    for (const child of this.children) child.start();
  }

  async untilReady(): Promise<void> {
    await Promise.all(this.children.map((child) => child.untilReady()));
  }

  /** The process whose relay is active, of those that have one for the producer's database; it answers an armed point only there. */
  get relays(): readonly [Child, Child] {
    return [this.producer, this.standby];
  }

  /** Waits until nothing moves, and compares everything with everything. */
  async judge(plan: readonly PlannedStop[] = []): Promise<Verdict> {
    const unsettled = await settle(this.databases, {
      patienceMs: 45_000,
      quietMs: 1200,
      withinMs: 120_000,
      plan,
    });
    const history = await readHistory(this.databases, this.load.attempts, unsettled);
    return { history, violations: check(history, plan) };
  }

  /** Ends everything, at once, and leaves no files, unless `keep`. */
  async close(keep = false): Promise<void> {
    if (!open.delete(this)) return;
    if (keep) await dumpState(this);
    await Promise.all(this.children.map((child) => child.down()));
    await Promise.allSettled([this.log.stop(), this.database.kill().then(() => this.database.stop())]);
    if (!keep) rmSync(this.folder, { recursive: true, force: true });
  }
}

async function makeDatabases(admin: string): Promise<ServiceDatabases> {
  const make = async (name: string, tables: string) => {
    const address = await createServiceDatabase(admin, name, 'faults');
    await migrate(address, [MIGRATIONS]);
    await query(address, tables);
    return address;
  };
  return {
    producer: await make('lead-reporting', PRODUCER_TABLES),
    first: await make('exam-exchange', CONSUMER_TABLES),
    second: await make('credit-publishing', CONSUMER_TABLES),
  };
}
