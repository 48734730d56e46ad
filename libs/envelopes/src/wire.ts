import { ByteReader, ByteWriter } from './bytes.js';
import type { Sealed, Suite } from './port.js';
import { refusal } from './refusals.js';

/** What an envelope says in clear, signed and bound to the content. */
export interface Header {
  readonly suite: Suite;
  readonly encrypted: boolean;
  /** To the millisecond. */
  readonly createdAt: Date;
  /** UUID. */
  readonly messageId: string;
  readonly sender: string;
  /** The sender's key that signed. */
  readonly signedBy: string;
  readonly recipient: string;
  /** The recipient's key that the content is encrypted for; empty where it is not encrypted. */
  readonly sealedFor: string;
  /** Kafka topic, or HTTP method and path. */
  readonly context: string;
  readonly contentType: string;
}

export interface Envelope {
  readonly header: Header;
  /** The bytes of the header, as they are bound to the content. */
  readonly bound: Uint8Array;
  /** Where nothing is encrypted, key and nonce are empty and the "ciphertext" is the content. */
  readonly sealed: Sealed;
  /** All that the signature is over: every byte before it. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

/** Bytes of content; what is bigger goes by reference. */
export const MAX_CONTENT = 1024 * 1024;
const MAX_ENVELOPE = MAX_CONTENT + 4096;

const MAGIC = Buffer.from('XJE');
const VERSION = 1;
const SUITES: readonly Suite[] = ['SM', 'INTL'];
const PRINTABLE = /^[\x20-\x7e]+$/;

/** 1 is SM, 2 is INTL. */
export function suiteNumber(suite: Suite): number {
  return SUITES.indexOf(suite) + 1;
}

/** README has the table of the fields. Throws DomainError `envelope.header`. */
export function writeHeader(header: Header): Uint8Array {
  const { sender, signedBy, recipient, sealedFor, context, contentType } = header;
  demandPrintable(sender, signedBy, recipient, context, contentType);
  return new ByteWriter()
    .raw(MAGIC)
    .u8(VERSION)
    .u8(suiteNumber(header.suite))
    .u8(header.encrypted ? 1 : 0)
    .moment(header.createdAt)
    .raw(uuidToBytes(header.messageId))
    .text(sender)
    .text(signedBy)
    .text(recipient)
    .text(sealedFor)
    .text(context)
    .text(contentType)
    .bytes();
}

/** Header and content: all that is signed. */
export function writeSigned(bound: Uint8Array, { key, nonce, ciphertext }: Sealed): Uint8Array {
  return new ByteWriter().raw(bound).short(key).short(nonce).long(ciphertext).bytes();
}

export function writeEnvelope(signed: Uint8Array, signature: Uint8Array): Uint8Array {
  return new ByteWriter().raw(signed).short(signature).bytes();
}

/** Throws DomainError `envelope.too-long`, `malformed`, `version` or `suite`; believes nothing yet. */
export function readEnvelope(bytes: Uint8Array): Envelope {
  if (!(bytes instanceof Uint8Array)) throw refusal('malformed');
  if (bytes.length > MAX_ENVELOPE) throw refusal('too-long');
  const reader = new ByteReader(bytes);
  const header = readHeader(reader);
  const bound = bytes.subarray(0, reader.at);
  const sealed = { key: reader.short(), nonce: reader.short(), ciphertext: reader.long() };
  const signed = bytes.subarray(0, reader.at);
  const signature = reader.short();
  reader.end();
  demandFields(header, sealed);
  return { header, bound, sealed, signed, signature };
}

function readHeader(reader: ByteReader): Header {
  if (Buffer.compare(reader.raw(MAGIC.length), MAGIC) !== 0) throw refusal('malformed');
  if (reader.u8() !== VERSION) throw refusal('version');
  const suite = SUITES[reader.u8() - 1];
  if (!suite) throw refusal('suite');
  const mode = reader.u8();
  if (mode > 1) throw refusal('malformed');
  return {
    suite,
    encrypted: mode === 1,
    createdAt: reader.moment(),
    messageId: uuidFromBytes(reader.raw(16)),
    sender: reader.text(),
    signedBy: reader.text(),
    recipient: reader.text(),
    sealedFor: reader.text(),
    context: reader.text(),
    contentType: reader.text(),
  };
}

/** What names no key must carry none: one content has one form. */
function demandFields({ encrypted, sealedFor, contentType }: Header, { key, nonce }: Sealed): void {
  const given = [sealedFor, key, nonce].map(({ length }) => length > 0);
  if (given.some((each) => each !== encrypted) || !PRINTABLE.test(contentType)) throw refusal('malformed');
}

/** Throws DomainError `envelope.header` where a text is empty or not printable ASCII. */
export function demandPrintable(...texts: readonly string[]): void {
  if (!texts.every((text) => PRINTABLE.test(text))) throw refusal('header');
}

function uuidToBytes(uuid: string): Uint8Array {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uuid)) throw refusal('header');
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

function uuidFromBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
