import { createHash } from 'node:crypto';
import type { Suite } from '../port.js';
import { bytesOf, parseDictionary } from './structured-fields.js';

/** By suite: names of RFC 9530 and what Node calls them, ours first. `sm3` is not registered. */
const DIGESTS: Readonly<Record<Suite, readonly (readonly [name: string, hash: string])[]>> = {
  SM: [['sm3', 'sm3']],
  INTL: [
    ['sha-256', 'sha256'],
    ['sha-512', 'sha512'],
  ],
};

/** The value of `Content-Digest` for a body. */
export function contentDigest(suite: Suite, body: Uint8Array): string {
  return DIGESTS[suite]
    .slice(0, 1)
    .map(([name, hash]) => `${name}=:${digest(hash, body)}:`)
    .join();
}

/** Whether the field holds a digest that the suite accepts, and every such one is right; others are passed over. */
export function digestMatches(suite: Suite, field: string, body: Uint8Array): boolean {
  const members = parseDictionary(field);
  const known = DIGESTS[suite].filter(([name]) => members.has(name));
  return known.length > 0 && known.every(([name, hash]) => bytesOf(members.get(name)) === digest(hash, body));
}

const digest = (hash: string, body: Uint8Array): string => createHash(hash).update(body).digest('base64');
