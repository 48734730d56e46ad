import { z } from 'zod';
import { producerAddresses } from '../messaging-ops/producers.js';

/** `kafka://host:port,host:port` or `postgres://…` (the log's own database); the launcher resolves words like `embedded`. */
export const eventLogAddress = z
  .string()
  .regex(
    /^(kafka:\/\/[^\s,/]+:\d+(,[^\s,/]+:\d+)*|postgres(ql)?:\/\/\S+)$/,
    'kafka://host:port,… or postgres://…',
  );

/** What listens for HTTP and knows who calls reads these, with a database or without. */
export const edgeSettings = {
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('TCP port; 0 takes a free one'),
  HOST: z.string().default('127.0.0.1').describe('address to listen on; 0.0.0.0 in a container'),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .describe('who issues access tokens; its keys are found by discovery'),
  OIDC_AUDIENCE: z
    .string()
    .min(1)
    .default('urn:xianjie:api')
    .describe('what `aud` of an access token must hold'),
  GRACE_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(300_000)
    .default(10_000)
    .describe('milliseconds to finish work on SIGTERM'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('least level logged'),
  RATE_LIMIT: z.coerce.number().int().min(1).default(60_000).describe('requests a minute, per agency'),
  RATE_LIMIT_ANONYMOUS: z.coerce
    .number()
    .int()
    .min(1)
    .default(3000)
    .describe('requests a minute without a valid token, per address'),
  BODY_LIMIT: z.coerce
    .number()
    .int()
    .min(1024)
    .default(1_048_576)
    .describe('bytes of a request body at most'),
  TRUST_PROXY: z.stringbool().default(false).describe('believe X-Forwarded-* of the proxy in front'),
} as const;

export const serviceSettings = {
  ...edgeSettings,
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe("the service's own PostgreSQL database, postgres://…"),
  DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(10)
    .describe('database connections kept at most'),
  EVENT_LOG: eventLogAddress.describe(
    'the event log: kafka://host:port,… or postgres://… (a database of its own)',
  ),
  SCHEMA_REGISTRIES: z
    .string()
    .regex(/^https?:\/\/[^\s,]+(,https?:\/\/[^\s,]+)*$/, 'http://host:port/registry,…')
    .optional()
    .transform((list) => list?.split(',') ?? [])
    .describe('registries asked for schemas newer than this build: those of the other services'),
  SERVICE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('address under which callers reach the service, for OpenAPI'),
  PRODUCERS: producerAddresses
    .optional()
    .describe('services whose exports this one may begin from: <service>=<address>,…'),
  CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe('this service as a client of the issuer, to ask for exports'),
  CLIENT_SECRET: z.string().min(1).optional().describe('its secret'),
  AGENCIES: z
    .string()
    .min(1)
    .optional()
    .describe('file with the agencies that take part: a JSON list of id, name, kind, area, parents'),
  PARTNER_TOPICS: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,62}(,[a-z0-9][a-z0-9-]{1,62})*$/, 'agency ids, separated by commas')
    .optional()
    .transform((list) => list?.split(',') ?? [])
    .describe('agencies whose systems write and read topics of their own here, by their ids'),
  STATUTE_OVERRIDES: z
    .string()
    .min(1)
    .optional()
    .describe('file with overrides of recalled figures of the law, a JSON list; see docs/law.md'),
  CLOCK_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('for trials only: file that says by how many milliseconds the clock is ahead'),
} as const;
