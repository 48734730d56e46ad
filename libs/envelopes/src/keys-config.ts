import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { intlKeys } from './intl.js';
import { PartnerKeys, type KeyPeriod, type OwnKey, type Partner, type PartnerKey } from './partner-keys.js';
import type { KeyMaterial, Suite, SuiteKeys } from './port.js';
import { smKeys } from './sm.js';

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const partyId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/);
const suite = z.enum(['SM', 'INTL']);
const material = z.union([z.string().min(1).max(4096), z.record(z.string(), z.unknown())]);

const keySchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
  suite,
  /** The SM certificates of organs come in pairs, one key to sign and one to encrypt; so do ours. */
  use: z.enum(['sign', 'encrypt']),
  validFrom: moment,
  validTo: moment,
  revokedAt: moment.optional(),
});
const inOrder = (key: { validFrom: Date; validTo: Date }) => key.validFrom < key.validTo;

/** What one party knows: its own private keys, and its partners' public ones. README has an example. */
export const partnerKeysSchema = z.strictObject({
  self: partyId,
  own: z.array(keySchema.extend({ privateKey: material }).refine(inOrder, 'validTo is before validFrom')),
  partners: z.array(
    z.strictObject({
      id: partyId,
      suite,
      encrypt: z.boolean().default(true),
      keys: z.array(keySchema.extend({ publicKey: material }).refine(inOrder, 'validTo is before validFrom')),
    }),
  ),
});

export type PartnerKeysConfig = z.input<typeof partnerKeysSchema>;
export type OwnKeyConfig = PartnerKeysConfig['own'][number];
export type PartnerKeyConfig = PartnerKeysConfig['partners'][number]['keys'][number];
type Parsed = z.output<typeof partnerKeysSchema>;
type Named = z.output<typeof keySchema>;

const suites: Readonly<Record<Suite, SuiteKeys>> = { SM: smKeys, INTL: intlKeys };

/** Software keys of a configuration. Throws an Error that says which entry is wrong and never holds a key. */
export function partnerKeysFrom(config: unknown): PartnerKeys {
  const parsed = partnerKeysSchema.safeParse(config);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`The partner keys are not usable: ${issues.join('; ')}`);
  }
  const { self, own, partners } = parsed.data;
  return new PartnerKeys(self, own.map(ownKey), partners.map(partnerOf));
}

/** `partnerKeysFrom` of a JSON file. */
export function readPartnerKeys(file: string): PartnerKeys {
  return partnerKeysFrom(parseJson(readFileSync(file, 'utf8')));
}

function ownKey(key: Parsed['own'][number]): OwnKey {
  return key.use === 'sign'
    ? { ...periodOf(key), signer: make('signer', key, key.privateKey) }
    : { ...periodOf(key), opener: make('opener', key, key.privateKey) };
}

function partnerOf(partner: Parsed['partners'][number]): Partner {
  return { ...partner, keys: partner.keys.map(partnerKey) };
}

function partnerKey(key: Parsed['partners'][number]['keys'][number]): PartnerKey {
  return key.use === 'sign'
    ? { ...periodOf(key), verifier: make('verifier', key, key.publicKey) }
    : { ...periodOf(key), sealer: make('sealer', key, key.publicKey) };
}

/** What the crypto library says of a bad key may hold a part of it, so it goes no further. */
function make<K extends keyof SuiteKeys>(kind: K, key: Named, given: KeyMaterial): ReturnType<SuiteKeys[K]> {
  try {
    return suites[key.suite][kind](key.id, given) as ReturnType<SuiteKeys[K]>;
  } catch {
    throw new Error(`The partner keys are not usable: ${key.id} is no ${key.suite} key to ${key.use} with`);
  }
}

function periodOf({ validFrom, validTo, revokedAt }: KeyPeriod): KeyPeriod {
  return revokedAt ? { validFrom, validTo, revokedAt } : { validFrom, validTo };
}

/** The message of a SyntaxError quotes the text, and the text holds keys. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('The partner keys are not usable: the file is not JSON');
  }
}
