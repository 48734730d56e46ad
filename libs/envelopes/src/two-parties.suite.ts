import { expect } from '@jest/globals';
import { isDomainError } from '@xianjie/errors';
import { generateKeys, partnerKeysFrom, type Expected, type Message, type Suite } from './index.js';

/** Two parties that know each other, and what goes between them, for the specs beside. */
export const NOW = new Date('2026-11-25T08:00:00.000Z');
export const SUITES: readonly Suite[] = ['SM', 'INTL'];

const YEAR = { validFrom: new Date('2026-01-01T00:00:00Z'), validTo: new Date('2027-01-01T00:00:00Z') };

export function keyPairs(suite: Suite, name: string, period: Partial<typeof YEAR> = {}) {
  return generateKeys(suite, { name, ...YEAR, ...period });
}

/** `us` and `police` with a key pair each for signing and encrypting. */
export function parties(suite: Suite, { encrypt = true } = {}) {
  const ours = keyPairs(suite, 'us');
  const theirs = keyPairs(suite, 'police');
  const usAsPartner = { id: 'us', suite, encrypt, keys: ours.shared };
  const policeAsPartner = { id: 'police', suite, encrypt, keys: theirs.shared };
  return {
    us: partnerKeysFrom({ self: 'us', own: ours.own, partners: [policeAsPartner] }),
    police: partnerKeysFrom({ self: 'police', own: theirs.own, partners: [usAsPartner] }),
    ours,
    theirs,
  };
}

export const message = (change: Partial<Message> = {}): Message => ({
  recipient: 'police',
  context: 'partner.police.out',
  contentType: 'application/json',
  createdAt: NOW,
  ...change,
});

export const expected = (change: Partial<Expected> = {}): Expected => ({
  sender: 'us',
  context: 'partner.police.out',
  now: NOW,
  maxAge: 300,
  ...change,
});

/** The code of the DomainError that a promise ends in; fails on anything else. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => 'accepted',
    (reason: unknown) => reason,
  );
  if (!isDomainError(error)) expect(error).toBe('a DomainError');
  return isDomainError(error) ? `${error.kind} ${error.code}` : '';
}

/** With one bit turned, counted from the first byte. */
export const flipped = (bytes: Uint8Array, bit: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
};
