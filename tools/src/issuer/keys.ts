import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface IssuerKeys {
  readonly jwks: { readonly keys: readonly JWK[] };
  readonly cookieSecret: string;
}

/** The keys kept in `folder`, made when there are none, so that tokens outlive a restart. */
export async function issuerKeys(folder: string): Promise<IssuerKeys> {
  const file = join(folder, 'keys.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as IssuerKeys;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' };
  const keys: IssuerKeys = { jwks: { keys: [key] }, cookieSecret: randomBytes(32).toString('base64url') };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Whole or not at all, however the process ends.
  writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return keys;
}
