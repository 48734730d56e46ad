import { describeWithKafka, startKafka } from '@xianjie/testing';
import { Kafka, logLevel } from 'kafkajs';
import { eventLogSuite, type LogUnderTest } from './event-log.suite.js';
import { brokersOf } from './kafka/kafka-client.js';

async function start(): Promise<LogUnderTest> {
  const server = await startKafka();
  const kafka = new Kafka({ brokers: brokersOf(server.address), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  return {
    address: server.address,
    deleteTopic: (topic) => admin.deleteTopics({ topics: [topic] }),
    deleteRecords: async ({ topic, partition }, below) => {
      await admin.fetchTopicOffsets(topic); // without it kafkajs does not know the topic's leaders
      await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(below) }] });
    },
    writeBare: async ({ topic, partition }) => {
      const producer = kafka.producer({ allowAutoTopicCreation: false });
      await producer.connect();
      await producer.send({ topic, messages: [{ key: null, value: null, partition }] });
      await producer.disconnect();
    },
    stop: async () => {
      await admin.disconnect();
      await server.stop();
    },
  };
}

describeWithKafka('the Kafka event log', () => eventLogSuite(start));
