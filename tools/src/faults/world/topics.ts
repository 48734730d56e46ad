import { setTimeout as sleep } from 'node:timers/promises';
import { openEventLog } from '@xianjie/messaging';
import { Kafka, logLevel } from 'kafkajs';
import { CHANGED_TOPIC, PASSED_ON_TOPIC } from '../processes/events.js';
import type { LogServer } from './servers.js';
import { query } from './sql.js';

const PARTITIONS = 3;
const REQUESTS_TOPIC = 'messaging.requests';

/** The topics of this world, where they are missing. */
export async function makeTopics(address: string): Promise<void> {
  const log = await openEventLog(address, { clientId: 'driver' });
  try {
    await log.createTopics([
      { name: CHANGED_TOPIC, partitions: PARTITIONS },
      { name: PASSED_ON_TOPIC, partitions: PARTITIONS },
      { name: REQUESTS_TOPIC, partitions: 1 },
    ]);
  } finally {
    await log.close();
  }
}

/** Deletes the topics of events, with all they hold, and makes them anew. */
export async function recreateTopics(log: LogServer): Promise<void> {
  const topics = [CHANGED_TOPIC, PASSED_ON_TOPIC];
  if (log.kind === 'kafka') await deleteKafkaTopics(log.address, topics);
  else await deletePostgresTopics(log.address, topics);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await makeTopics(log.address);
    } catch (error) {
      if (attempt === 20) throw error; // Kafka may need a moment before a name is free
      await sleep(250);
    }
  }
}

async function deletePostgresTopics(address: string, topics: readonly string[]): Promise<void> {
  await query(
    address,
    'DELETE FROM log_record WHERE topic_id IN (SELECT id FROM log_topic WHERE name = ANY($1))',
    [topics],
  );
  await query(address, 'DELETE FROM log_topic WHERE name = ANY($1)', [topics]);
}

async function deleteKafkaTopics(address: string, topics: readonly string[]): Promise<void> {
  const kafka = new Kafka({
    brokers: address.replace('kafka://', '').split(','),
    logLevel: logLevel.NOTHING,
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    await admin.deleteTopics({ topics: [...topics] });
    while ((await admin.listTopics()).some((topic) => topics.includes(topic))) await sleep(50);
  } finally {
    await admin.disconnect();
  }
}
