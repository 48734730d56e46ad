import { isPartnerTopic } from '@xianjie/contracts';
import { stringify } from 'yaml';
import type { AvscFile, SchemaObject } from './avsc-file.js';
import { subjectOf } from './avsc-file.js';
import { exportName } from './typescript.js';
import { latest, type Lock, type LockEntry } from './lock.js';

const AVRO = 'application/vnd.apache.avro+json;version=1.12.0';

/** The headers of every record (architecture §4), as JSON Schema. */
const HEADERS = {
  type: 'object',
  description: 'CloudEvents 1.0 in the binary mode of its Kafka binding, and W3C Trace Context.',
  required: [
    'ce_specversion',
    'ce_id',
    'ce_source',
    'ce_type',
    'ce_time',
    'ce_subject',
    'ce_sequence',
    'ce_partitionkey',
    'ce_epoch',
    'ce_schemafingerprint',
    'content-type',
  ],
  properties: {
    ce_specversion: { const: '1.0' },
    ce_id: { type: 'string', format: 'uuid' },
    ce_source: { type: 'string', description: 'The producing service: /xianjie/<service>.' },
    ce_type: { type: 'string', description: 'Full name of the record.' },
    ce_time: { type: 'string', format: 'date-time', description: 'When it happened, UTC.' },
    ce_subject: { type: 'string', description: 'The stream: <topic>/<key>.' },
    ce_sequence: {
      type: 'string',
      pattern: '^[1-9][0-9]{0,18}$',
      description: 'Place in the stream, without gaps.',
    },
    ce_partitionkey: { type: 'string', description: 'Key of the record: the id of the aggregate.' },
    ce_epoch: {
      type: 'string',
      pattern: '^(0|[1-9][0-9]{0,8})$',
      description: 'Raised when the producer was restored.',
    },
    ce_previous: {
      type: 'string',
      format: 'uuid',
      description: 'Id of the event before it in the stream; absent on the first.',
    },
    ce_schemafingerprint: {
      type: 'string',
      pattern: '^[0-9a-f]{64}$',
      description: 'SHA-256 of the canonical schema.',
    },
    'content-type': { const: 'application/avro' },
    traceparent: { type: 'string', description: 'W3C Trace Context.' },
  },
};

function message(file: AvscFile, locked: LockEntry): object {
  return {
    name: subjectOf(file),
    title: exportName(file),
    summary: file.schema.doc,
    contentType: 'application/avro',
    headers: { $ref: '#/components/schemas/eventHeaders' },
    payload: { schemaFormat: AVRO, schema: file.schema satisfies SchemaObject },
    bindings: {
      kafka: {
        key: { type: 'string', description: `The value of ${locked.key}.` },
        schemaIdLocation: 'payload',
        schemaIdPayloadEncoding: 'confluent',
        schemaLookupStrategy: 'RecordNameStrategy',
        bindingVersion: '0.5.0',
      },
    },
    'x-schema-id': locked.id,
    'x-schema-fingerprint': locked.fingerprint,
  };
}

/** Names in references: braces belong to addresses only. */
function nameOf(topic: string): string {
  return topic.replace('{partner}', 'partner');
}

const PARTNER = {
  partner: { description: 'Id of the agency whose topic it is; nobody else may write or read it.' },
};

function channel(topic: string, files: readonly AvscFile[]): object {
  const events = files.map((file) => [
    exportName(file),
    { $ref: `#/components/messages/${exportName(file)}` },
  ]);
  return {
    address: topic,
    ...(isPartnerTopic(topic) ? { parameters: PARTNER } : {}),
    description: 'One stream for each key; its events are numbered from 1 without gaps and arrive in order.',
    servers: [{ $ref: '#/servers/eventLog' }],
    messages: Object.fromEntries(events),
    bindings: {
      kafka: { topic, topicConfiguration: { 'cleanup.policy': ['delete'] }, bindingVersion: '0.5.0' },
    },
  };
}

/** From the side of the one who reads this document: a partner sends on its inbound topic and receives on all others. */
function operation(topic: string): object {
  const inbound = topic.endsWith('.inbound.{partner}');
  return {
    action: inbound ? 'send' : 'receive',
    channel: { $ref: `#/channels/${nameOf(topic)}` },
    summary: inbound ? `Write to ${topic}.` : `Follow ${topic}.`,
    description:
      'Frames are Confluent framed; schemas are answered by GET /registry/schemas/ids/{id} of each service.',
  };
}

/** The AsyncAPI 3.0 document, YAML. */
export function asyncApi(files: readonly AvscFile[], lock: Lock): string {
  const topics = [...new Set(files.map((file) => file.schema.topic as string))]
    .filter((topic) => topic !== '*')
    .sort();
  const on = (topic: string) =>
    files.filter((file) => file.schema.topic === topic || file.schema.topic === '*');
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: 'Xianjie 衔接: events',
      version: '0.1.0',
      description:
        'Written by `npm run contracts` from schemas/. Events between agencies that enforce patent law.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/avro',
    servers: {
      eventLog: {
        host: 'localhost:9092',
        protocol: 'kafka',
        description: 'The Kafka cluster; its addresses are those that EVENT_LOG names.',
        bindings: {
          kafka: {
            schemaRegistryUrl: 'http://localhost:3000/registry',
            schemaRegistryVendor: 'confluent',
            bindingVersion: '0.5.0',
          },
        },
      },
    },
    channels: Object.fromEntries(topics.map((topic) => [nameOf(topic), channel(topic, on(topic))])),
    operations: Object.fromEntries(topics.map((topic) => [`follow.${nameOf(topic)}`, operation(topic)])),
    components: {
      schemas: { eventHeaders: HEADERS },
      messages: Object.fromEntries(
        files.map((file) => [exportName(file), message(file, latest(lock, subjectOf(file)) as LockEntry)]),
      ),
    },
  };
  return `# Written by \`npm run contracts\` from schemas/. Do not edit.\n${stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
