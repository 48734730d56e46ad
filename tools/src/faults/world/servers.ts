import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createServiceDatabase } from '@xianjie/persistence';
import { startKafkaServer, startPostgresServer, type PostgresServer } from '@xianjie/testing';

const run = promisify(execFile);

export type LogKind = 'kafka' | 'postgres';

/** Where the event log lives: something that can be killed, started again, and put back to an older copy of its files. */
export interface LogServer {
  readonly kind: LogKind;
  /** As `openEventLog` takes it. */
  readonly address: string;
  /** How many can be killed one by one. */
  readonly brokers: number;
  kill(broker?: number): Promise<void>;
  restart(broker?: number): Promise<void>;
  /** SIGSTOP: connections stay open and nobody answers. */
  freeze(broker?: number): void;
  thaw(broker?: number): void;
  /** Copies its files, while it is down, under `name`. */
  copy(name: string): Promise<void>;
  /** Puts the files copied as `name` in place of its own, while it is down. */
  rollBack(name: string): Promise<void>;
  /** For good, and at once. */
  stop(): Promise<void>;
}

/** Ownership and times must be kept, which Node's own copying does not do for files of another user. */
async function copyFolder(from: string, to: string): Promise<void> {
  await run('rm', ['-rf', to]);
  await run('cp', ['-a', from, to]);
}

/** A server killed a moment ago may hold its files or its port a little longer. */
async function startPatiently(start: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      if (attempt === 20) throw error;
      await sleep(250);
    }
  }
}

export async function startLogServer(kind: LogKind, folder: string, brokers = 1): Promise<LogServer> {
  return kind === 'kafka' ? startKafkaLog(folder, brokers) : startPostgresLog(folder);
}

async function startKafkaLog(folder: string, brokers: number): Promise<LogServer> {
  const dataDir = join(folder, 'kafka');
  const server = await startKafkaServer({ brokers, dataDir });
  const broker = (index: number) => {
    const found = server.brokers[index];
    if (!found) throw new Error(`There is no broker ${index}`);
    return found;
  };
  const copyOf = (name: string, index: number) => join(folder, `${name}-broker-${index}`);
  return {
    kind: 'kafka',
    address: server.address,
    brokers,
    kill: (index = 0) => broker(index).kill(),
    restart: (index = 0) => startPatiently(() => broker(index).restart()),
    freeze: (index = 0) => broker(index).pause(),
    thaw: (index = 0) => broker(index).resume(),
    copy: async (name) => {
      for (const [index, { dataDir: files }] of server.brokers.entries())
        await copyFolder(files, copyOf(name, index));
    },
    rollBack: async (name) => {
      for (const [index, { dataDir: files }] of server.brokers.entries())
        await copyFolder(copyOf(name, index), files);
    },
    stop: async () => {
      await Promise.all(server.brokers.map((each) => each.kill()));
      await server.stop();
    },
  };
}

async function startPostgresLog(folder: string): Promise<LogServer> {
  const server = await startDatabase(folder, 'log');
  const address = await createServiceDatabase(server.address, 'event-log', 'faults');
  return {
    kind: 'postgres',
    address,
    brokers: 1,
    kill: () => server.kill(),
    restart: () => startPatiently(() => server.restart()),
    freeze: () => server.pause(),
    thaw: () => server.resume(),
    copy: (name) => copyFolder(server.dataDir, join(folder, name)),
    rollBack: (name) => copyFolder(join(folder, name), server.dataDir),
    stop: async () => {
      await server.kill();
      await server.stop();
    },
  };
}

/** The PostgreSQL server of the services. */
export async function startDatabase(folder: string, name: string): Promise<PostgresServer> {
  return startPostgresServer({
    dataDir: join(folder, name),
    settings: { shared_buffers: '32MB', max_connections: '200' },
  });
}

export async function restartDatabase(server: PostgresServer): Promise<void> {
  await startPatiently(() => server.restart());
}
