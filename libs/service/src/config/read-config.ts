import type { z } from 'zod';
import { serviceSettings } from './service-settings.js';

/** Settings by their names in the environment. Give each a `.describe('…')`: it is shown when the setting is wrong. */
export type Settings = Readonly<Record<string, z.ZodType>>;

type ReadOf<S extends Settings> = { readonly [K in keyof S]: z.output<S[K]> };

/** What every service reads; see libs/service/README.md. */
export type ServiceConfig = ReadOf<typeof serviceSettings>;

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
  const wanted: Settings = { ...serviceSettings, ...own };
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
  return Object.freeze(values) as Omit<ServiceConfig, keyof S> & ReadOf<S>;
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
