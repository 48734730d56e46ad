/**
 * Which algorithms two parties use. `SM`: SM2, SM3 and SM4, as 密码法 and GB/T 39786 ask of systems of organs. `INTL`: Ed25519,
 * X25519 and AES-256-GCM.
 */
export type Suite = 'SM' | 'INTL';

/** Signs with one own private key, wherever that key is: in memory or in a hardware module. */
export interface Signer {
  readonly keyId: string;
  readonly suite: Suite;
  /** SM: SM2 with SM3 and user id 1234567812345678, DER. INTL: Ed25519, 64 bytes. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** Checks signatures by one public key of a partner. */
export interface Verifier {
  readonly keyId: string;
  readonly suite: Suite;
  /** False for whatever is no signature of this message by this key; never throws for what the bytes are. */
  verify(message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

/** Content encrypted for one key. */
export interface Sealed {
  /** SM: the content key wrapped by SM2 (`04`, C1, C3, C2: 113 bytes). INTL: the ephemeral X25519 key (32 bytes). */
  readonly key: Uint8Array;
  /** 12 bytes. */
  readonly nonce: Uint8Array;
  /** As long as the content, and a tag of 16 bytes behind. */
  readonly ciphertext: Uint8Array;
}

/** Encrypts for one public key of a partner, each time under a fresh content key. */
export interface Sealer {
  readonly keyId: string;
  readonly suite: Suite;
  /** `bound` is not encrypted, but the content opens only together with the very same bytes. */
  seal(content: Uint8Array, bound: Uint8Array): Promise<Sealed>;
}

/** Decrypts with one own private key. */
export interface Opener {
  readonly keyId: string;
  readonly suite: Suite;
  /** Undefined for whatever does not decrypt, for whatever reason; a module out of reach throws. */
  open(sealed: Sealed, bound: Uint8Array): Promise<Uint8Array | undefined>;
}

/** A key as configuration holds it: PEM, JWK (INTL), or hexadecimal (SM). */
export type KeyMaterial = string | Readonly<Record<string, unknown>>;

/** How one suite makes software keys. Each throws an Error that does not hold the key where the material is not usable. */
export interface SuiteKeys {
  signer(keyId: string, privateKey: KeyMaterial): Signer;
  verifier(keyId: string, publicKey: KeyMaterial): Verifier;
  sealer(keyId: string, publicKey: KeyMaterial): Sealer;
  opener(keyId: string, privateKey: KeyMaterial): Opener;
}

export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
