import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import {
  open,
  partnerKeysFrom,
  readPartnerKeys,
  seal,
  type OwnKeyConfig,
  type PartnerKeysConfig,
} from './index.js';
import { replaysInMemory } from './freshness.js';
import { intlKeys } from './intl.js';
import { expected, keyPairs, message, NOW, SUITES } from './two-parties.suite.js';

const config = (change: Partial<PartnerKeysConfig> = {}): PartnerKeysConfig => ({
  self: 'us',
  own: keyPairs('SM', 'us').own,
  partners: [{ id: 'police', suite: 'SM', keys: keyPairs('SM', 'police').shared }],
  ...change,
});
const firstOwn = (change: object): PartnerKeysConfig => {
  const [first, ...others] = config().own;
  return config({ own: [{ ...first, ...change } as OwnKeyConfig, ...others] });
};

describe('the configuration of keys', () => {
  it('of generated keys is usable as it is, and survives a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keys-'));
    const file = join(folder, 'keys.json');
    writeFileSync(file, JSON.stringify(config()));
    expect(readPartnerKeys(file).partner('police')).toMatchObject({ suite: 'SM', encrypt: true });
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['an unknown field', { ...config(), extra: 1 }, 'Unrecognized key'],
    ['an id with a space', firstOwn({ id: 'a b' }), 'own.0.id'],
    ['an unknown suite', firstOwn({ suite: 'RSA' }), 'own.0.suite'],
    ['a date without a zone', firstOwn({ validFrom: '2026-01-01T00:00:00' }), 'own.0.validFrom'],
    ['an end before its beginning', firstOwn({ validTo: '2025-01-01T00:00:00Z' }), 'validTo is before'],
    ['a private key that is none', firstOwn({ privateKey: '12' }), 'us-sign is no SM key to sign with'],
    ['a key of the other suite', firstOwn({ suite: 'INTL' }), 'us-sign is no INTL key to sign with'],
    [
      'an id twice among own keys',
      config({ own: [...config().own, ...config().own] }),
      'us-sign occurs twice',
    ],
    [
      'an id twice among partners',
      config({ partners: [...config().partners, ...config().partners] }),
      'police occurs twice',
    ],
    ['nothing', undefined, 'Invalid input'],
  ])('is refused with %s', (_name, bad, words) => {
    expect(() => partnerKeysFrom(bad)).toThrow(words);
  });

  it('never shows a key, neither in a complaint nor when printed', () => {
    const secret = String(config().own[0]?.privateKey);
    const broken = `${secret.slice(0, -1)}x`;
    const complaints = [
      () => partnerKeysFrom(firstOwn({ privateKey: broken })),
      () => partnerKeysFrom(firstOwn({ privateKey: broken, use: broken })),
      () => readPartnerKeys(fileWith(`{"own": "${broken}`)),
    ];
    for (const complain of complaints) {
      const shown = inspect(errorOf(complain), { depth: 9, showHidden: true });
      expect(shown).not.toContain(broken.slice(0, 8));
    }
    const generated = config();
    const printed = inspect(partnerKeysFrom(generated), { depth: 9, showHidden: true });
    for (const { privateKey } of generated.own) expect(printed).not.toContain(privateKey);
  });

  it('takes Ed25519 and X25519 as PEM too, but a private key never as a public one', async () => {
    const pair = generateKeyPairSync('ed25519');
    const pem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    const spki = pair.publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const text = Buffer.from('x');
    const signature = await intlKeys.signer('k', pem).sign(text);
    expect(await intlKeys.verifier('k', spki).verify(text, signature)).toBe(true);
    expect(await intlKeys.verifier('k', spki).verify(text, signature.subarray(1))).toBe(false);
    expect(() => intlKeys.verifier('k', pem)).toThrow();
    expect(() => intlKeys.verifier('k', { ...pair.privateKey.export({ format: 'jwk' }) })).toThrow();
    expect(() => intlKeys.sealer('k', spki)).toThrow();
    expect(() => intlKeys.opener('k', pem)).toThrow();
  });
});

