import type { Opener, Sealer, Signer, Suite, Verifier } from './port.js';
import { refusal } from './refusals.js';

/** When a key may be used: from `validFrom` on, before `validTo`. Keys that follow each other overlap, so that both sides can change in peace. */
export interface KeyPeriod {
  readonly validFrom: Date;
  readonly validTo: Date;
  /** From then on it counts for nothing, whatever date a message bears. */
  readonly revokedAt?: Date | undefined;
}

export type OwnKey = KeyPeriod & ({ readonly signer: Signer } | { readonly opener: Opener });
export type PartnerKey = KeyPeriod & ({ readonly verifier: Verifier } | { readonly sealer: Sealer });

/** A system that messages are exchanged with. */
export interface Partner {
  readonly id: string;
  /** What we write to it in; what it writes may be in any suite that it has keys of. */
  readonly suite: Suite;
  /** Whether messages are encrypted, in both directions. */
  readonly encrypt: boolean;
  readonly keys: readonly PartnerKey[];
}

interface Owned {
  readonly partner: Partner;
  readonly key: PartnerKey;
}

/**
 * The keys of one party: its own, and its partners' public ones. Own keys may lie in a hardware module: give a `Signer` and an
 * `Opener` that ask it. `partnerKeysFrom` makes software keys of a configuration.
 */
export class PartnerKeys {
  readonly #own: ReadonlyMap<string, OwnKey>;
  readonly #partners: ReadonlyMap<string, Partner>;
  readonly #keys: ReadonlyMap<string, Owned>;

  /** `self`: the id by which partners know this party. Throws an Error where an id of a key or a partner occurs twice. */
  constructor(
    readonly self: string,
    own: readonly OwnKey[],
    partners: readonly Partner[],
  ) {
    this.#own = unique(own.map((key) => [idOf(key), key]));
    this.#partners = unique(partners.map((partner) => [partner.id, partner]));
    this.#keys = unique(
      partners.flatMap((partner) => partner.keys.map((key) => [idOf(key), { partner, key }] as const)),
    );
  }

  /** Throws DomainError `envelope.partner-unknown`. */
  partner(id: string): Partner {
    const partner = this.#partners.get(id);
    if (!partner) throw refusal('partner-unknown');
    return partner;
  }

  /** Whose key this is, if a partner's. */
  partnerOfKey(keyId: string): Partner | undefined {
    return this.#keys.get(keyId)?.partner;
  }

  /** The newest own key of a suite to sign with. Throws DomainError `envelope.no-own-key` (unavailable). */
  signer(suite: Suite, at: Date): Signer {
    const found = newest(this.#own.values(), at, (key) =>
      'signer' in key && key.signer.suite === suite ? key.signer : undefined,
    );
    if (!found) throw refusal('no-own-key');
    return found;
  }

  /** The newest key of a partner to encrypt for, in its suite. Throws DomainError `envelope.no-partner-key` (unavailable). */
  sealer(partner: Partner, at: Date): Sealer {
    const found = newest(partner.keys, at, (key) =>
      'sealer' in key && key.sealer.suite === partner.suite ? key.sealer : undefined,
    );
    if (!found) throw refusal('no-partner-key');
    return found;
  }

  /**
   * A partner's key that signed at `signedAt` and is not revoked as of `asOf`. Throws DomainError `envelope.key`, the same
   * for every reason.
   */
  verifier(partnerId: string, keyId: string, signedAt: Date, asOf: Date): Verifier {
    const found = this.#keys.get(keyId);
    if (found?.partner.id === partnerId && 'verifier' in found.key && counts(found.key, signedAt, asOf)) {
      return found.key.verifier;
    }
    throw refusal('key');
  }

  /** The own key that a message of `sealedAt` was encrypted for. Throws DomainError `envelope.key`. */
  opener(keyId: string, sealedAt: Date, asOf: Date): Opener {
    const key = this.#own.get(keyId);
    if (key && 'opener' in key && counts(key, sealedAt, asOf)) return key.opener;
    throw refusal('key');
  }
}

function idOf(key: OwnKey | PartnerKey): string {
  if ('signer' in key) return key.signer.keyId;
  if ('opener' in key) return key.opener.keyId;
  return 'verifier' in key ? key.verifier.keyId : key.sealer.keyId;
}

function unique<V>(entries: readonly (readonly [string, V])[]): ReadonlyMap<string, V> {
  const map = new Map<string, V>();
  for (const [id, value] of entries) {
    if (map.has(id)) throw new Error(`The id ${id} occurs twice among keys or partners`);
    map.set(id, value);
  }
  return map;
}

/** The beginning counts from its full second: HTTP signatures are dated to the second. */
function counts({ validFrom, validTo, revokedAt }: KeyPeriod, used: Date, asOf: Date): boolean {
  return (
    Math.floor(validFrom.getTime() / 1000) * 1000 <= used.getTime() &&
    used < validTo &&
    !(revokedAt && revokedAt <= asOf)
  );
}

/** Of the keys that count now and that `pick` wants, the one that became valid last. */
function newest<K extends KeyPeriod, V>(
  keys: Iterable<K>,
  at: Date,
  pick: (key: K) => V | undefined,
): V | undefined {
  let best: { readonly from: Date; readonly value: V } | undefined;
  for (const key of keys) {
    const value = counts(key, at, at) ? pick(key) : undefined;
    if (value && (!best || key.validFrom > best.from)) best = { from: key.validFrom, value };
  }
  return best?.value;
}
