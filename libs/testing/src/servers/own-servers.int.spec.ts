import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { freePort } from './free-port.js';
import { startKafkaServer } from './start-kafka-server.js';
import { startPostgresServer } from './start-postgres-server.js';
import { describeWithKafka } from './test-servers.js';

async function query(address: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a PostgreSQL of one’s own', () => {
  it('keeps its data over a kill, tells of it, and removes them in the end', async () => {
    const server = await startPostgresServer();
    const exits: unknown[] = [];
    server.onExit((exit) => exits.push(exit));
    await query(server.address, 'CREATE TABLE t AS SELECT 7 AS seven');
    const first = server.pid;
    await server.kill();
    expect(server.pid).toBeUndefined();
    expect(exits).toEqual([{ code: null, signal: 'SIGKILL' }]);
    await server.restart();
    expect(server.pid).not.toBe(first);
    expect(await query(server.address, 'SELECT * FROM t')).toEqual([{ seven: 7 }]);
    await server.stop();
    expect(existsSync(server.dataDir)).toBe(false);
    expect(await answers(server.port)).toBe(false);
  });

  it('goes on with the data of the last start, on the port asked for or another', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'xianjie-test-'));
    const port = await freePort();
    const first = await startPostgresServer({ dataDir, port, persistent: true });
    expect(first.port).toBe(port);
    await query(first.address, 'CREATE TABLE t AS SELECT 7 AS seven');
    const other = await startPostgresServer({ port });
    expect(other.port).not.toBe(port);
    await first.stop();
    const second = await startPostgresServer({ dataDir, port, persistent: true });
    expect(await query(second.address, 'SELECT * FROM t')).toEqual([{ seven: 7 }]);
    await Promise.all([second.stop(), other.stop()]);
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('does not outlive the process that started it, however that ends', async () => {
    const setup = fileURLToPath(new URL('../../jest-typescript.mjs', import.meta.url));
    const module = fileURLToPath(new URL('./start-postgres-server.ts', import.meta.url));
    const code = `await import(${JSON.stringify(setup)});
      const { startPostgresServer } = await import(${JSON.stringify(module)});
      const { port, dataDir } = await startPostgresServer();
      console.log(JSON.stringify({ port, dataDir }));
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const line = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
    const { port, dataDir } = JSON.parse(line) as { port: number; dataDir: string };
    expect(await answers(port)).toBe(true);
    child.kill('SIGKILL');
    await until(async () => !(await answers(port)) && !existsSync(dataDir));
  });

  it('says why it does not start', async () => {
    await expect(startPostgresServer({ settings: { shared_buffers: 'much' } })).rejects.toThrow(
      'invalid value for parameter',
    );
  });
});

describeWithKafka('a Kafka of one’s own', () => {
  it('keeps its topics and its id over a kill, a pause and a new start', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'xianjie-test-'));
    const inspect = async (address: string) => {
      const kafka = new Kafka({ brokers: [address.replace('kafka://', '')], logLevel: logLevel.NOTHING });
      const admin = kafka.admin();
      await admin.connect();
      await admin.createTopics({ topics: [{ topic: 'kept', numPartitions: 2 }] });
      const found = { topics: await admin.listTopics(), id: (await admin.describeCluster()).clusterId };
      await admin.disconnect();
      return found;
    };
    const first = await startKafkaServer({ dataDir, persistent: true });
    const [broker] = first.brokers;
    const before = await inspect(first.address);
    expect(before.topics).toEqual(['kept']);
    broker!.pause();
    await until(() =>
      spawnSync('ps', ['-o', 'state=', '-p', String(broker!.pid)], { encoding: 'utf8' }).stdout.startsWith(
        'T',
      ),
    );
    broker!.resume();
    await broker!.kill();
    expect(broker!.pid).toBeUndefined();
    await broker!.restart();
    expect(await inspect(first.address)).toEqual(before);
    await first.stop();
    const second = await startKafkaServer({ dataDir, persistent: true });
    expect(await inspect(second.address)).toEqual(before);
    await second.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }, 180_000); // three starts of a JVM

  it('says why it does not start, and leaves nothing running', async () => {
    await expect(startKafkaServer({ settings: { 'log.dirs': '/proc/none' } })).rejects.toThrow();
  });
});
