import type { z } from 'zod';
import { edgeSettings, serviceSettings } from './service-settings.js';

/** Settings by their names in the environment. Give each a `.describe('…')`: it is shown when the setting is wrong. */
export type Settings = Readonly<Record<string, z.ZodType>>;

type ReadOf<S extends Settings> = { readonly [K in keyof S]: z.output<S[K]> };

/** What every service reads; see libs/service/README.md. */
export type ServiceConfig = ReadOf<typeof serviceSettings>;

/** What an edge reads: a server without a database of its own, such as the console's. */
export type EdgeConfig = ReadOf<typeof edgeSettings>;

/** What is missing or malformed, all of it at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * The settings that every service has and the service's `own`, from the environment, once. An empty variable counts
 * as missing. Throws ConfigError that names every missing or malformed setting with what it is for; never its value.
 */
export function readConfig<S extends Settings = Record<never, never>>(
  own: S = {} as S,
  env: NodeJS.ProcessEnv = process.env,
): Omit<ServiceConfig, keyof S> & ReadOf<S> {
  return read({ ...serviceSettings, ...own }, env) as Omit<ServiceConfig, keyof S> & ReadOf<S>;
}

/** As `readConfig`, for an edge. */
export function readEdgeConfig<S extends Settings = Record<never, never>>(
  own: S = {} as S,
  env: NodeJS.ProcessEnv = process.env,
): Omit<EdgeConfig, keyof S> & ReadOf<S> {
  return read({ ...edgeSettings, ...own }, env) as Omit<EdgeConfig, keyof S> & ReadOf<S>;
}

function read(wanted: Settings, env: NodeJS.ProcessEnv): Readonly<Record<string, unknown>> {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(wanted)) {
    const text = env[name] === '' ? undefined : env[name];
    const read = schema.safeParse(text);
    if (read.success) values[name] = read.data;
    else
      faults.push(
        `  ${name} ${text === undefined ? 'is missing' : `is malformed (${why(read.error)})`}${doc(schema)}`,
      );
  }
  if (faults.length > 0)
    throw new ConfigError(`These settings are missing or malformed:\n${faults.join('\n')}`);
  return Object.freeze(values);
}

/** Zod's messages speak of rules, not of the value. */
function why(error: z.ZodError): string {
  return error.issues.map((issue) => issue.message).join('; ');
}

function doc(schema: z.ZodType): string {
  const text = describedBy(schema);
  return text ? `: ${text}` : '';
}

/** `.default()` and `.optional()` around a described schema hide its description. */
export function describedBy(schema: z.ZodType): string | undefined {
  if (schema.description) return schema.description;
  const inner = (schema as { def?: { innerType?: z.ZodType } }).def?.innerType;
  return inner && describedBy(inner);
}
