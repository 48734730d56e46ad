import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretForm, ServiceEntry } from './services.js';

/** A service's secrets and folders in the local stack: secrets are made at its first start, then kept with the data they protect. */
export function secretsOf(
  dataDir: string,
  { name, secrets = {}, folders = {} }: ServiceEntry,
): Record<string, string> {
  const file = join(dataDir, `${name}.secrets.json`);
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const all = Object.entries(secrets).map(([key, form]) => [key, known[key] ?? newSecret(form)] as const);
  const made = Object.fromEntries(all);
  if (all.some(([key]) => known[key] === undefined)) {
    writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  const places = Object.entries(folders).map(([key, folder]) => [key, join(dataDir, folder)] as const);
  return { ...made, ...Object.fromEntries(places) };
}

function newSecret(form: SecretForm): string {
  const key = randomBytes(32).toString('base64');
  return form === 'key' ? key : `local:${key}`;
}
