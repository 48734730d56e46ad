// The rival of the relay: select 500 pointers with their events, one send() per partition in parallel, delete, again.
import { lockedSchemas, toHeaders } from '@xianjie/contracts';
import { CompressionTypes, Kafka, logLevel, type Message } from 'kafkajs';
import pg from 'pg';
import { serve, setting } from './serve.js';

const TOPIC = setting('TOPIC');
const SELECT = `
  SELECT o.ord, e.partition, e.stream_id, e.number, e.event_id, e.previous_id, e.epoch, e.schema_id, e.occurred_at, e.payload
  FROM plain.outbox o JOIN plain.event e ON e.ord = o.ord ORDER BY o.ord LIMIT 500`;
const DELETE = 'DELETE FROM plain.outbox WHERE ord = ANY($1::bigint[])';

interface Row {
  ord: string;
  partition: number;
  stream_id: string;
  number: string;
  event_id: string;
  previous_id: string | null;
  epoch: number;
  schema_id: number;
  occurred_at: Date;
  payload: Buffer;
}

const schemas = new Map(lockedSchemas.map((schema) => [schema.id, schema]));
const client = new pg.Client({ connectionString: setting('DATABASE_URL') });
await client.connect();
const kafka = new Kafka({
  brokers: [setting('EVENT_LOG').replace('kafka://', '')],
  logLevel: logLevel.NOTHING,
});
const producer = kafka.producer({ allowAutoTopicCreation: false });
await producer.connect();

async function drain({ count }: { count: number }): Promise<{ ms: number }> {
  const began = performance.now();
  for (let sent = 0; sent < count;) sent += await pass();
  return { ms: performance.now() - began };
}

async function pass(): Promise<number> {
  const { rows } = await client.query<Row>({ name: 'select', text: SELECT });
  const partitions = Map.groupBy(rows, (row) => row.partition);
  await Promise.all(
    [...partitions.values()].map((group) =>
      producer.send({
        topic: TOPIC,
        acks: -1,
        compression: CompressionTypes.None,
        messages: group.map(toMessage),
      }),
    ),
  );
  await client.query({ name: 'delete', text: DELETE, values: [rows.map((row) => row.ord)] });
  return rows.length;
}

/** The same record as ours. */
function toMessage(row: Row): Message {
  const schema = schemas.get(row.schema_id);
  const key = row.stream_id.slice(row.stream_id.indexOf('/') + 1);
  const headers = toHeaders({
    id: row.event_id,
    source: '/xianjie/lead-reporting',
    type: schema?.subject ?? '',
    time: row.occurred_at.toISOString(),
    subject: row.stream_id,
    sequence: BigInt(row.number),
    partitionKey: key,
    epoch: row.epoch,
    schemaFingerprint: schema?.fingerprint ?? '',
    ...(row.previous_id === null ? {} : { previous: row.previous_id }),
  });
  return { key, value: row.payload, headers, partition: row.partition };
}

serve({ drain }, async () => {
  await producer.disconnect();
  await client.end();
});
