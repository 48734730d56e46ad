import { createHash } from 'node:crypto';
import {
  canonicalJson,
  detachedSignatureSchema,
  open,
  type PartnerKeys,
  seal,
  signDetached,
  verifyDetached,
} from '@xianjie/envelopes';
import { DomainError } from '@xianjie/errors';
import { z } from 'zod';
import { impersonal } from '../transfers/texts.js';

/** What signatures on manifests count for; with the number of the package, what payloads are sealed for. */
export const PACKAGE = 'case-transfer.package';

/** The content of a package has at most 1 MiB; sealed, in base64 and with its manifest it is not larger than this. */
export const LARGEST_PACKAGE = 1_500_000;

/** Seconds: a node that was cut off for weeks brings what it kept. A repeat is known by its number. */
const OLDEST = 30 * 86_400;

/** Short enough for a file name, with room for what we put before it. */
const idPattern = /^[A-Za-z0-9][A-Za-z0-9-]{0,55}$/;
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const manifestSchema = z.strictObject({
  format: z.literal('xianjie-package/1'),
  packageId: z.string().regex(idPattern).refine(impersonal),
  kind: z.enum(['DELIVERY', 'OUTCOME', 'ACKNOWLEDGEMENT', 'ANSWER']),
  sender: z.string().max(63),
  recipient: z.string().max(63),
  createdAt: z.iso.datetime({ precision: 3 }),
  /** Of the payload. */
  bytes: z.number().int().min(1).max(LARGEST_PACKAGE),
  sha256: digest,
});
type Manifest = z.output<typeof manifestSchema>;
export type PackageKind = Manifest['kind'];

const fileSchema = z.strictObject({
  manifest: manifestSchema,
  /** Over the manifest in canonical JSON. */
  signature: detachedSignatureSchema,
  /** The sealed content. */
  payload: z.base64(),
});

export const packageName = (packageId: string): string => `${packageId}.xjp`;

export interface Packed {
  readonly packageId: string;
  readonly kind: PackageKind;
  readonly recipient: string;
  /** JSON. */
  readonly content: Uint8Array;
  readonly createdAt: Date;
}

/**
 * A package in one file: front-end nodes carry files one by one, in any order, and a file is there or not. Throws as `seal` and
 * `signDetached` do.
 */
export async function pack(
  keys: PartnerKeys,
  { packageId, kind, recipient, content, createdAt }: Packed,
): Promise<Buffer> {
  const context = contextOf(packageId);
  const payload = await seal(keys, content, {
    recipient,
    context,
    contentType: 'application/json',
    createdAt,
  });
  const manifest: Manifest = {
    format: 'xianjie-package/1',
    packageId,
    kind,
    sender: keys.self,
    recipient,
    createdAt: createdAt.toISOString(),
    bytes: payload.length,
    sha256: sha256(payload),
  };
  const purpose = { recipient, context: PACKAGE, signedAt: createdAt };
  const signature = await signDetached(keys, canonicalJson(manifest), purpose);
  return Buffer.from(
    JSON.stringify({ manifest, signature, payload: Buffer.from(payload).toString('base64') }),
  );
}

export interface Unpacked {
  readonly packageId: string;
  readonly kind: PackageKind;
  readonly content: unknown;
  /** SHA-256 of the content. */
  readonly digest: string;
}

/**
 * The content of a package, once it is proven to be from that sender, for us, under its own name and unchanged. Throws DomainError
 * `invalid`: `package.malformed`, `package.misnamed`, `package.incomplete`, `package.content`; `forbidden`: `package.misdirected`; and as
 * `verifyDetached` and `open`.
 */
export async function unpack(
  keys: PartnerKeys,
  name: string,
  bytes: Buffer,
  sender: string,
): Promise<Unpacked> {
  const { manifest, signature, payload: encoded } = readFile(bytes);
  const { packageId, kind } = manifest;
  if (name !== packageName(packageId))
    throw refused('misnamed', 'The file does not bear the name of its package', '文件名与包编号不一致');
  if (manifest.sender !== sender || manifest.recipient !== keys.self) throw misdirected();
  const now = new Date();
  await verifyDetached(keys, canonicalJson(manifest), signature, {
    signer: sender,
    context: PACKAGE,
    asOf: now,
  });
  const payload = Buffer.from(encoded, 'base64');
  if (payload.length !== manifest.bytes || sha256(payload) !== manifest.sha256)
    throw refused('incomplete', 'The payload is not the one of the manifest', '数据内容与清单不一致');
  const { content } = await open(keys, payload, {
    sender,
    context: contextOf(packageId),
    now,
    maxAge: OLDEST,
  });
  return { packageId, kind, content: jsonOf(content), digest: sha256(content) };
}

/** Whether a fault may come of a file that is still being written. */
export const mayBeUnfinished = ({ code }: DomainError): boolean =>
  code === 'package.malformed' || code === 'package.incomplete';

function readFile(bytes: Buffer): z.output<typeof fileSchema> {
  const read = fileSchema.safeParse(parsed(bytes));
  if (read.success) return read.data;
  throw refused(
    'malformed',
    'The file is no package, or not all of it',
    '文件不是约定格式的数据包，或者不完整',
  );
}

function jsonOf(content: Uint8Array): unknown {
  const json = parsed(Buffer.from(content));
  if (json !== undefined) return json;
  throw refused('content', 'The content is no JSON', '数据内容不是 JSON');
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

const contextOf = (packageId: string): string => `${PACKAGE}.${packageId}`;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function misdirected(): DomainError {
  const message = 'The package is of another sender, or for another recipient';
  return new DomainError('forbidden', 'package.misdirected', message, { zh: '数据包的发送方或者接收方不符' });
}

function refused(rule: string, message: string, zh: string): DomainError {
  return new DomainError('invalid', `package.${rule}`, message, { zh });
}
