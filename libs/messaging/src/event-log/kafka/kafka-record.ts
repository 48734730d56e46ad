import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { StoredRecord, TopicPartition } from '../event-log.js';

/** A message in the port's terms; of a header that occurs twice the last one counts. */
export function storedRecord({ topic, partition }: TopicPartition, message: KafkaMessage): StoredRecord {
  return {
    topic,
    partition,
    offset: BigInt(message.offset),
    appendedAt: Number(message.timestamp),
    key: message.key === null ? undefined : message.key.toString(),
    value: message.value ?? undefined,
    headers: message.headers ? textHeaders(message.headers) : {},
  };
}

function textHeaders(headers: IHeaders): Record<string, string> {
  const text: Record<string, string> = {};
  for (const name in headers) {
    const all = headers[name];
    const value = Array.isArray(all) ? all[all.length - 1] : all;
    if (value !== undefined && value !== null) text[name] = value.toString();
  }
  return text;
}
