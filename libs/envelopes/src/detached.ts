import { z } from 'zod';
import { ByteWriter } from './bytes.js';
import { checkAge } from './freshness.js';
import type { PartnerKeys } from './partner-keys.js';
import { refusal } from './refusals.js';
import { demandPrintable, suiteNumber } from './wire.js';

/** A signature that travels beside what it signs, in a field of a receipt or an acknowledgement. */
export const detachedSignatureSchema = z.strictObject({
  suite: z.enum(['SM', 'INTL']),
  signer: z.string().min(1).max(63),
  keyId: z.string().min(1).max(64),
  /** UTC, with milliseconds. */
  signedAt: z.iso.datetime({ precision: 3 }),
  /** base64url without padding. */
  signature: z.base64url().min(1).max(128),
});

export type DetachedSignature = Readonly<z.infer<typeof detachedSignatureSchema>>;

export interface DetachedPurpose {
  /** Whose suite to sign in; others may verify the signature as well. */
  readonly recipient: string;
  /** What is signed, such as `case-transfer.receipt`; the signature counts for nothing else. Printable ASCII, at most 255. */
  readonly context: string;
  readonly signedAt: Date;
}

export interface ExpectedSignature {
  readonly signer: string;
  readonly context: string;
  /** When the signature is on record to have existed: now if it has just come, else the day it came. Later revocations do not count. */
  readonly asOf: Date;
}

const MAGIC = Buffer.from('XJD');
const VERSION = 1;

/**
 * Signs bytes that travel on their own; for JSON take `canonicalJson`. Throws DomainError invalid `envelope.partner-unknown`,
 * `envelope.header`, unavailable `envelope.no-own-key`.
 */
export async function signDetached(
  keys: PartnerKeys,
  content: Uint8Array,
  { recipient, context, signedAt }: DetachedPurpose,
): Promise<DetachedSignature> {
  const { suite } = keys.partner(recipient);
  const signer = keys.signer(suite, signedAt);
  const named = { suite, signer: keys.self, keyId: signer.keyId, signedAt: signedAt.toISOString() };
  const signature = await signer.sign(signedBytes(content, named, context));
  return { ...named, signature: Buffer.from(signature).toString('base64url') };
}

/**
 * The signature, once it is proven to be the expected signer's over these bytes. Throws DomainError invalid `envelope.malformed`,
 * forbidden `envelope.misdirected`, `age` (dated after `asOf`), `key`, `signature`.
 */
export async function verifyDetached(
  keys: PartnerKeys,
  content: Uint8Array,
  given: unknown,
  { signer, context, asOf }: ExpectedSignature,
): Promise<DetachedSignature> {
  const parsed = detachedSignatureSchema.safeParse(given);
  if (!parsed.success) throw refusal('malformed');
  const { signature, ...named } = parsed.data;
  if (named.signer !== signer) throw refusal('misdirected');
  const signedAt = new Date(named.signedAt);
  checkAge(signedAt, { now: asOf, maxAge: Infinity });
  const verifier = keys.verifier(signer, named.keyId, signedAt, asOf);
  if (verifier.suite !== named.suite) throw refusal('key');
  const raw = Buffer.from(signature, 'base64url');
  const genuine =
    raw.toString('base64url') === signature &&
    (await verifier.verify(signedBytes(content, named, context), raw));
  if (!genuine) throw refusal('signature');
  return parsed.data;
}

function signedBytes(
  content: Uint8Array,
  { suite, signer, keyId, signedAt }: Omit<DetachedSignature, 'signature'>,
  context: string,
): Uint8Array {
  demandPrintable(signer, keyId, context);
  return new ByteWriter()
    .raw(MAGIC)
    .u8(VERSION)
    .u8(suiteNumber(suite))
    .moment(new Date(signedAt))
    .text(signer)
    .text(keyId)
    .text(context)
    .raw(content)
    .bytes();
}
