// The rival of the relay: select 500 pointers with their events, one send() per partition in parallel, delete, again.
import { CompressionTypes } from 'kafkajs';
import pg from 'pg';
import { plainProducer } from './plain-producer.js';
import { toMessage, type PlainRow } from './plain-record.js';
import { serve, setting } from './serve.js';

const TOPIC = setting('TOPIC');
const SELECT = `
  SELECT o.ord, e.partition, e.stream_id, e.number, e.event_id, e.previous_id, e.epoch, e.schema_id, e.occurred_at, e.payload
  FROM plain.outbox o JOIN plain.event e ON e.ord = o.ord ORDER BY o.ord LIMIT 500`;
const DELETE = 'DELETE FROM plain.outbox WHERE ord = ANY($1::bigint[])';

const client = new pg.Client({ connectionString: setting('DATABASE_URL') });
await client.connect();
const producer = await plainProducer();

async function drain({ count }: { count: number }): Promise<{ ms: number }> {
  const began = performance.now();
  for (let sent = 0; sent < count;) sent += await pass();
  return { ms: performance.now() - began };
}

async function pass(): Promise<number> {
  const { rows } = await client.query<PlainRow>({ name: 'select', text: SELECT });
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

serve({ drain }, async () => {
  await producer.disconnect();
  await client.end();
});
