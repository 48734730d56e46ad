import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { seal, unseal } from './seal.js';

const LENGTH = 32;

/** A new key, for a transfer or an organ that has none. */
export const newKey = (): Buffer => randomBytes(LENGTH);

/** The key of one transfer, or of one organ: what is personal there is sealed under this key, and gone when the key is destroyed. */
export class ContentKey {
  readonly #root: Buffer;
  readonly #fields: KeyObject;

  constructor(
    /** Id of the transfer or the organ. */
    readonly owner: string,
    root: Buffer,
  ) {
    this.#root = root;
    this.#fields = this.#derive('fields');
  }

  /** `place` is table and row: a sealed text that is moved does not open. */
  sealJson(value: unknown, place: string): Buffer {
    return seal(this.#fields, Buffer.from(JSON.stringify(value)), place);
  }

  /** Throws where the seal was broken or moved. */
  openJson<T>(sealed: Buffer, place: string): T {
    return JSON.parse(unseal(this.#fields, sealed, place).toString('utf8')) as T;
  }

  /** Equal for equal content of this owner, worthless without the key: a plain digest of a few words can be guessed. */
  digest(contentDigest: string): string {
    return createHmac('sha256', this.#derive('digests')).update(contentDigest).digest('hex');
  }

  /** The key of one file. */
  fileKey(fileId: string): KeyObject {
    return this.#derive(`file:${fileId}`);
  }

  #derive(purpose: string): KeyObject {
    const key = hkdfSync('sha256', this.#root, this.owner, `xianjie case-transfer ${purpose}`, LENGTH);
    return createSecretKey(Buffer.from(key));
  }
}
