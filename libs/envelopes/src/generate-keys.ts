import { createECDH, generateKeyPairSync } from 'node:crypto';
import type { OwnKeyConfig, PartnerKeyConfig } from './keys-config.js';
import type { Suite } from './port.js';

export interface GeneratedKeys {
  /** For the `own` list of whoever has these keys. */
  readonly own: OwnKeyConfig[];
  /** For the `keys` of that party in its partners' configurations. */
  readonly shared: PartnerKeyConfig[];
}

interface Naming {
  /** Beginning of the ids of both keys, such as `hz-police-2026`; they end in `-sign` and `-encrypt`. */
  readonly name: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

/**
 * A fresh pair to sign with and one to encrypt for, as configuration holds them: hexadecimal for SM, JWK for INTL. For the local
 * stack, simulators and tests; in production keys come from a certified module.
 */
export function generateKeys(suite: Suite, { name, validFrom, validTo }: Naming): GeneratedKeys {
  const period = { validFrom: validFrom.toISOString(), validTo: validTo.toISOString() };
  const rows = (['sign', 'encrypt'] as const).map((use) => {
    const named = { id: `${name}-${use}`, suite, use, ...period };
    const { privateKey, publicKey } = suite === 'SM' ? sm2Pair() : okpPair(use);
    return { own: { ...named, privateKey }, shared: { ...named, publicKey } };
  });
  return { own: rows.map(({ own }) => own), shared: rows.map(({ shared }) => shared) };
}

interface Pair {
  readonly privateKey: string | Record<string, unknown>;
  readonly publicKey: string | Record<string, unknown>;
}

/** The key generator of the SM2 library is not used: given a seed, it makes the private key 1. */
function sm2Pair(): Pair {
  const pair = createECDH('SM2');
  const publicKey = pair.generateKeys('hex', 'uncompressed');
  return { privateKey: pair.getPrivateKey('hex').padStart(64, '0'), publicKey };
}

function okpPair(use: 'sign' | 'encrypt'): Pair {
  const { privateKey, publicKey } =
    use === 'sign' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
  return {
    privateKey: { ...privateKey.export({ format: 'jwk' }) },
    publicKey: { ...publicKey.export({ format: 'jwk' }) },
  };
}
