import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  sign,
  verify,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
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

const CIPHER = 'aes-256-gcm';
const AES_KEY_BYTES = 32;
const LABEL = Buffer.from('xianjie-envelope-1 X25519 AES-256-GCM');

/** Software keys of the suite INTL. */
export const intlKeys: SuiteKeys = {
  signer(keyId, material): Signer {
    const key = privateKeyOf(material, 'ed25519');
    return { keyId, suite: 'INTL', sign: async (message) => sign(null, message, key) };
  },
  verifier(keyId, material): Verifier {
    const key = publicKeyOf(material, 'ed25519');
    return {
      keyId,
      suite: 'INTL',
      verify: async (message, signature) => verify(null, message, key, signature),
    };
  },
  sealer(keyId, material): Sealer {
    const key = publicKeyOf(material, 'x25519');
    return { keyId, suite: 'INTL', seal: async (content, bound) => sealFor(key, content, bound) };
  },
  opener(keyId, material): Opener {
    const key = privateKeyOf(material, 'x25519');
    return { keyId, suite: 'INTL', open: async (sealed, bound) => openWith(key, sealed, bound) };
  },
};

function sealFor(recipient: KeyObject, content: Uint8Array, bound: Uint8Array): Sealed {
  const ephemeral = generateKeyPairSync('x25519');
  const contentKey = agree(ephemeral.privateKey, recipient, ephemeral.publicKey, recipient);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, contentKey, nonce, { authTagLength: TAG_BYTES }).setAAD(bound);
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  return { key: rawOf(ephemeral.publicKey), nonce, ciphertext };
}

function openWith(own: KeyObject, sealed: Sealed, bound: Uint8Array): Uint8Array | undefined {
  const end = sealed.ciphertext.length - TAG_BYTES;
  if (sealed.key.length !== 32 || sealed.nonce.length !== NONCE_BYTES || end < 0) return undefined;
  try {
    const ephemeral = fromRaw(sealed.key);
    const contentKey = agree(own, ephemeral, ephemeral, createPublicKey(own));
    const decipher = createDecipheriv(CIPHER, contentKey, sealed.nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(bound).setAuthTag(sealed.ciphertext.subarray(end));
    return Buffer.concat([decipher.update(sealed.ciphertext.subarray(0, end)), decipher.final()]);
  } catch {
    return undefined; // a key of low order, or a tag that is not right
  }
}

/** HKDF-SHA-256 of the X25519 secret, without salt; both public keys are in `info`. */
function agree(own: KeyObject, other: KeyObject, ephemeral: KeyObject, recipient: KeyObject): Uint8Array {
  const secret = diffieHellman({ privateKey: own, publicKey: other });
  const info = Buffer.concat([LABEL, rawOf(ephemeral), rawOf(recipient)]);
  return new Uint8Array(hkdfSync('sha256', secret, Buffer.alloc(0), info, AES_KEY_BYTES));
}

function rawOf(publicKey: KeyObject): Uint8Array {
  return Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
}

function fromRaw(bytes: Uint8Array): KeyObject {
  const x = Buffer.from(bytes).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' });
}

/** JWK (RFC 8037) or PEM (PKCS #8). */
function privateKeyOf(material: KeyMaterial, type: 'ed25519' | 'x25519'): KeyObject {
  const key =
    typeof material === 'string'
      ? createPrivateKey(material)
      : createPrivateKey({ key: material as JsonWebKey, format: 'jwk' });
  return demandType(key, type);
}

/** JWK (RFC 8037) or PEM (SPKI). Node would quietly make a public key of a private one. */
function publicKeyOf(material: KeyMaterial, type: 'ed25519' | 'x25519'): KeyObject {
  if (typeof material === 'string' ? material.includes('PRIVATE') : 'd' in material) {
    throw new TypeError('A private key was given as a public one');
  }
  const key =
    typeof material === 'string'
      ? createPublicKey(material)
      : createPublicKey({ key: material as JsonWebKey, format: 'jwk' });
  return demandType(key, type);
}

function demandType(key: KeyObject, type: string): KeyObject {
  if (key.asymmetricKeyType !== type) throw new TypeError(`Not a key of ${type}`);
  return key;
}
