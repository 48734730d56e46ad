import { randomUUID } from 'node:crypto';
import type { PartnerKeys } from '../partner-keys.js';
import type { Suite } from '../port.js';
import { refusal } from '../refusals.js';
import { contentDigest } from './content-digest.js';
import { bodyOf, derivedOf, fieldOf, type HttpRequest } from './request.js';
import { signatureBase } from './signature-base.js';
import { serializeInnerList, type BareItem, type InnerList } from './structured-fields.js';

/** `alg` of RFC 9421; the one of SM is not registered. */
export const ALGORITHMS: Readonly<Record<Suite, string>> = { SM: 'sm2-sm3', INTL: 'ed25519' };

const LABEL = 'xianjie';

export interface SignedFor {
  /** The partner that the request goes to: its suite is taken. */
  readonly recipient: string;
  /** Signed to the second. */
  readonly createdAt: Date;
  /** Printable ASCII, at most 64; random unless given. Each attempt gets one of its own. */
  readonly messageId?: string;
}

/** The header fields to add to the request. */
export interface SignatureFields {
  readonly 'content-digest'?: string;
  readonly 'signature-input': string;
  readonly signature: string;
}

/**
 * Signs method, authority, path and query, type and digest of the body where there is one, the moment and an id, by RFC 9421. Throws
 * DomainError invalid `envelope.partner-unknown`, `header`, `malformed` (the request), unavailable `envelope.no-own-key`.
 */
export async function signRequest(
  keys: PartnerKeys,
  request: HttpRequest,
  { recipient, createdAt, messageId = randomUUID() }: SignedFor,
): Promise<SignatureFields> {
  if (!/^[\x20-\x7e]{1,64}$/.test(messageId)) throw refusal('header');
  const { suite } = keys.partner(recipient);
  const signer = keys.signer(suite, createdAt);
  const body = bodyOf(request);
  const digest = body ? { 'content-digest': contentDigest(suite, body) } : {};
  const digested = { ...request, headers: { ...request.headers, ...digest } };
  const covered = listOf(componentsFor(digested), {
    created: { type: 'integer', value: Math.floor(createdAt.getTime() / 1000) },
    nonce: { type: 'string', value: messageId },
    keyid: { type: 'string', value: signer.keyId },
    alg: { type: 'string', value: ALGORITHMS[suite] },
  });
  const signature = await signer.sign(Buffer.from(signatureBase(digested, covered)));
  return {
    ...digest,
    'signature-input': `${LABEL}=${serializeInnerList(covered)}`,
    signature: `${LABEL}=:${Buffer.from(signature).toString('base64')}:`,
  };
}

/** What a signature has to cover, so that nothing that matters can be changed. */
function componentsFor(request: HttpRequest): string[] {
  const query = derivedOf(request)['@query'] === '?' ? [] : ['@query'];
  const ofBody = bodyOf(request) ? ['content-type', 'content-digest'] : [];
  const present = ofBody.filter((name) => fieldOf(request, name) !== undefined);
  return ['@method', '@authority', '@path', ...query, ...present];
}

function listOf(names: readonly string[], parameters: Readonly<Record<string, BareItem>>): InnerList {
  return {
    items: names.map((value) => ({ item: { type: 'string', value }, parameters: new Map() })),
    parameters: new Map(Object.entries(parameters)),
  };
}
