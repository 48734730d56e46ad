import { createECDH, createHash, ECDH } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { signatureFromDer, signatureToDer } from './der.js';

/** The user id of GB/T 35276 where parties agreed on no other. */
export const USER_ID = '1234567812345678';

const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

/**
 * Said each time, for the library's own default (false) is the opposite of that of its namesake sm-crypto. False here because
 * SM3 over the user id, the key and the message is done natively, several times faster.
 */
const OF_DIGEST = { hash: false, der: false } as const;
const C1C3C2 = 1;
/** Of a table of 125 KB a key, made at its first use in 10 ms, by which verifying is four times faster. */
const WINDOW = 5;
const POINT_BYTES = 65;
const DIGEST_BYTES = 32;

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A public key of SM2, GB/T 32918, to verify with or to encrypt for. */
export class Sm2PublicKey {
  /** Uncompressed, hexadecimal: `04`, x, y. */
  readonly hex: string;
  readonly #z: Uint8Array;
  #table: ReturnType<typeof sm2.precomputePublicKey> | undefined;

  /** `hex`: `04` and x and y, or `02`/`03` and x. Throws where it is not a point of the curve. */
  constructor(hex: string, userId = USER_ID) {
    this.hex = ECDH.convertKey(hex, 'SM2', 'hex', 'hex', 'uncompressed') as string;
    this.#z = sm2.getZ(this.hex, userId);
  }

  /** SM3 over the hash of user id and key, then the message: what SM2 signs. */
  digest(message: Uint8Array): Uint8Array {
    return createHash('sm3').update(this.#z).update(message).digest();
  }

  verify(message: Uint8Array, signature: Uint8Array): boolean {
    const raw = signatureFromDer(signature);
    if (!raw || !inRange(raw.subarray(0, 32)) || !inRange(raw.subarray(32))) return false;
    try {
      return sm2.doVerifySignature(this.digest(message), toHex(raw), this.#point(), OF_DIGEST);
    } catch {
      return false; // the sum of both points may be the point at infinity
    }
  }

  /** GB/T 32918.4, order C1 C3 C2, C1 uncompressed: 97 bytes longer than the secret. */
  wrap(secret: Uint8Array): Uint8Array {
    return Buffer.from(`04${sm2.doEncrypt(secret, this.#point(), C1C3C2)}`, 'hex');
  }

  #point() {
    this.#table ??= sm2.precomputePublicKey(this.hex, WINDOW);
    return this.#table;
  }
}

/** A private key of SM2, GB/T 32918, to sign with or to decrypt with. */
export class Sm2PrivateKey {
  readonly publicKey: Sm2PublicKey;
  readonly #hex: string;

  /** `hex`: 64 digits. Throws where the number is not between 1 and n-2. */
  constructor(hex: string, userId = USER_ID) {
    const value = /^[0-9a-f]{64}$/i.test(hex) ? BigInt(`0x${hex}`) : 0n;
    if (value < 1n || value > ORDER - 2n) throw new RangeError('Not a private key of SM2');
    const pair = createECDH('SM2');
    pair.setPrivateKey(hex, 'hex');
    this.publicKey = new Sm2PublicKey(pair.getPublicKey('hex', 'uncompressed'), userId);
    this.#hex = hex;
  }

  sign(message: Uint8Array): Uint8Array {
    const raw = sm2.doSignature(this.publicKey.digest(message), this.#hex, OF_DIGEST);
    return signatureToDer(Buffer.from(raw, 'hex'));
  }

  /** The secret of `length` bytes, or undefined where `wrapped` holds none for this key. */
  unwrap(wrapped: Uint8Array, length: number): Uint8Array | undefined {
    if (wrapped.length !== POINT_BYTES + DIGEST_BYTES + length || wrapped[0] !== 4) return undefined;
    try {
      // An empty answer is the library's way to say that the digest C3 is wrong; a C1 off the curve throws.
      const secret = sm2.doDecrypt(toHex(wrapped.subarray(1)), this.#hex, C1C3C2, { output: 'array' });
      return secret.length === length ? secret : undefined;
    } catch {
      return undefined;
    }
  }
}

function inRange(value: Uint8Array): boolean {
  const number = BigInt(`0x${toHex(value)}`);
  return number >= 1n && number < ORDER;
}
