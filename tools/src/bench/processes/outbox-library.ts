// npm `pg-transactional-outbox`, by its README: its listener calls a publisher with each message of its outbox table, here kafkajs's
// `send()` of one message.
import {
  createReplicationMutexConcurrencyController,
  createReplicationSegmentMutexConcurrencyController,
  DatabaseSetup,
  getDisabledLogger,
  initializeMessageStorage,
  initializeReplicationMessageListener,
  type GeneralMessageHandler,
} from 'pg-transactional-outbox';
import pg from 'pg';
import { plainProducer } from './plain-producer.js';
import { PLAIN_COLUMNS, toMessage, type PlainRow } from './plain-record.js';
import { serve, setting } from './serve.js';

const url = setting('DATABASE_URL');
const TOPIC = setting('TOPIC');
const table = { outboxOrInbox: 'outbox', schema: 'library', table: 'outbox' } as const;
const names = { publication: 'library_outbox', replicationSlot: 'library_outbox' };
const settings = {
  dbSchema: table.schema,
  dbTable: table.table,
  enableMaxAttemptsProtection: false,
  enablePoisonousMessageProtection: false,
};
const logger = getDisabledLogger();
const store = initializeMessageStorage({ settings, outboxOrInbox: 'outbox' }, logger);
const producer = await plainProducer();

/** Makes the library's tables anew and stores the first `count` events of the journal, in their order. */
async function prepare({ count }: { count: number }): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const role = String((await client.query('SELECT current_user')).rows[0].current_user);
  const setup = { ...table, ...names, database: 'unused', listenerRole: role };
  await client.query(DatabaseSetup.dropAndCreateTable(setup));
  await client.query(DatabaseSetup.setupReplicationCore(setup));
  await client.query(DatabaseSetup.setupReplicationSlot(setup));
  const events = await client.query<PlainRow>(
    `SELECT ${PLAIN_COLUMNS} FROM event WHERE position('/@' IN stream_id) = 0 ORDER BY ord LIMIT ${count}`,
  );
  await client.query('BEGIN');
  for (const row of events.rows) await store(toStored(row), client);
  await client.query('COMMIT');
  await client.end();
}

function toStored(row: PlainRow) {
  const { key, value, headers, partition } = toMessage(row);
  return {
    id: row.event_id,
    aggregateType: 'lead',
    aggregateId: key,
    messageType: headers['ce_type'] ?? '',
    segment: key,
    payload: { frame: value.toString('base64') },
    metadata: { headers, partition },
    createdAt: row.occurred_at.toISOString(),
  };
}

/** Begins to listen; answers how long it took until all were sent. */
async function drain({ count }: { count: number }): Promise<{ ms: number }> {
  const all = Promise.withResolvers<void>();
  let sent = 0;
  const publisher: GeneralMessageHandler = {
    handle: async ({ aggregateId, payload, metadata }) => {
      const { headers, partition } = metadata as { headers: Record<string, string>; partition: number };
      const value = Buffer.from((payload as { frame: string }).frame, 'base64');
      await producer.send({
        topic: TOPIC,
        acks: -1,
        messages: [{ key: aggregateId, value, headers, partition }],
      });
      sent += 1;
      if (sent === count) all.resolve();
    },
  };
  const began = performance.now();
  const [shutdown] = listen(publisher);
  await all.promise;
  const ms = performance.now() - began;
  await shutdown();
  await forget();
  return { ms };
}

/** A slot that nobody reads would keep the server's log for ever. */
async function forget(): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('SELECT pg_drop_replication_slot($1)', [names.replicationSlot]);
  await client.end();
}

/** By logical replication: one after another, its default, or one after another within each aggregate. */
function listen(messagePublisher: GeneralMessageHandler) {
  const replication = { dbPublication: names.publication, dbReplicationSlot: names.replicationSlot };
  const concurrencyStrategy =
    setting('CONCURRENCY') === 'segments'
      ? createReplicationSegmentMutexConcurrencyController()
      : createReplicationMutexConcurrencyController();
  return initializeReplicationMessageListener(
    {
      outboxOrInbox: 'outbox',
      dbListenerConfig: { connectionString: url },
      settings: { ...settings, ...replication },
    },
    messagePublisher,
    logger,
    { concurrencyStrategy },
  );
}

serve({ prepare, drain }, () => producer.disconnect());
