import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretForm, ServiceEntry } from './services.js';

/** A service's secrets in the local stack: made at its first start, then kept with the data they protect. */
export function secretsOf(dataDir: string, { name, secrets = {} }: ServiceEntry): Record<string, string> {
  const file = join(dataDir, `${name}.secrets.json`);
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const all = Object.entries(secrets).map(([key, form]) => [key, known[key] ?? newSecret(form)] as const);
  const made = Object.fromEntries(all);
  if (all.some(([key]) => known[key] === undefined)) {
    writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return made;
}

function newSecret(form: SecretForm): string {
  const key = randomBytes(32).toString('base64');
  return form === 'key' ? key : `local:${key}`;
}
