import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Checkpoint, LeadSubmitted, lockedSchemas, schemaById } from '@xianjie/contracts';
import fc from 'fast-check';
import { eventsWithSchemas, valuesOf, within53Bits } from './event-arbitrary.js';
import { startRegistry } from './registry-server.js';

const MEDIA_TYPE = 'application/vnd.schemaregistry.v1+json';
let registry: Awaited<ReturnType<typeof startRegistry>>;

beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => registry.stop());

async function ask(path: string, init: RequestInit = {}) {
  const response = await fetch(`${registry.url}${path}`, init);
  return { status: response.status, type: response.headers.get('content-type'), body: await response.json() };
}

const post = (path: string, body: unknown, type = MEDIA_TYPE) =>
  ask(path, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) });
const checkpoint = schemaById(Checkpoint.schemaId);
const { subject = '', version = 0, schema = '' } = checkpoint ?? {};
const found = { subject, version, id: Checkpoint.schemaId, schema };

describe('the registry', () => {
  it.each<[string, unknown]>([
    [`/schemas/ids/${Checkpoint.schemaId}`, { schema }],
    [`/schemas/ids/${Checkpoint.schemaId}?subject=lead-reporting.lead-value`, { schema }],
    [`/schemas/ids/${Checkpoint.schemaId}?fetchMaxId=false&subject=${subject}`, { schema }],
    [`/schemas/ids/${Checkpoint.schemaId}/schema`, JSON.parse(schema)],
    [`/schemas/ids/${Checkpoint.schemaId}/subjects`, [subject]],
    [`/schemas/ids/${Checkpoint.schemaId}/versions`, [{ subject, version }]],
    ['/schemas/types', ['AVRO']],
    ['/subjects', [...new Set(lockedSchemas.map((locked) => locked.subject))].sort()],
    ['/subjects?subjectPrefix=messaging.v1.C&deleted=False', [subject]],
    [
      `/subjects/${subject}/versions`,
      lockedSchemas.filter((locked) => locked.subject === subject).map((locked) => locked.version),
    ],
    [`/subjects/${subject}/versions/${version}`, found],
    [`/subjects/${subject}/versions/latest`, found],
    [`/subjects/${subject}/versions/-1`, found],
    [`/subjects/${subject}/versions/${version}/schema`, JSON.parse(schema)],
    ['/config', { compatibilityLevel: 'BACKWARD_TRANSITIVE' }],
    [`/config/${subject}?defaultToGlobal=true`, { compatibilityLevel: 'BACKWARD_TRANSITIVE' }],
    ['/mode', { mode: 'READONLY' }],
    ['', {}],
  ])('answers GET %s', async (path, body) => {
    const answer = await ask(path, { headers: { 'content-type': MEDIA_TYPE, accept: MEDIA_TYPE } });
    expect(answer).toMatchObject({ status: 200, body });
    expect(answer.type).toContain(MEDIA_TYPE);
  });

  it.each<[string, number, number]>([
    ['/schemas/ids/999999', 404, 40403],
    ['/schemas/ids/constructor', 404, 40403],
    ['/schemas/ids/1e0', 404, 40403],
    ['/schemas/ids/999999/subjects', 404, 40403],
    ['/subjects/nobody/versions', 404, 40401],
    ['/subjects/nobody/versions/latest', 404, 40401],
    [`/subjects/${subject}/versions/9999`, 404, 40402],
    [`/subjects/${subject}/versions/newest`, 422, 42202],
    ['/config/nobody', 404, 40401],
    ['/associations/resources/-/lead-reporting.lead?resourceType=topic&associationType=value', 404, 404],
    ['/schemas/guids/00000000-0000-0000-0000-000000000000', 404, 404],
  ])('answers GET %s with %i', async (path, status, code) => {
    expect(await ask(path)).toMatchObject({
      status,
      body: { error_code: code, message: expect.any(String) },
    });
  });

  it('finds the version of a schema, however it is written', async () => {
    const tree = JSON.parse(schema) as { fields: object[] };
    const reversed = JSON.stringify(Object.fromEntries(Object.entries(tree).toReversed()), null, 2);
    const documented = JSON.stringify({ ...tree, doc: 'Words.' });
    const { topic: _topic, key: _key, ...bare } = tree as unknown as Record<string, unknown>;
    for (const text of [schema, reversed, documented, JSON.stringify(bare)]) {
      const answer = await post(`/subjects/${subject}?normalize=False&deleted=False`, { schema: text });
      expect(answer).toMatchObject({ status: 200, body: found });
    }
  });

  it.each<[string, string, unknown, number, number]>([
    ['another schema', subject, { schema: '"string"' }, 404, 40403],
    ['an unknown subject', 'nobody', { schema: '"string"' }, 404, 40401],
    ['no schema', subject, { schema: '{"type":"nonsense"}' }, 422, 42201],
    ['no text', subject, { schema: 5 }, 422, 42201],
    ['no object', subject, [], 422, 42201],
  ])('does not find %s', async (_name, name, body, status, code) => {
    expect(await post(`/subjects/${name}`, body)).toMatchObject({ status, body: { error_code: code } });
  });

  it('takes plain JSON as well', async () => {
    expect(await post(`/subjects/${subject}`, { schema }, 'application/json')).toMatchObject({ status: 200 });
  });

  it('registers nothing, and answers what is there', async () => {
    expect(await post(`/subjects/${subject}/versions?normalize=False`, { schema })).toMatchObject({
      status: 200,
      body: { id: Checkpoint.schemaId },
    });
    expect(await post(`/subjects/${subject}/versions`, { schema: '"string"' })).toMatchObject({
      status: 422,
      body: { error_code: 42205 },
    });
    expect(await post('/subjects/nobody/versions', { schema })).toMatchObject({
      status: 422,
      body: { error_code: 42205 },
    });
  });
});

/** The client reads longs as numbers, so values keep within what those hold. */
const asNumbers = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner)),
  );

describe('@kafkajs/confluent-schema-registry', () => {
  it.each(eventsWithSchemas().map(({ event, locked }) => [event.type, event, locked] as const))(
    'reads %s',
    async (_type, event, locked) => {
      const client = new SchemaRegistry({ host: registry.url });
      for (const value of fc.sample(valuesOf(locked), { numRuns: 20, seed: 7 })) {
        const small = within53Bits(value);
        expect(asNumbers(await client.decode(event.encode(small)))).toEqual(asNumbers(small));
      }
    },
  );

  it('writes what we read', async () => {
    const client = new SchemaRegistry({ host: registry.url });
    const { locked } = eventsWithSchemas().find(({ event }) => event === LeadSubmitted) ?? {};
    if (!locked) throw new Error('LeadSubmitted is not there');
    const id = await client.getRegistryIdBySchema(locked.subject, {
      type: SchemaType.AVRO,
      schema: locked.schema,
    });
    expect(id).toBe(LeadSubmitted.schemaId);
    for (const value of fc.sample(valuesOf(locked), { numRuns: 20, seed: 7 })) {
      const frame = await client.encode(id, asNumbers(within53Bits(value)));
      expect(LeadSubmitted.decode(frame)).toEqual(within53Bits(value));
    }
  });

  it('says that an unknown id is unknown', async () => {
    const client = new SchemaRegistry({ host: registry.url }, {});
    await expect(client.decode(Buffer.from([0, 0, 15, 66, 63, 0]))).rejects.toThrow('Schema not found');
  });
});
