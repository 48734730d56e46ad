import { Kafka, logLevel, type Producer } from 'kafkajs';
import { setting } from './serve.js';

/** A connected kafkajs producer, as its documentation has it. */
export async function plainProducer(): Promise<Producer> {
  const kafka = new Kafka({
    brokers: [setting('EVENT_LOG').replace('kafka://', '')],
    logLevel: logLevel.NOTHING,
  });
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  return producer;
}
