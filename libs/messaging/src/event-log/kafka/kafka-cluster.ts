import { createRequire } from 'node:module';
import { Kafka, type KafkaMessage, type Logger } from 'kafkajs';
import type { LogBounds, StoredRecord, TopicPartition } from '../event-log.js';
import { topicMissing } from '../record-size.js';
import { fromKafka, kafkaConfig, protocolType, type KafkaSettings } from './kafka-client.js';
import { storedRecord } from './kafka-record.js';

const require = createRequire(import.meta.url);

interface PartitionMetadata {
  readonly partitionId: number;
  readonly leader: number;
  readonly replicas: readonly number[];
}

export interface TopicMetadata {
  readonly topic: string;
  readonly partitionMetadata: readonly PartitionMetadata[];
}

interface FetchedPartition {
  readonly highWatermark: string;
  readonly messages: readonly (KafkaMessage & { isControlRecord?: boolean })[];
}

interface InternalBroker {
  fetch(request: object): Promise<{ responses: { partitions: FetchedPartition[] }[] }>;
}

/** The part of kafkajs's own cluster class that is used here; 2.2.4 is the last release, so it does not change under us. */
interface InternalCluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  refreshMetadata(): Promise<void>;
  addMultipleTargetTopics(topics: string[]): Promise<void>;
  metadata(request: {
    topics: string[];
  }): Promise<{ topicMetadata: TopicMetadata[]; clusterId: string } | null>;
  findTopicPartitionMetadata(topic: string): PartitionMetadata[];
  findBroker(node: { nodeId: number }): Promise<InternalBroker>;
  fetchTopicsOffset(
    topics: { topic: string; fromBeginning: boolean; partitions: { partition: number }[] }[],
  ): Promise<{ partitions: { partition: number; offset: string }[] }[]>;
}

type ClusterClass = new (options: object) => InternalCluster;

const TRIES = 4;

/**
 * Reads of metadata, bounds and records without a consumer group. kafkajs offers these only through a group (a join takes up to
 * 3 s and leaves a group behind), so its cluster class is used directly. A cluster that failed is replaced: one deleted topic
 * among those it knows would make it fail for all others.
 */
export class KafkaCluster {
  private current: Promise<InternalCluster> | undefined;
  private readonly logger: Logger;
  private readonly asked = new Map<string, Promise<Map<number, LogBounds>>>();

  constructor(private readonly settings: KafkaSettings) {
    this.logger = new Kafka(kafkaConfig(settings)).logger();
  }

  /** Of all topics of the log. */
  topics(): Promise<readonly TopicMetadata[]> {
    return this.use(
      'reading the topics',
      undefined,
      async (cluster) => (await metadata(cluster)).topicMetadata,
    );
  }

  clusterId(): Promise<string> {
    return this.use(
      'reading the cluster id',
      undefined,
      async (cluster) => (await metadata(cluster)).clusterId,
    );
  }

  /** Those who ask about one topic in the same moment (a member that was assigned 60 partitions) share one request. */
  async bounds({ topic, partition }: TopicPartition): Promise<LogBounds> {
    let asked = this.asked.get(topic);
    if (!asked) {
      asked = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        this.asked.delete(topic);
        return this.topicBounds(topic);
      });
      this.asked.set(topic, asked);
    }
    const bounds = (await asked).get(partition);
    if (!bounds) throw topicMissing(`${topic}/${partition}`);
    return bounds;
  }

  async read(at: TopicPartition, from: bigint, limit: number): Promise<StoredRecord[]> {
    const records: StoredRecord[] = [];
    const { first, end } = await this.bounds(at);
    for (let offset = from < first ? first : from; offset < end && records.length < limit;) {
      const fetched = await this.use('reading records', at.topic, (cluster) => fetch(cluster, at, offset));
      if (fetched.length === 0) break;
      for (const message of fetched) {
        if (!message.isControlRecord && BigInt(message.offset) >= offset)
          records.push(storedRecord(at, message));
      }
      offset = BigInt(fetched[fetched.length - 1]!.offset) + 1n;
    }
    return records.slice(0, limit);
  }

  async close(): Promise<void> {
    const open = this.current;
    this.current = undefined;
    await open?.then((cluster) => cluster.disconnect()).catch(() => undefined);
  }

  private topicBounds(topic: string): Promise<Map<number, LogBounds>> {
    return this.use('reading the bounds', topic, async (cluster) => {
      await cluster.addMultipleTargetTopics([topic]);
      const partitions = cluster
        .findTopicPartitionMetadata(topic)
        .map(({ partitionId }) => ({ partition: partitionId }));
      const offsets = async (fromBeginning: boolean) => {
        const [answer] = await cluster.fetchTopicsOffset([{ topic, fromBeginning, partitions }]);
        return new Map(answer!.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
      };
      const first = await offsets(true);
      const end = await offsets(false);
      return new Map(
        [...end].map(([partition, last]) => [partition, { first: first.get(partition) ?? 0n, end: last }]),
      );
    });
  }

  private async use<T>(
    doing: string,
    topic: string | undefined,
    work: (cluster: InternalCluster) => Promise<T>,
  ): Promise<T> {
    for (let tried = 1; ; tried += 1) {
      const opening = (this.current ??= this.open());
      try {
        return await work(await opening);
      } catch (error) {
        if (this.current === opening) await this.close();
        const missing = protocolType(error) === 'UNKNOWN_TOPIC_OR_PARTITION';
        if (missing || tried === TRIES) throw fromKafka(error, doing, topic);
        await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** tried));
      }
    }
  }

  private async open(): Promise<InternalCluster> {
    const Cluster = require('kafkajs/src/cluster') as ClusterClass;
    const { brokers, ...rest } = kafkaConfig(this.settings);
    const builder = { brokers, ...rest, logger: this.logger, enforceRequestTimeout: true };
    const cluster = new Cluster({ ...builder, metadataMaxAge: 30_000, allowAutoTopicCreation: false });
    await cluster.connect();
    await cluster.refreshMetadata();
    return cluster;
  }
}

async function metadata(
  cluster: InternalCluster,
): Promise<{ topicMetadata: TopicMetadata[]; clusterId: string }> {
  const answer = await cluster.metadata({ topics: [] });
  if (!answer) throw new Error('no broker answered');
  return answer;
}

async function leaderOf(
  cluster: InternalCluster,
  { topic, partition }: TopicPartition,
): Promise<InternalBroker> {
  await cluster.addMultipleTargetTopics([topic]);
  const found = cluster
    .findTopicPartitionMetadata(topic)
    .find(({ partitionId }) => partitionId === partition);
  if (!found) throw topicMissing(`${topic}/${partition}`);
  return cluster.findBroker({ nodeId: found.leader });
}

async function fetch(
  cluster: InternalCluster,
  at: TopicPartition,
  offset: bigint,
): Promise<FetchedPartition['messages']> {
  const broker = await leaderOf(cluster, at);
  const partitions = [{ partition: at.partition, fetchOffset: String(offset), maxBytes: 1_048_576 }];
  const { responses } = await broker.fetch({
    isolationLevel: 1, // only what is committed
    maxWaitTime: 100,
    topics: [{ topic: at.topic, partitions }],
  });
  return responses[0]?.partitions[0]?.messages ?? [];
}
