import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** A personal number as it is kept: which key sealed it, the sealed text, and what may be shown. */
export interface SealedNumber {
  readonly keyId: string;
  /** Nonce (12 bytes), ciphertext and tag (16 bytes) of AES-256-GCM, in base64. */
  readonly sealed: string;
  /** All but the last four characters hidden. */
  readonly shown: string;
}

export interface SealingKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

const NONCE = 12;
const TAG = 16;

/** Seals personal numbers field by field (architecture §6) and matches them by a keyed hash. */
export class PersonalNumbers {
  readonly #keys: ReadonlyMap<string, KeyObject>;
  readonly #current: { readonly id: string; readonly key: KeyObject };
  readonly #hashKey: KeyObject;

  /** The first key seals; all of them open. */
  constructor(keys: readonly SealingKey[], hashKey: Buffer) {
    const objects = keys.map(({ id, key }) => ({ id, key: createSecretKey(key) }));
    const [current] = objects;
    if (!current) throw new Error('No key to seal personal numbers with');
    this.#current = current;
    this.#keys = new Map(objects.map(({ id, key }) => [id, key]));
    this.#hashKey = createSecretKey(hashKey);
  }

  /** `place` (row and field) is bound to the seal: moved elsewhere it does not open. */
  seal(number: string, place: string): SealedNumber {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#current.key, nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([nonce, cipher.update(number, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return { keyId: this.#current.id, sealed: sealed.toString('base64'), shown: masked(number) };
  }

  /** Throws where the key is not known, or the seal was broken or moved. */
  open({ keyId, sealed }: SealedNumber, place: string): string {
    const key = this.#keys.get(keyId);
    if (!key) throw new Error(`Sealing key ${keyId} is not known`);
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE)).setAAD(
      Buffer.from(place),
    );
    decipher.setAuthTag(bytes.subarray(-TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
  }

  /** HMAC-SHA-256, hex: equal for equal numbers, worthless without the key. */
  hash(number: string): string {
    return createHmac('sha256', this.#hashKey).update(number).digest('hex');
  }
}

function masked(number: string): string {
  return '*'.repeat(Math.max(0, number.length - 4)) + number.slice(-4);
}
