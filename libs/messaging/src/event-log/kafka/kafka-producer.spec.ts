import { describe, expect, it } from '@jest/globals';
import type { Kafka, ProducerConfig, ProducerRecord, RecordMetadata } from 'kafkajs';
import type { LogRecord } from '../event-log.js';
import { KafkaProducer, kafkaSender, type Sender } from './kafka-producer.js';

const at = { topic: 'lead-reporting.lead', partition: 3 };
const record = (key: string): LogRecord => ({ key, value: Buffer.from(key), headers: {} });

function answer(change: Partial<RecordMetadata> = {}): RecordMetadata {
  return { topicName: at.topic, partition: 3, errorCode: 0, baseOffset: '7', ...change };
}

function senderThat(send: (request: ProducerRecord) => Promise<RecordMetadata[]>): Sender {
  return { connect: async () => undefined, disconnect: async () => undefined, send };
}

function producerThat(
  send: (request: ProducerRecord) => Promise<RecordMetadata[]>,
  exists = true,
): KafkaProducer {
  return new KafkaProducer(
    () => senderThat(send),
    async () => exists,
  );
}

describe('appending through kafkajs', () => {
  it('names the one partition of the request, and waits for all in-sync replicas', async () => {
    const requests: ProducerRecord[] = [];
    const producer = producerThat(async (request) => {
      requests.push(request);
      return [answer()];
    });
    expect(await producer.append(at, [record('a'), record('b')])).toEqual({ baseOffset: 7n });
    expect(requests).toMatchObject([
      { topic: at.topic, acks: -1, messages: [{ partition: 3 }, { partition: 3 }] },
    ]);
  });

  it.each([
    ['names no partition, as when its leader has moved', []],
    ['names another partition', [answer({ partition: 2 })]],
    ['names another topic', [answer({ topicName: 'other' })]],
    ['names more than was asked', [answer(), answer({ partition: 2 })]],
    ['carries an error', [answer({ errorCode: 6 })]],
  ])('does not believe an answer that %s', async (_what, answers) => {
    const producer = producerThat(async () => answers);
    await expect(producer.append(at, [record('a')])).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('has one request of a partition under way, so that none overtakes another', async () => {
    let running = 0;
    let most = 0;
    const producer = producerThat(async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return [answer()];
    });
    await Promise.all(['a', 'b', 'c'].map((key) => producer.append(at, [record(key)])));
    expect(most).toBe(1);
  });

  it('goes on after a request that failed', async () => {
    let calls = 0;
    const producer = producerThat(async () => {
      calls += 1;
      if (calls === 1) throw new Error('gone');
      return [answer()];
    });
    const first = producer.append(at, [record('a')]);
    const second = producer.append(at, [record('b')]);
    await expect(first).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await second).toEqual({ baseOffset: 7n });
  });

  it('sends nothing to a topic that is not there', async () => {
    let sent = 0;
    const producer = producerThat(async () => {
      sent += 1;
      return [answer()];
    }, false);
    await expect(producer.append(at, [record('a')])).rejects.toMatchObject({
      code: 'event-log.topic-missing',
    });
    expect(sent).toBe(0);
  });

  it('is never idempotent, makes no topics and leaves no choice of partition to kafkajs', () => {
    const configs: ProducerConfig[] = [];
    kafkaSender({ producer: (config: ProducerConfig) => configs.push(config) } as unknown as Kafka);
    expect(configs).toMatchObject([{ idempotent: false, allowAutoTopicCreation: false }]);
    const choose = configs[0]!.createPartitioner!();
    const message = { key: 'a', value: 'a' };
    expect(() => choose({ topic: at.topic, partitionMetadata: [], message })).toThrow('names its partition');
    expect(choose({ topic: at.topic, partitionMetadata: [], message: { ...message, partition: 5 } })).toBe(5);
  });
});
