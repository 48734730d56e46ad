import { randomUUID } from 'node:crypto';
import { checkAge, checkReplay, type Freshness } from './freshness.js';
import type { PartnerKeys } from './partner-keys.js';
import { refusal } from './refusals.js';
import {
  MAX_CONTENT,
  readEnvelope,
  writeEnvelope,
  writeHeader,
  writeSigned,
  type Envelope,
  type Header,
} from './wire.js';

/** The media type of a sealed envelope, where it travels by HTTP or in a file. */
export const ENVELOPE_TYPE = 'application/vnd.xianjie.envelope';

export interface Message {
  readonly recipient: string;
  /** Where the message goes: the Kafka topic, or `POST /path`. Printable ASCII, at most 255. It opens nowhere else. */
  readonly context: string;
  /** Media type of the content. */
  readonly contentType: string;
  readonly createdAt: Date;
  /** UUID; random unless given. Each attempt to send gets one of its own: the receiver takes the same one twice for a replay. */
  readonly messageId?: string;
}

/** What the receiver knows before it looks: by the topic or the access token, never by the message. */
export interface Expected extends Freshness {
  readonly sender: string;
  readonly context: string;
}

export interface OpenedEnvelope extends Header {
  readonly content: Uint8Array;
}

/**
 * Signs `content` for a partner and, where the partner is so configured, encrypts it, in the partner's suite. Content has at most 1 MiB.
 * Throws DomainError `envelope.too-long`, `envelope.header`, `envelope.partner-unknown` (invalid), `envelope.no-own-key`,
 * `envelope.no-partner-key` (unavailable).
 */
export async function seal(keys: PartnerKeys, content: Uint8Array, message: Message): Promise<Uint8Array> {
  if (content.length > MAX_CONTENT) throw refusal('too-long');
  const { recipient, context, contentType, createdAt, messageId = randomUUID() } = message;
  const partner = keys.partner(recipient);
  const signer = keys.signer(partner.suite, createdAt);
  const sealer = partner.encrypt ? keys.sealer(partner, createdAt) : undefined;
  const bound = writeHeader({
    suite: partner.suite,
    encrypted: partner.encrypt,
    createdAt,
    messageId,
    sender: keys.self,
    signedBy: signer.keyId,
    recipient,
    sealedFor: sealer?.keyId ?? '',
    context,
    contentType,
  });
  const inClear = { key: new Uint8Array(), nonce: new Uint8Array(), ciphertext: content };
  const signed = writeSigned(bound, sealer ? await sealer.seal(content, bound) : inClear);
  return writeEnvelope(signed, await signer.sign(signed));
}

/**
 * The content of an envelope, once it is proven to be from the expected sender, for us, for this context, young enough and new.
 * Cheap checks come first, decryption last. Throws DomainError invalid `envelope.too-long`, `malformed`, `version`, `suite`, `unreadable`,
 * forbidden `envelope.misdirected`, `age`, `key`, `signature`, `unencrypted`, `replayed`.
 */
export async function open(
  keys: PartnerKeys,
  bytes: Uint8Array,
  expected: Expected,
): Promise<OpenedEnvelope> {
  const envelope = readEnvelope(bytes);
  const { header } = envelope;
  checkAddress(header, keys.self, expected);
  checkAge(header.createdAt, expected);
  await checkSignature(keys, envelope, expected.now);
  if (keys.partner(header.sender).encrypt && !header.encrypted) throw refusal('unencrypted');
  await checkReplay(header, expected);
  return { ...header, content: await contentOf(keys, envelope, expected.now) };
}

function checkAddress({ sender, recipient, context }: Header, self: string, expected: Expected): void {
  const asExpected = sender === expected.sender && recipient === self && context === expected.context;
  if (!asExpected) throw refusal('misdirected');
}

async function checkSignature(keys: PartnerKeys, envelope: Envelope, now: Date): Promise<void> {
  const { suite, sender, signedBy, createdAt } = envelope.header;
  const verifier = keys.verifier(sender, signedBy, createdAt, now);
  if (verifier.suite !== suite) throw refusal('key');
  if (!(await verifier.verify(envelope.signed, envelope.signature))) throw refusal('signature');
}

async function contentOf(keys: PartnerKeys, envelope: Envelope, now: Date): Promise<Uint8Array> {
  const { header, sealed, bound } = envelope;
  if (!header.encrypted) return sealed.ciphertext;
  const opener = keys.opener(header.sealedFor, header.createdAt, now);
  const content = opener.suite === header.suite ? await opener.open(sealed, bound) : undefined;
  if (!content) throw refusal('unreadable');
  return content;
}
