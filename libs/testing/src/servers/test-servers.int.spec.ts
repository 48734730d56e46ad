import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import {
  createTestDatabase,
  describeWithKafka,
  startEventLog,
  startKafka,
  startPostgres,
  type TestServer,
} from './test-servers.js';

async function query(address: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the PostgreSQL of a test run', () => {
  it('is one server for every file', async () => {
    const [one, other] = await Promise.all([startPostgres(), startPostgres()]);
    expect(one.address).toBe(other.address);
    expect(await query(one.address, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('gives each test a database of its own, and drops it although somebody is connected', async () => {
    const database = await createTestDatabase('of-mine');
    const client = new pg.Client({ connectionString: database.address });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('CREATE TABLE t (a int)');
    await database.stop();
    await client.end().catch(() => undefined);
    const { address } = await startPostgres();
    const name = new URL(database.address).pathname.slice(1);
    expect(await query(address, `SELECT 1 FROM pg_database WHERE datname = '${name}'`)).toEqual([]);
    expect(await query(address, `SELECT 1 FROM pg_roles WHERE rolname = '${name}'`)).toEqual([]);
  });
});

describeWithKafka('the Kafka of a test run', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startKafka();
  });
  afterAll(() => server.stop());

  it('is one for every file, and is stated as an event log address', async () => {
    expect((await startEventLog('kafka')).address).toBe(server.address);
    const kafka = new Kafka({
      brokers: server.address.replace('kafka://', '').split(','),
      logLevel: logLevel.NOTHING,
    });
    const admin = kafka.admin();
    await admin.connect();
    expect((await admin.describeCluster()).brokers).toHaveLength(1);
    await admin.disconnect();
  });
});
