import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;
/** By how many bytes a sealed text is longer than the plain one. */
export const SEAL_OVERHEAD = NONCE + TAG;

/** Seals bytes with AES-256-GCM: nonce, ciphertext, tag. `place` is bound to the seal: moved elsewhere it does not open. */
export function seal(key: KeyObject, plain: Uint8Array, place: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws where the seal was broken or moved, or another key sealed it. */
export function unseal(key: KeyObject, sealed: Buffer, place: string): Buffer {
  if (sealed.length < SEAL_OVERHEAD) throw new Error('A sealed text is cut off');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
}
