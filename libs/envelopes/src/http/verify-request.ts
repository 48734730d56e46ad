import { checkAge, checkReplay, type Freshness } from '../freshness.js';
import type { PartnerKeys } from '../partner-keys.js';
import type { Suite } from '../port.js';
import { refusal } from '../refusals.js';
import { digestMatches } from './content-digest.js';
import { bodyOf, derivedOf, fieldOf, type HttpRequest } from './request.js';
import { ALGORITHMS } from './sign-request.js';
import { componentsOf, signatureBase } from './signature-base.js';
import { bytesOf, isInnerList, parseDictionary, valueOf, type InnerList } from './structured-fields.js';

export interface ExpectedRequest extends Omit<Freshness, 'maxAge'> {
  /** 300 seconds unless told. */
  readonly maxAge?: number;
  /** Where it is known before, by an access token for example; else the key tells. */
  readonly sender?: string;
}

export interface VerifiedRequest {
  readonly sender: string;
  readonly keyId: string;
  readonly messageId: string;
  /** To the second. */
  readonly createdAt: Date;
}

interface Signed extends VerifiedRequest {
  readonly covered: InnerList;
  /** base64 */
  readonly signature: string;
}

const MAX_AGE = 300;

/**
 * Who signed a request, once it is proven that nothing that matters in it was changed, that it is young enough and new. Throws
 * DomainError invalid `envelope.malformed`, forbidden `envelope.unsigned`, `key`, `coverage`, `age`, `signature`, `digest`, `replayed`.
 */
export async function verifyRequest(
  keys: PartnerKeys,
  request: HttpRequest,
  expected: ExpectedRequest,
): Promise<VerifiedRequest> {
  const freshness = { maxAge: MAX_AGE, ...expected };
  const { covered, signature, ...verified } = signedBy(keys, request, expected.sender);
  checkCoverage(request, covered);
  checkTimes(covered, verified.createdAt, freshness);
  const suite = await checkSignature(keys, { ...verified, covered, signature }, request, expected.now);
  checkDigest(suite, covered, request);
  await checkReplay(verified, freshness);
  return verified;
}

/** Others, such as proxies, may have signed too: the first by a partner that may be the sender counts. */
function signedBy(keys: PartnerKeys, request: HttpRequest, sender: string | undefined): Signed {
  const inputs = fieldOf(request, 'signature-input');
  const signatures = fieldOf(request, 'signature');
  if (!inputs || !signatures) throw refusal('unsigned');
  const values = parseDictionary(signatures);
  for (const [label, covered] of parseDictionary(inputs)) {
    const signature = bytesOf(values.get(label));
    if (!isInnerList(covered) || signature === undefined) throw refusal('malformed');
    const keyId = valueOf(covered.parameters.get('keyid'), 'string') ?? '';
    const owner = keys.partnerOfKey(keyId)?.id;
    if (owner !== undefined && (sender ?? owner) === owner) {
      return { sender: owner, keyId, covered, signature, ...datesOf(covered) };
    }
  }
  throw refusal('key');
}

function datesOf({ parameters }: InnerList): { messageId: string; createdAt: Date } {
  const created = valueOf(parameters.get('created'), 'integer');
  const messageId = valueOf(parameters.get('nonce'), 'string');
  if (created === undefined || !messageId) throw refusal('coverage');
  return { messageId, createdAt: new Date(created * 1000) };
}

function checkCoverage(request: HttpRequest, covered: InnerList): void {
  const names = new Set(componentsOf(covered));
  const whole = names.has('@target-uri');
  const target = whole || names.has('@request-target');
  const hasType = fieldOf(request, 'content-type') !== undefined;
  const hasQuery = derivedOf(request)['@query'] !== '?';
  const enough =
    names.has('@method') &&
    (whole || names.has('@authority')) &&
    (target || (names.has('@path') && (!hasQuery || names.has('@query')))) &&
    (!bodyOf(request) || (names.has('content-digest') && (!hasType || names.has('content-type'))));
  if (!enough) throw refusal('coverage');
}

function checkTimes({ parameters }: InnerList, createdAt: Date, freshness: Freshness): void {
  checkAge(createdAt, freshness);
  const expires = valueOf(parameters.get('expires'), 'integer');
  if (expires !== undefined && expires * 1000 < freshness.now.getTime()) throw refusal('age');
}

async function checkSignature(
  keys: PartnerKeys,
  { sender, keyId, createdAt, covered, signature }: Signed,
  request: HttpRequest,
  now: Date,
): Promise<Suite> {
  const verifier = keys.verifier(sender, keyId, createdAt, now);
  const algorithm = covered.parameters.get('alg');
  if (algorithm && valueOf(algorithm, 'string') !== ALGORITHMS[verifier.suite]) throw refusal('key');
  const raw = Buffer.from(signature, 'base64');
  const genuine =
    raw.toString('base64') === signature &&
    (await verifier.verify(Buffer.from(signatureBase(request, covered)), raw));
  if (!genuine) throw refusal('signature');
  return verifier.suite;
}

/** Also where there is no body: it may have been cut off. */
function checkDigest(suite: Suite, covered: InnerList, request: HttpRequest): void {
  const field = componentsOf(covered).includes('content-digest')
    ? fieldOf(request, 'content-digest')
    : undefined;
  const body = request.body ?? new Uint8Array();
  if (field !== undefined && !digestMatches(suite, field, body)) throw refusal('digest');
}
