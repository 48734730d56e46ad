import {
  canonicalJson,
  type DetachedSignature,
  open,
  type PartnerKeys,
  seal,
  signDetached,
  verifyDetached,
} from '@xianjie/envelopes';
import { digestOf } from './police-system.js';

/** What signatures on manifests count for; with the number of the package, what payloads are sealed for. */
export const PACKAGE = 'case-transfer.package';
/** Seconds. */
const OLDEST = 30 * 86_400;

export interface Manifest {
  readonly format: 'xianjie-package/1';
  readonly packageId: string;
  /** DELIVERY and OUTCOME come from the platform; ACKNOWLEDGEMENT and ANSWER go to it. */
  readonly kind: 'DELIVERY' | 'OUTCOME' | 'ACKNOWLEDGEMENT' | 'ANSWER';
  readonly sender: string;
  readonly recipient: string;
  /** RFC 3339, UTC, with milliseconds. */
  readonly createdAt: string;
  readonly bytes: number;
  /** Of the payload, hexadecimal. */
  readonly sha256: string;
}

interface PackageFile {
  readonly manifest: Manifest;
  readonly signature: DetachedSignature;
  /** The sealed content, base64. */
  readonly payload: string;
}

/** `<packageId>.xjp`: one file, so that it is there or not. */
export const packageName = (packageId: string): string => `${packageId}.xjp`;

export async function writePackage(
  keys: PartnerKeys,
  to: { readonly packageId: string; readonly kind: Manifest['kind']; readonly recipient: string },
  content: object,
): Promise<Buffer<ArrayBuffer>> {
  const { packageId, kind, recipient } = to;
  const createdAt = new Date();
  const message = {
    recipient,
    context: `${PACKAGE}.${packageId}`,
    contentType: 'application/json',
    createdAt,
  };
  const payload = Buffer.from(await seal(keys, Buffer.from(JSON.stringify(content)), message));
  const manifest: Manifest = {
    format: 'xianjie-package/1',
    packageId,
    kind,
    sender: keys.self,
    recipient,
    createdAt: createdAt.toISOString(),
    bytes: payload.length,
    sha256: digestOf(payload),
  };
  const purpose = { recipient, context: PACKAGE, signedAt: createdAt };
  const signature = await signDetached(keys, canonicalJson({ ...manifest }), purpose);
  return Buffer.from(
    JSON.stringify({ manifest, signature, payload: payload.toString('base64') } satisfies PackageFile),
  );
}

/** Throws where it is not proven to be the sender's, whole and for us. */
export async function readPackage(
  keys: PartnerKeys,
  file: Buffer,
  sender: string,
): Promise<{ readonly manifest: Manifest; readonly content: Buffer }> {
  const { manifest, signature, payload } = JSON.parse(file.toString('utf8')) as PackageFile;
  const now = new Date();
  const expected = { signer: sender, context: PACKAGE, asOf: now };
  await verifyDetached(keys, canonicalJson({ ...manifest }), signature, expected);
  const sealed = Buffer.from(payload, 'base64');
  if (digestOf(sealed) !== manifest.sha256) throw new Error('The payload is not the one of the manifest');
  const context = `${PACKAGE}.${manifest.packageId}`;
  const { content } = await open(keys, sealed, { sender, context, now, maxAge: OLDEST });
  return { manifest, content: Buffer.from(content) };
}
