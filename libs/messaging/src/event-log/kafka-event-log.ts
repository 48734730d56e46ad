import { topicMissing } from './record-size.js';
import type { EventLogLogger } from './event-log-logger.js';
import type {
  EventLog,
  LogBounds,
  LogRecord,
  StoredRecord,
  SubscribeOptions,
  Subscription,
  TopicPartition,
  TopicSpec,
} from './event-log.js';
import { brokersOf, kafkaClient, type KafkaSettings } from './kafka/kafka-client.js';
import { KafkaCluster } from './kafka/kafka-cluster.js';
import { KafkaProducer, kafkaSender } from './kafka/kafka-producer.js';
import { KafkaSubscription } from './kafka/kafka-subscription.js';
import { checkKafkaTopics, createKafkaTopics } from './kafka/kafka-topics.js';

export interface KafkaEventLogOptions {
  readonly clientId: string;
  readonly logger: EventLogLogger;
  /** One machine on purpose: `checkSafety` does not ask for replication. */
  readonly singleBroker: boolean;
}

/** The event log on Apache Kafka. kafkajs 2.2.4 has faults; what guards against each is named in docs/architecture.md §5. */
export class KafkaEventLog implements EventLog {
  readonly kind = 'kafka';
  private readonly settings: KafkaSettings;
  private readonly cluster: KafkaCluster;
  private readonly producer: KafkaProducer;
  private readonly subscriptions = new Set<KafkaSubscription>();

  constructor(
    address: string,
    private readonly options: KafkaEventLogOptions,
  ) {
    this.settings = { brokers: brokersOf(address), clientId: options.clientId, logger: options.logger };
    this.cluster = new KafkaCluster(this.settings);
    const exists = async (topic: string) => (await this.partitions([topic])).has(topic);
    this.producer = new KafkaProducer(() => kafkaSender(kafkaClient(this.settings)), exists);
  }

  clusterId(): Promise<string> {
    return this.cluster.clusterId();
  }

  async partitions(topics: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const asked = new Set(topics);
    const found = (await this.cluster.topics()).filter(({ topic }) => asked.has(topic));
    return new Map(found.map(({ topic, partitionMetadata }) => [topic, partitionMetadata.length]));
  }

  createTopics(specs: readonly TopicSpec[]): Promise<void> {
    return createKafkaTopics(kafkaClient(this.settings), this.cluster, specs);
  }

  checkSafety(topics: readonly string[]): Promise<void> {
    return checkKafkaTopics(kafkaClient(this.settings), this.cluster, topics, this.options.singleBroker);
  }

  append(at: TopicPartition, records: readonly LogRecord[]): Promise<{ readonly baseOffset: bigint }> {
    return this.producer.append(at, records);
  }

  bounds(at: TopicPartition): Promise<LogBounds> {
    return this.cluster.bounds(at);
  }

  read(at: TopicPartition, from: bigint, limit: number): Promise<StoredRecord[]> {
    return this.cluster.read(at, from, limit);
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    const existing = await this.partitions(options.topics);
    const missing = options.topics.find((topic) => !existing.has(topic));
    if (missing !== undefined) throw topicMissing(missing);
    const subscription = new KafkaSubscription(this.settings, options, (at) => this.bounds(at));
    await subscription.start();
    this.subscriptions.add(subscription);
    return subscription;
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    await this.producer.close();
    await this.cluster.close();
  }
}
