import { randomBytes } from 'node:crypto';
import { createServiceDatabase } from '@xianjie/persistence';
import pg from 'pg';
import { describe, it } from '../jest-globals.js';
import { kafkaClassPath, kafkaObstacle } from './kafka-jars.js';
import { runServer } from './run-servers-client.js';
import { startKafkaServer } from './start-kafka-server.js';

/** A server to test with; `stop` when the file is done. */
export interface TestServer {
  readonly address: string;
  stop(): Promise<void>;
}

const shared = (address: string): TestServer => ({ address, stop: async () => undefined });

/**
 * The run's PostgreSQL, which all test files share: `address` is of a superuser, `stop` does nothing. Tests make a database
 * in it (`createTestDatabase`). For one to kill or freeze: `startPostgresServer`.
 */
export async function startPostgres(): Promise<TestServer> {
  return shared(await runServer('postgres'));
}

/**
 * The run's Kafka, which all test files share: give topics and groups names of your own (`uniqueName`). For one to kill or freeze, or
 * for topics whose names are fixed: `startKafkaServer`.
 */
export async function startKafka(): Promise<TestServer> {
  return shared(await runServer('kafka'));
}

/**
 * An event log, by the kind's name: `postgres` is a database of its own, dropped by `stop`; `kafka` the run's broker, or with
 * `own` (topics whose names are fixed) a broker of its own, ready in 3 s.
 */
export async function startEventLog(
  kind: 'postgres' | 'kafka',
  options: { own?: boolean } = {},
): Promise<TestServer> {
  if (kind === 'postgres') return createTestDatabase('event_log');
  if (!options.own || process.env['TEST_KAFKA_BROKERS'] || process.env['TEST_SERVERS'] === 'containers')
    return startKafka();
  return startKafkaServer();
}

/** `<prefix>_<8 letters and digits>`: a name for a database, or with `-` for `_` for a topic, that no other test has. */
export function uniqueName(prefix: string): string {
  return `${prefix}_${randomBytes(4).toString('hex')}`;
}

/** A fresh database with a role of its own, with the settings of a service's; `stop` drops both, whoever is connected. */
export async function createTestDatabase(name = 'test'): Promise<TestServer> {
  const admin = await runServer('postgres');
  const unique = uniqueName(name.replaceAll('-', '_'));
  const address = await createServiceDatabase(admin, unique, 'test');
  return { address, stop: () => dropDatabase(admin, unique) };
}

async function dropDatabase(admin: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`DROP ROLE IF EXISTS ${name}`);
  } finally {
    await client.end();
  }
}

let obstacle: { readonly reason: string | undefined } | undefined;

/** Why this run has no Kafka; undefined when it has. Fetches Kafka when it is not there. */
export function kafkaMissing(): string | undefined {
  if (process.env['TEST_KAFKA_BROKERS'] || process.env['TEST_SERVERS'] === 'containers') return undefined;
  obstacle ??= { reason: kafkaObstacle() ?? fetchObstacle() };
  return obstacle.reason;
}

function fetchObstacle(): string | undefined {
  try {
    kafkaClassPath();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** `describe` for tests that need Kafka. Without one they are skipped with a visible line, or fail where `REQUIRE_KAFKA=1`. */
export function describeWithKafka(name: string, tests: () => void): void {
  const reason = kafkaMissing();
  if (reason === undefined) {
    describe(name, tests);
  } else if (process.env['REQUIRE_KAFKA'] === '1') {
    describe(name, () => {
      it('finds a Kafka to run on', () => {
        throw new Error(`REQUIRE_KAFKA=1, but ${reason}`);
      });
    });
  } else {
    process.stderr.write(`\n*** SKIPPED, not tested: "${name}" needs Kafka: ${reason}\n`);
    describe.skip(name, tests);
  }
}

/** `describe` once for each event log: the PostgreSQL one, and Kafka as `describeWithKafka` says. */
export function describeOnEachLog(name: string, tests: (kind: 'postgres' | 'kafka') => void): void {
  describe(`${name} (PostgreSQL log)`, () => tests('postgres'));
  describeWithKafka(`${name} (Kafka)`, () => tests('kafka'));
}
