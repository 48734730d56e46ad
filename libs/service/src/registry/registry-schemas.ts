import type { SchemaResolver } from '@xianjie/messaging';

const TIMEOUT_MS = 5000;
const MAX_SCHEMA_CHARACTERS = 256 * 1024;

async function ask(url: string): Promise<string | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const body: unknown = await response.json();
  const schema = typeof body === 'object' && body !== null && 'schema' in body ? body.schema : undefined;
  if (typeof schema !== 'string' || schema.length > MAX_SCHEMA_CHARACTERS)
    throw new Error(`${url} answered no schema`);
  return schema;
}

/** Asks registries (those of other services, or an external one) for schemas that this build does not know. */
export class RegistrySchemas implements SchemaResolver {
  /** `registries`: base URLs, such as `http://host:3000/registry`. */
  constructor(private readonly registries: readonly string[]) {}

  /** Undefined where all that answer do not know it; rejects where none knows it and one did not answer. */
  async resolve(schemaId: number): Promise<string | undefined> {
    const urls = this.registries.map((base) => `${base.replace(/\/$/, '')}/schemas/ids/${schemaId}`);
    const answers = await Promise.allSettled(urls.map(ask));
    const known = answers.find((answer) => answer.status === 'fulfilled' && answer.value !== undefined);
    if (known?.status === 'fulfilled') return known.value;
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (failed) throw failed.reason;
    return undefined;
  }
}
