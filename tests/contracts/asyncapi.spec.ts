import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import asyncapi from '@asyncapi/parser';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { fingerprint } from '@xianjie/contracts';
import { parse } from 'yaml';
import { eventsWithSchemas } from './event-arbitrary.js';

const text = readFileSync(join(import.meta.dirname, '../../docs/asyncapi.yaml'), 'utf8');

/** The parser looks into references, bindings and headers; Avro payloads are compared with the schemas below. */
const avroPayloads = {
  getMimeTypes: () => ['application/vnd.apache.avro+json;version=1.12.0'],
  validate: () => [],
  parse: ({ data }: { data: object }) => data,
};

async function parsed(document: string) {
  const parser = new asyncapi.Parser();
  parser.registerSchemaParser(avroPayloads as never);
  const result = await parser.parse(document);
  return { ...result, errors: result.diagnostics.filter(({ severity }) => Number(severity) === 0) };
}

describe('docs/asyncapi.yaml', () => {
  let read: Awaited<ReturnType<typeof parsed>>;

  beforeAll(async () => {
    read = await parsed(text);
  });

  it('is a valid AsyncAPI 3.0 document', () => {
    expect(read.errors).toEqual([]);
    expect(read.document?.version()).toBe('3.0.0');
  });

  it('would be found invalid with a broken reference', async () => {
    const { errors } = await parsed(text.replace('#/servers/eventLog', '#/servers/other'));
    expect(errors).not.toEqual([]);
  });

  it('has every event on its topic', () => {
    const channels = read.document?.channels().all() ?? [];
    for (const { event } of eventsWithSchemas()) {
      const own = channels.filter((channel) => event.topic === '*' || channel.address() === event.topic);
      expect(own).not.toEqual([]);
      for (const channel of own) {
        expect(
          channel
            .messages()
            .all()
            .map((message) => message.name()),
        ).toContain(event.type);
      }
    }
  });

  it('has the schema that each event writes', () => {
    type Message = { name: string; payload: { schema: object }; 'x-schema-id': number };
    const { components } = parse(text) as { components: { messages: Record<string, Message> } };
    const messages = Object.values(components.messages);
    for (const { event } of eventsWithSchemas()) {
      const message = messages.find(({ name }) => name === event.type);
      expect(message?.['x-schema-id']).toBe(event.schemaId);
      expect(fingerprint(JSON.stringify(message?.payload.schema))).toBe(event.fingerprint);
    }
  });
});
