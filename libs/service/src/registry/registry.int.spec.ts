import { Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Checkpoint, schemaById } from '@xianjie/contracts';
import { startTestService, type TestService } from '@xianjie/testing';
import { readConfig, ServiceModule } from '../index.js';
import { RegistrySchemas } from './registry-schemas.js';

const MEDIA_TYPE = 'application/vnd.schemaregistry.v1+json';
let service: TestService;

beforeAll(async () => {
  service = await startTestService(async () => {
    @Module({ imports: [ServiceModule.forRoot({ name: 'schema-keeping', config: readConfig() })] })
    class AppModule {}
    return AppModule;
  });
});
afterAll(() => service.stop());

const ask = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${service.url}/registry${path}`, init);
  return { status: response.status, body: (await response.json()) as unknown };
};

describe('the registry of a service', () => {
  it('answers without a token what registry clients ask, in their media type', async () => {
    const schema = schemaById(Checkpoint.schemaId)?.schema;
    const headers = { 'content-type': MEDIA_TYPE, accept: MEDIA_TYPE };
    expect(await ask(`/schemas/ids/${Checkpoint.schemaId}`, { headers })).toEqual({
      status: 200,
      body: { schema },
    });
    const body = JSON.stringify({ schema });
    const found = await ask(`/subjects/${Checkpoint.type}?normalize=False&deleted=False`, {
      method: 'POST',
      headers,
      body,
    });
    expect(found).toMatchObject({ status: 200, body: { id: Checkpoint.schemaId, schema } });
  });

  it('answers errors in the words of registries, not as problem details', async () => {
    expect(await ask('/schemas/ids/999999')).toEqual({
      status: 404,
      body: { error_code: 40403, message: 'Schema not found' },
    });
    expect(await ask('/associations/resources/-/topic')).toMatchObject({
      status: 404,
      body: { error_code: 404 },
    });
  });

  it('refuses a body that is no JSON', async () => {
    const init = { method: 'POST', headers: { 'content-type': MEDIA_TYPE }, body: '{' };
    expect((await ask(`/subjects/${Checkpoint.type}`, init)).status).toBe(400);
  });

  it('is described by operations that OpenAPI knows', async () => {
    const { paths } = (await (await fetch(`${service.url}/openapi.json`)).json()) as {
      paths: Record<string, object>;
    };
    const own = Object.entries(paths).filter(([path]) => path.startsWith('/registry'));
    expect(own.length).toBeGreaterThan(10);
    for (const [, operations] of own)
      expect(['get', 'post']).toEqual(expect.arrayContaining(Object.keys(operations)));
  });
});

describe('a consumer that meets an unknown schema', () => {
  const nowhere = 'http://127.0.0.1:1/registry';

  it('finds it in the registry of whichever service knows it', async () => {
    const schemas = new RegistrySchemas([nowhere, `${service.url}/registry/`]);
    expect(await schemas.resolve(Checkpoint.schemaId)).toBe(schemaById(Checkpoint.schemaId)?.schema);
  });

  it('tells an unknown id from a registry that does not answer', async () => {
    expect(await new RegistrySchemas([`${service.url}/registry`]).resolve(999_999)).toBeUndefined();
    await expect(
      new RegistrySchemas([nowhere, `${service.url}/registry`]).resolve(999_999),
    ).rejects.toThrow();
    await expect(new RegistrySchemas([`${service.url}/openapi.json?`]).resolve(1)).rejects.toThrow(
      'no schema',
    );
  });
});
