import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { sm4 } from 'sm-crypto-v2';
import { readDer } from './der.js';
import {
  NONCE_BYTES,
  TAG_BYTES,
  type KeyMaterial,
  type Opener,
  type Sealed,
  type Sealer,
  type Signer,
  type SuiteKeys,
  type Verifier,
} from './port.js';
import { Sm2PrivateKey, Sm2PublicKey } from './sm2.js';

const SM4_KEY_BYTES = 16;
/** OBJECT IDENTIFIER 1.2.156.10197.1.301, the curve of SM2. */
const CURVE = '2a811ccf5501822d';

/** Software keys of the suite SM. */
export const smKeys: SuiteKeys = {
  signer(keyId, material): Signer {
    const key = privateKeyOf(material);
    return { keyId, suite: 'SM', sign: async (message) => key.sign(message) };
  },
  verifier(keyId, material): Verifier {
    const key = publicKeyOf(material);
    return { keyId, suite: 'SM', verify: async (message, signature) => key.verify(message, signature) };
  },
  sealer(keyId, material): Sealer {
    const key = publicKeyOf(material);
    return { keyId, suite: 'SM', seal: async (content, bound) => sealFor(key, content, bound) };
  },
  opener(keyId, material): Opener {
    const key = privateKeyOf(material);
    return { keyId, suite: 'SM', open: async (sealed, bound) => openWith(key, sealed, bound) };
  },
};

function sealFor(recipient: Sm2PublicKey, content: Uint8Array, bound: Uint8Array): Sealed {
  const contentKey = randomBytes(SM4_KEY_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  return {
    key: recipient.wrap(contentKey),
    nonce,
    ciphertext: encryptSm4(content, contentKey, nonce, bound),
  };
}

function openWith(own: Sm2PrivateKey, sealed: Sealed, bound: Uint8Array): Uint8Array | undefined {
  const contentKey = own.unwrap(sealed.key, SM4_KEY_BYTES);
  if (!contentKey || sealed.nonce.length !== NONCE_BYTES) return undefined;
  return decryptSm4(sealed.ciphertext, contentKey, sealed.nonce, bound);
}

/** SM4-GCM (RFC 8998), the tag behind the ciphertext. Node has no SM4-GCM. */
export function encryptSm4(
  content: Uint8Array,
  key: Uint8Array,
  nonce: Uint8Array,
  bound: Uint8Array,
): Uint8Array {
  const options = { mode: 'gcm', output: 'array', outputTag: true } as const;
  const { output, tag } = sm4.encrypt(content, key, { ...options, iv: nonce, associatedData: bound });
  if (tag?.length !== TAG_BYTES) throw new Error('SM4-GCM gave no tag');
  return Buffer.concat([output, tag]);
}

/** Undefined where the tag is not right. The library checks a tag only where it is given one. */
export function decryptSm4(
  ciphertext: Uint8Array,
  key: Uint8Array,
  nonce: Uint8Array,
  bound: Uint8Array,
): Uint8Array | undefined {
  const end = ciphertext.length - TAG_BYTES;
  if (end < 0) return undefined;
  const tag = ciphertext.subarray(end);
  const options = { mode: 'gcm', output: 'array', iv: nonce, associatedData: bound, tag } as const;
  try {
    return sm4.decrypt(ciphertext.subarray(0, end), key, options);
  } catch {
    return undefined;
  }
}

/** 64 hexadecimal digits, or PEM (PKCS #8 or SEC 1). */
function privateKeyOf(material: KeyMaterial): Sm2PrivateKey {
  if (typeof material !== 'string') throw new TypeError('A key of SM2 is hexadecimal or PEM');
  if (!isPem(material)) return new Sm2PrivateKey(material);
  const pkcs8 = createPrivateKey(material).export({ format: 'der', type: 'pkcs8' });
  const [, algorithm, inner] = insides(pkcs8);
  demandCurve(algorithm);
  const [, scalar] = insides(inner ?? Buffer.alloc(0));
  return new Sm2PrivateKey(Buffer.from(scalar ?? Buffer.alloc(0)).toString('hex'));
}

/** `04` and 128 hexadecimal digits, `02` or `03` and 64, or PEM (SPKI). */
function publicKeyOf(material: KeyMaterial): Sm2PublicKey {
  if (typeof material !== 'string') throw new TypeError('A key of SM2 is hexadecimal or PEM');
  if (!isPem(material)) {
    if (!/^(04[0-9a-f]{128}|0[23][0-9a-f]{64})$/i.test(material)) throw new RangeError('Not a key of SM2');
    return new Sm2PublicKey(material);
  }
  if (material.includes('PRIVATE')) throw new TypeError('A private key was given as a public one');
  const spki = createPublicKey(material).export({ format: 'der', type: 'spki' });
  const [algorithm, bits] = insides(spki);
  demandCurve(algorithm);
  return new Sm2PublicKey(Buffer.from((bits ?? Buffer.alloc(0)).subarray(1)).toString('hex'));
}

const isPem = (material: string): boolean => material.trimStart().startsWith('-----BEGIN');

/** Contents of the elements of a SEQUENCE. */
function insides(sequence: Uint8Array): Uint8Array[] {
  const [outer] = readDer(sequence);
  return readDer(outer?.content ?? sequence).map(({ content }) => content);
}

function demandCurve(algorithm: Uint8Array | undefined): void {
  const [, curve] = readDer(algorithm ?? Buffer.alloc(0));
  if (Buffer.from(curve?.content ?? []).toString('hex') !== CURVE) throw new TypeError('Not a key of SM2');
}
