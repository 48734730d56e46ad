import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { describeWithKafka, startKafka, uniqueName } from '@xianjie/testing';
import { Kafka, logLevel } from 'kafkajs';
import { eventLogSuite, type LogUnderTest } from './event-log.suite.js';
import { brokersOf } from './kafka/kafka-client.js';
import { openEventLog } from './open-event-log.js';

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

const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

describeWithKafka('a Kafka event log that was closed', () => {
  it('leaves no connection behind, however many reads opened it at once', async () => {
    const server = await startKafka();
    const before = sockets();
    const log = await openEventLog(server.address, { clientId: 'test', singleBroker: true });
    const topic = uniqueName('sockets');
    const places = Array.from({ length: 6 }, (_, partition) => ({ topic, partition }));
    await log.createTopics([{ name: topic, partitions: places.length }]);
    for (const at of places) await log.append(at, [{ key: 'k', value: Buffer.from('v'), headers: {} }]);
    const read = await Promise.all(places.map((at) => log.read(at, 0n, 10)));
    expect(read.flat()).toHaveLength(places.length);
    await log.close();
    for (let tries = 0; sockets() > before && tries < 100; tries += 1) await sleep(20);
    expect(sockets()).toBe(before);
    await server.stop();
  });
});
