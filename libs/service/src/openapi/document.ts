import 'reflect-metadata';
import { HTTP_CODE_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { permissions, type Permission, type Route } from '@xianjie/identity';
import { z } from 'zod';
import { isDto, type Dto } from '../dto/create-dto.js';
import { DESCRIBED, type Description } from './answers.js';

export interface DocumentSettings {
  readonly name: string;
  readonly description: string | undefined;
  readonly url: string;
  readonly issuer: string;
}

type Json = Record<string, unknown>;

/** Kinds of parameters in Nest's route metadata (`RouteParamtypes`). */
const BODY = 3;
const QUERY = 4;

const problem: Json = {
  type: 'object',
  description: 'RFC 9457 problem details, in the language of Accept-Language (en, zh-CN)',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', description: 'Stable; decide by this, not by the words' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'rule', 'message'],
        properties: { field: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
      },
    },
    traceId: { type: 'string', pattern: '^[0-9a-f]{32}$' },
  },
};

const failures: Readonly<Record<number, string>> = {
  400: 'The request breaks a rule; `errors` names fields and rules',
  401: 'The access token is missing, expired or not valid',
  403: 'The caller may not do this',
  404: 'There is no such thing, or the caller may not see it',
  405: 'The method is not possible here',
  409: 'The request does not fit the present state, or somebody was faster',
  413: 'The body is too large',
  415: 'The content type, charset or encoding is not accepted',
  429: 'Too many requests; `Retry-After` says when again',
  500: 'A fault of ours; `traceId` names the case',
  503: 'The service cannot answer now; `Retry-After` says when again',
};

/** The OpenAPI 3.1 description of a service, made from its routes, DTOs and permissions. */
export function openApiDocument(routes: readonly Route[], settings: DocumentSettings): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:([A-Za-z0-9_]+)/g, '{$1}').replace(/\*([A-Za-z0-9_]*)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operation(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: settings.name,
      version: '1',
      ...(settings.description ? { description: settings.description } : {}),
    },
    servers: [{ url: settings.url }],
    paths,
    components: {
      schemas: { Problem: problem },
      responses: Object.fromEntries(
        Object.entries(failures).map(([status, text]) => [`Problem${status}`, failure(text)]),
      ),
      securitySchemes: {
        oidc: {
          type: 'openIdConnect',
          openIdConnectUrl: `${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        },
      },
    },
  };
}

function failure(description: string): Json {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function operation(route: Route): Json {
  const described = (Reflect.getMetadata(DESCRIBED, route.handler) ?? {}) as Description;
  const [, group = ''] = route.path.split('/');
  const permission = route.allowed === 'public' ? undefined : route.allowed;
  const { body, query } = inputs(route);
  return {
    operationId: route.name.replace('Controller', ''),
    tags: [group],
    ...(described.summary ? { summary: described.summary } : {}),
    ...(permission ? { description: `${permissions[permission].sentence}.` } : {}),
    'x-permission': route.allowed,
    security: permission ? [{ oidc: [...permissions[permission].scopes] }] : [],
    parameters: [
      ...pathParameters(route.path),
      ...queryParameters(query),
      ...headerParameters(route, permission),
    ],
    ...(body ?? requestOf(described)),
    responses: { ...successes(route, described), ...refusals(route, permission !== undefined) },
  };
}

function inputs(route: Route): { body: Json | undefined; query: Dto | undefined } {
  const types = (Reflect.getMetadata(
    'design:paramtypes',
    route.controller.prototype as object,
    methodName(route),
  ) ?? []) as unknown[];
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, route.controller, methodName(route)) ??
    {}) as Record<string, { index: number; data?: unknown }>;
  const found: { body: Json | undefined; query: Dto | undefined } = { body: undefined, query: undefined };
  for (const [key, { index }] of Object.entries(parameters)) {
    const type = types[index];
    if (!isDto(type)) continue;
    if (key.startsWith(`${BODY}:`)) {
      found.body = {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: schemaOf(type.schema, 'input') } },
        },
      };
    } else if (key.startsWith(`${QUERY}:`)) found.query = type;
  }
  return found;
}

function methodName(route: Route): string {
  return route.name.slice(route.name.indexOf('.') + 1);
}

function requestOf({ accepts }: Description): Json {
  return accepts
    ? { requestBody: { required: true, content: { [accepts]: { schema: { type: 'string' } } } } }
    : {};
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  });
  return rest;
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/[:*]([A-Za-z0-9_]+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: Dto | undefined): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query.schema, 'input') as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    // A coerced number may be anything as text; what it becomes is what callers need to know.
    schema,
  }));
}

function headerParameters(route: Route, permission: Permission | undefined): Json[] {
  if (route.method !== 'POST' || !permission) return [];
  const schema = { type: 'string', minLength: 1, maxLength: 200 };
  return [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      schema,
      description: 'Makes a repeated request harmless for 24 hours',
    },
  ];
}

function successes(route: Route, { answers, gives = 'application/json' }: Description): Json {
  const usual =
    (Reflect.getMetadata(HTTP_CODE_METADATA, route.handler) as number | undefined) ??
    (route.method === 'POST' ? 201 : 200);
  const entries = answers ? Object.entries(answers) : ([[String(usual), undefined]] as const);
  return Object.fromEntries(
    entries.map(([status, schema]) => [
      status,
      schema === null
        ? { description: 'Done' }
        : { description: 'Done', content: { [gives]: { schema: schema ? schemaOf(schema, 'output') : {} } } },
    ]),
  );
}

function refusals({ method, path }: Route, guarded: boolean): Json {
  const withBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
  const statuses = [
    ...(withBody || path.includes(':') || method === 'GET' ? [400] : []),
    ...(guarded ? [401, 403] : []),
    ...(path.includes(':') ? [404] : []),
    ...(withBody ? [409, 413, 415] : []),
    429,
    500,
    503,
  ];
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  );
}