describe('a partner', () => {
  it('may write in the suite that it is leaving, while it is written to in the new one', async () => {
    const [oursSm, oursIntl] = [keyPairs('SM', 'us-sm'), keyPairs('INTL', 'us-intl')];
    const [theirsSm, theirsIntl] = [keyPairs('SM', 'police-sm'), keyPairs('INTL', 'police-intl')];
    const us = partnerKeysFrom({
      self: 'us',
      own: [...oursSm.own, ...oursIntl.own],
      partners: [{ id: 'police', suite: 'SM', keys: [...theirsIntl.shared, ...theirsSm.shared] }],
    });
    const police = partnerKeysFrom({
      self: 'police',
      own: [...theirsSm.own, ...theirsIntl.own],
      partners: [{ id: 'us', suite: 'INTL', keys: [...oursIntl.shared, ...oursSm.shared] }],
    });
    const there = await open(police, await seal(us, Buffer.from('1'), message()), expected());
    const answer = await seal(police, Buffer.from('2'), message({ recipient: 'us' }));
    const back = await open(us, answer, expected({ sender: 'police' }));
    expect([there.suite, back.suite]).toEqual(['SM', 'INTL']);
  });
});

describe('what Java made', () => {
  const { envelopes } = JSON.parse(
    readFileSync(new URL('./vectors/interop.json', import.meta.url), 'utf8'),
  ) as { envelopes: { cases: { suite: string; config: unknown; envelope: string; content: string }[] } };

  it.each(envelopes.cases)('in $suite opens here', async ({ config: keys, envelope, content }) => {
    const opened = await open(partnerKeysFrom(keys), Buffer.from(envelope, 'hex'), {
      sender: 'hz-police',
      context: 'partner.hz-police.in',
      now: new Date('2026-11-25T00:00:10Z'),
      maxAge: 60,
    });
    expect(Buffer.from(opened.content).toString()).toBe(content);
    expect(opened.createdAt.toISOString()).toBe('2026-11-25T00:00:00.123Z');
    expect(opened.messageId).toBe('0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b');
  });
});

describe('the guard against replays', () => {
  const seen = (messageId: string, second: number, sender = 'us') => ({
    sender,
    messageId,
    now: new Date(NOW.getTime() + second * 1000),
    until: new Date(NOW.getTime() + (second + 300) * 1000),
  });

  it('knows a message again as long as its age would let it pass, by sender and id', () => {
    const isNew = replaysInMemory();
    expect(isNew(seen('1', 0))).toBe(true);
    expect(isNew(seen('1', 1))).toBe(false);
    expect(isNew(seen('1', 1, 'police'))).toBe(true);
    expect(isNew(seen('2', 1))).toBe(true);
  });

  it('forgets the old when it is full, never the young', () => {
    const isNew = replaysInMemory(2);
    expect([isNew(seen('1', 0)), isNew(seen('2', 200)), isNew(seen('3', 250))]).toEqual([true, true, false]);
    expect([isNew(seen('3', 301)), isNew(seen('2', 302)), isNew(seen('4', 303))]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

it.each(SUITES)('generated %s keys are new each time, two and two', (suite) => {
  const [one, two] = [keyPairs(suite, 'a'), keyPairs(suite, 'a')];
  expect(one.own.map(({ id, use }) => [id, use])).toEqual([
    ['a-sign', 'sign'],
    ['a-encrypt', 'encrypt'],
  ]);
  expect(one.own[0]?.privateKey).not.toEqual(two.own[0]?.privateKey);
  expect(one.own[0]?.privateKey).not.toEqual(one.own[1]?.privateKey);
  expect(JSON.stringify(one.shared)).not.toContain('privateKey');
});

it('generated SM keys have all their digits, also where they begin with zeros', () => {
  const lengths = Array.from({ length: 2000 }, () => String(keyPairs('SM', 'a').own[0]?.privateKey).length);
  expect(new Set(lengths)).toEqual(new Set([64]));
});

function fileWith(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys.json');
  writeFileSync(file, text);
  return file;
}

function errorOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
