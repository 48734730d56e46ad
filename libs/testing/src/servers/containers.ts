import { GenericContainer, Wait } from 'testcontainers';
import { freePort } from './free-port.js';
import type { RunServer } from './run-servers.js';

export interface StartedContainer {
  readonly address: string;
  stop(): Promise<unknown>;
}

/** The servers of a test run as containers; the images are `TEST_POSTGRES_IMAGE` and `TEST_KAFKA_IMAGE` where these are set. */
export function startContainer(name: RunServer): Promise<StartedContainer> {
  return name === 'postgres' ? startPostgresContainer() : startKafkaContainer();
}

async function startPostgresContainer(): Promise<StartedContainer> {
  const container = await new GenericContainer(process.env['TEST_POSTGRES_IMAGE'] ?? 'postgres:18')
    .withEnvironment({ POSTGRES_PASSWORD: 'postgres' })
    .withCommand(['postgres', '-c', 'max_connections=300', '-c', 'fsync=off'])
    .withExposedPorts(5432)
    // Twice: the image starts the server once to prepare the database.
    .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2))
    .start();
  const address = `postgres://postgres:postgres@${container.getHost()}:${container.getMappedPort(5432)}/postgres`;
  return { address, stop: () => container.stop() };
}

/** A broker tells clients its own address, so the port outside must be known before it starts. */
async function startKafkaContainer(): Promise<StartedContainer> {
  const port = await freePort();
  const container = await new GenericContainer(process.env['TEST_KAFKA_IMAGE'] ?? 'apache/kafka:4.3.1')
    .withEnvironment({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_LISTENERS: 'OUTSIDE://:9092,CONTROLLER://:9093,INSIDE://:9094',
      KAFKA_ADVERTISED_LISTENERS: `OUTSIDE://localhost:${port},INSIDE://localhost:9094`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'OUTSIDE:PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT',
      KAFKA_INTER_BROKER_LISTENER_NAME: 'INSIDE',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '1000',
    })
    .withExposedPorts({ container: 9092, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .start();
  return { address: `kafka://${container.getHost()}:${port}`, stop: () => container.stop() };
}
