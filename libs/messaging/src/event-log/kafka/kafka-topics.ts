import { DomainError } from '@xianjie/errors';
import kafkajs, { type Admin, type Kafka } from 'kafkajs';
import type { TopicSpec } from '../event-log.js';
import { topicMissing } from '../record-size.js';
import { fromKafka, protocolType } from './kafka-client.js';
import type { KafkaCluster, TopicMetadata } from './kafka-cluster.js';

/** Node finds only some names of a CommonJS package by itself; this one is not among them. */
const { ConfigResourceTypes } = kafkajs;
const DAY_MS = 86_400_000;
const CREATED_WITHIN_MS = 20_000;

async function withAdmin<T>(kafka: Kafka, doing: string, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } catch (error) {
    throw fromKafka(error, doing);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** Makes missing topics with the settings `checkSafety` asks for, as far as the number of brokers allows. */
export async function createKafkaTopics(
  kafka: Kafka,
  cluster: KafkaCluster,
  specs: readonly TopicSpec[],
): Promise<void> {
  const existing = new Set((await cluster.topics()).map(({ topic }) => topic));
  const missing = specs.filter(({ name }) => !existing.has(name));
  if (missing.length === 0) return;
  await withAdmin(kafka, 'making topics', async (admin) => {
    const { brokers } = await admin.describeCluster();
    for (const spec of missing) await createOne(admin, spec, brokers.length);
  });
  await allHaveLeaders(cluster, specs);
}

/** One request each: where one of several exists already (another process was quicker), kafkajs hides what became of the others. */
async function createOne(admin: Admin, spec: TopicSpec, brokers: number): Promise<void> {
  const settings = {
    'cleanup.policy': 'delete',
    'min.insync.replicas': brokers >= 3 ? '2' : '1',
    'unclean.leader.election.enable': 'false',
    'retention.ms': String((spec.retentionDays ?? 30) * DAY_MS),
    // The log's clock, not the sender's.
    'message.timestamp.type': 'LogAppendTime',
  };
  try {
    await admin.createTopics({
      waitForLeaders: false, // on a cluster it throws where it should wait
      topics: [
        {
          topic: spec.name,
          numPartitions: spec.partitions,
          replicationFactor: Math.min(3, brokers),
          configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
        },
      ],
    });
  } catch (error) {
    if (protocolType(error) !== 'TOPIC_ALREADY_EXISTS') throw error;
  }
}

async function allHaveLeaders(cluster: KafkaCluster, specs: readonly TopicSpec[]): Promise<void> {
  const deadline = Date.now() + CREATED_WITHIN_MS;
  for (;;) {
    const found = new Map((await cluster.topics()).map((topic) => [topic.topic, topic]));
    const waiting = specs.filter(({ name }) => !isUsable(found.get(name)));
    if (waiting.length === 0 && (await allAnswer(cluster, specs))) return;
    if (Date.now() > deadline)
      throw fromKafka(
        new Error(`no leader yet: ${waiting.map(({ name }) => name).join(', ')}`),
        'making topics',
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A broker is named leader a moment before it is one: only a leader answers with its offsets. */
async function allAnswer(cluster: KafkaCluster, specs: readonly TopicSpec[]): Promise<boolean> {
  try {
    await Promise.all(specs.map(({ name }) => cluster.bounds({ topic: name, partition: 0 })));
    return true;
  } catch {
    return false;
  }
}

function isUsable(topic: TopicMetadata | undefined): boolean {
  return (
    !!topic &&
    topic.partitionMetadata.length > 0 &&
    topic.partitionMetadata.every(({ leader }) => leader >= 0)
  );
}

/** Throws `conflict` that names each unsafe setting of the topics; on a single broker replication is not asked for. */
export async function checkKafkaTopics(
  kafka: Kafka,
  cluster: KafkaCluster,
  topics: readonly string[],
  singleBroker: boolean,
): Promise<void> {
  const found = new Map((await cluster.topics()).map((topic) => [topic.topic, topic]));
  const unsafe: string[] = [];
  const settings = await topicSettings(
    kafka,
    topics.filter((topic) => found.has(topic)),
  );
  for (const topic of topics) {
    const metadata = found.get(topic);
    if (!metadata) throw topicMissing(topic);
    const complain = (text: string) => unsafe.push(`${topic}: ${text}`);
    const value = (name: string) => settings.get(topic)?.get(name) ?? '';
    if (value('cleanup.policy') !== 'delete')
      complain(`cleanup.policy is ${value('cleanup.policy')}, not delete`);
    if (value('unclean.leader.election.enable') !== 'false')
      complain('unclean.leader.election.enable is not false');
    if (singleBroker) continue;
    const replicas = Math.min(...metadata.partitionMetadata.map((partition) => partition.replicas.length));
    if (replicas < 3) complain(`replication is ${replicas}, less than 3`);
    if (Number(value('min.insync.replicas')) < 2)
      complain(`min.insync.replicas is ${value('min.insync.replicas')}, less than 2`);
  }
  if (unsafe.length > 0) throw unsafeTopics(unsafe);
}

async function topicSettings(
  kafka: Kafka,
  topics: readonly string[],
): Promise<Map<string, Map<string, string>>> {
  if (topics.length === 0) return new Map();
  return withAdmin(kafka, 'reading topic settings', async (admin) => {
    const names = ['cleanup.policy', 'unclean.leader.election.enable', 'min.insync.replicas'];
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: topics.map((name) => ({ type: ConfigResourceTypes.TOPIC, name, configNames: names })),
    });
    return new Map(
      resources.map((resource) => [
        resource.resourceName,
        new Map(resource.configEntries.map(({ configName, configValue }) => [configName, configValue])),
      ]),
    );
  });
}

function unsafeTopics(unsafe: readonly string[]): DomainError {
  return new DomainError(
    'conflict',
    'event-log.unsafe-topics',
    `Kafka could lose what it acknowledged: ${unsafe.join('; ')} (SINGLE_BROKER=1 says that it is one machine on purpose)`,
    { zh: `Kafka 主题设置不安全：${unsafe.join('；')}（单机部署请设置 SINGLE_BROKER=1）` },
  );
}
