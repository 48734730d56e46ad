import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sm2 } from 'sm-crypto-v2';
import { signatureFromDer, signatureToDer } from './der.js';
import { decryptSm4, encryptSm4, smKeys } from './sm.js';
import { Sm2PrivateKey, Sm2PublicKey } from './sm2.js';

interface Vectors {
  readonly sm3: readonly { input: string; hex: string }[];
  readonly hmacSm3: readonly { key: string; input: string; hex: string }[];
  readonly sm4ecbNoPadding: readonly { key: string; plain: string; cipher: string }[];
  readonly sm2Verify: readonly {
    message: string;
    userId: string;
    publicKey?: string;
    r?: string;
    s?: string;
    valid: boolean;
  }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('./vectors/gm-crypto.json', import.meta.url), 'utf8'),
) as Vectors;
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

const pemOf = (key: KeyObject, type: 'pkcs8' | 'sec1' | 'spki'): string =>
  key.export({ format: 'pem', type }).toString();

/** A pair as OpenSSL writes it, and its numbers. */
function opensslPair() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'SM2' });
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  return {
    pem: {
      private: pemOf(privateKey, 'pkcs8'),
      sec1: pemOf(privateKey, 'sec1'),
      public: pemOf(publicKey, 'spki'),
    },
    privateHex: pkcs8.subarray(36, 68).toString('hex'),
    publicHex: spki.subarray(-65).toString('hex'),
  };
}

const bytes = fc.uint8Array({ maxLength: 300 });

describe("Node's own SM3 and SM4 give the values of the standards", () => {
  it.each(vectors.sm3)('SM3 of $input', ({ input, hex: digest }) => {
    expect(createHash('sm3').update(input).digest('hex')).toBe(digest);
  });

  it.each(vectors.hmacSm3)('HMAC-SM3 of $input', ({ key, input, hex: digest }) => {
    expect(createHmac('sm3', key).update(input).digest('hex')).toBe(digest);
  });

  it.each(vectors.sm4ecbNoPadding)('SM4 of $plain', ({ key, plain, cipher }) => {
    const encrypt = createCipheriv('sm4-ecb', hex(key), null).setAutoPadding(false);
    expect(Buffer.concat([encrypt.update(hex(plain)), encrypt.final()]).toString('hex')).toBe(cipher);
    const decrypt = createDecipheriv('sm4-ecb', hex(key), null).setAutoPadding(false);
    expect(Buffer.concat([decrypt.update(hex(cipher)), decrypt.final()]).toString('hex')).toBe(plain);
  });
});

describe('SM2 signatures', () => {
  const [first] = vectors.sm2Verify;

  it.each(vectors.sm2Verify)('"$message" with user id "$userId": $valid', ({ message, userId, valid }) => {
    const signature = signatureToDer(hex(`${first?.r}${first?.s}`));
    const key = new Sm2PublicKey(first?.publicKey ?? '', userId);
    expect(key.verify(Buffer.from(message), signature)).toBe(valid);
  });

  it('made by the suite carry the usual user id, and those of another id are refused', async () => {
    const pair = sm2.generateKeyPairHex();
    const text = Buffer.from('移送');
    const signature = await smKeys.signer('k', pair.privateKey).sign(text);
    const usual = { hash: true, der: true, userId: '1234567812345678' };
    const asHex = Buffer.from(signature).toString('hex');
    expect(sm2.doVerifySignature(text, asHex, pair.publicKey, usual)).toBe(true);
    expect(sm2.doVerifySignature(text, asHex, pair.publicKey, { ...usual, userId: '' })).toBe(false);
    const other = sm2.doSignature(text, pair.privateKey, { ...usual, userId: 'ALICE123@YAHOO.COM' });
    expect(await smKeys.verifier('k', pair.publicKey).verify(text, hex(other))).toBe(false);
  });

  it('are understood by OpenSSL, which knows the empty user id only, and the other way round', () => {
    const { pem, privateHex, publicHex } = opensslPair();
    const ours = new Sm2PrivateKey(privateHex, '');
    const text = Buffer.from('衔接');
    expect(verify('sm3', text, createPublicKey(pem.public), ours.sign(text))).toBe(true);
    const theirs = sign('sm3', text, createPrivateKey(pem.private));
    expect(new Sm2PublicKey(publicHex, '').verify(text, theirs)).toBe(true);
    expect(new Sm2PublicKey(publicHex).verify(text, theirs)).toBe(false);
  });

  it('of any bytes are right for these bytes alone', () => {
    const key = new Sm2PrivateKey(sm2.generateKeyPairHex().privateKey);
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const signature = key.sign(one);
        const same = Buffer.compare(one, other) === 0;
        return key.publicKey.verify(one, signature) && key.publicKey.verify(other, signature) === same;
      }),
      { numRuns: 200 },
    );
  });

  it('have one form: no other DER, no r or s of zero or beyond the order', () => {
    const key = new Sm2PrivateKey(sm2.generateKeyPairHex().privateKey);
    const text = Buffer.from('x');
    const good = key.sign(text);
    const raw = Buffer.from(signatureFromDer(good) ?? []);
    const order = hex('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123');
    const zero = Buffer.alloc(32);
    const [r, s] = [raw.subarray(0, 32), raw.subarray(32)];
    const bad = [
      Buffer.alloc(0),
      Buffer.concat([good, Buffer.from([0])]),
      Buffer.from([0x30, 0x81, good[1] ?? 0, ...good.subarray(2)]),
      Buffer.from([0x30, (good[1] ?? 0) + 1, 0x02, (good[3] ?? 0) + 1, 0, ...good.subarray(4)]),
      ...[
        [zero, s],
        [r, zero],
        [order, s],
        [r, order],
        [zero, zero],
        [order, order],
      ].map((pair) => signatureToDer(Buffer.concat(pair))),
    ];
    expect(key.publicKey.verify(text, good)).toBe(true);
    for (const each of bad) expect(key.publicKey.verify(text, each)).toBe(false);
  });
});

describe('keys of SM2', () => {
  const text = Buffer.from('线索');

  it('come as numbers or as PEM, to the same effect', async () => {
    const { pem, privateHex, publicHex } = opensslPair();
    const verifiers = [
      publicHex,
      publicHex.toUpperCase(),
      sm2.compressPublicKeyHex(publicHex),
      pem.public,
    ].map((key) => smKeys.verifier('k', key));
    for (const material of [privateHex, pem.private, pem.sec1]) {
      const signature = await smKeys.signer('k', material).sign(text);
      for (const verifier of verifiers) expect(await verifier.verify(text, signature)).toBe(true);
    }
  });

  const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
  const offCurve = `04${'11'.repeat(64)}`;
  const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  it.each([
    ['nothing', ''],
    ['no hexadecimal', 'zz'.repeat(32)],
    ['too few digits', '11'.repeat(31)],
    ['zero', '00'.repeat(32)],
    ['the order less one, with which nothing can be signed', (order - 1n).toString(16)],
    ['the order', order.toString(16)],
    ['a key of another curve', pemOf(p256.privateKey, 'pkcs8')],
    ['a broken PEM', '-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----'],
    ['a JWK', { kty: 'OKP' }],
  ])('refuse as private: %s', (_name, material) => {
    expect(() => smKeys.signer('k', material)).toThrow();
    expect(() => smKeys.opener('k', material)).toThrow();
  });

  it.each([
    ['a point off the curve', offCurve],
    ['the point at infinity', '00'],
    ['a point without its 04', offCurve.slice(2)],
    ['a key of another curve', pemOf(p256.publicKey, 'spki')],
    ['a private key', opensslPair().pem.private],
    ['a JWK', { kty: 'OKP' }],
  ])('refuse as public: %s', (_name, material) => {
    expect(() => smKeys.verifier('k', material)).toThrow();
    expect(() => smKeys.sealer('k', material)).toThrow();
  });
});

describe('SM2 encryption', () => {
  const key = new Sm2PrivateKey(sm2.generateKeyPairHex().privateKey);
  const secret = randomBytes(16);

  it('gives back the secret, and has the length that the wire format says', () => {
    const wrapped = key.publicKey.wrap(secret);
    expect(wrapped).toHaveLength(113);
    expect(key.unwrap(wrapped, 16)).toEqual(new Uint8Array(secret));
  });

  it('refuses a turned bit anywhere, a point off the curve, a wrong length and another key', () => {
    const wrapped = key.publicKey.wrap(secret);
    for (let at = 0; at < wrapped.length; at += 1) {
      const bad = Uint8Array.from(wrapped);
      bad[at] = (bad[at] ?? 0) ^ 1;
      expect(key.unwrap(bad, 16)).toBeUndefined();
    }
    expect(key.unwrap(wrapped.subarray(1), 16)).toBeUndefined();
    expect(key.unwrap(wrapped, 32)).toBeUndefined();
    const other = new Sm2PrivateKey(sm2.generateKeyPairHex().privateKey);
    expect(other.unwrap(wrapped, 16)).toBeUndefined();
  });
});

describe('SM4-GCM', () => {
  it('gives the values of RFC 8998, A.1', () => {
    const plain = 'a'.repeat(16) + 'b'.repeat(16) + 'c'.repeat(16) + 'd'.repeat(16);
    const sealed = encryptSm4(
      hex(`${plain}${'e'.repeat(16)}${'f'.repeat(16)}${'e'.repeat(16)}${'a'.repeat(16)}`),
      hex('0123456789abcdeffedcba9876543210'),
      hex('00001234567800000000abcd'),
      hex('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
    );
    expect(Buffer.from(sealed).toString('hex')).toBe(
      '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735' +
        'd82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d' +
        '83de3541e4c2b58177e065a9bf7b62ec',
    );
  });

  it("encrypts as Node's SM4-CTR from counter 2 does", () => {
    fc.assert(
      fc.property(bytes, (content) => {
        const [key, nonce] = [randomBytes(16), randomBytes(12)];
        const counter = Buffer.concat([nonce, Buffer.from([0, 0, 0, 2])]);
        const stream = createCipheriv('sm4-ctr', key, counter).update(content);
        const sealed = encryptSm4(content, key, nonce, Buffer.from('x'));
        return Buffer.compare(sealed.subarray(0, content.length), stream) === 0;
      }),
    );
  });

  it('opens only with the same key, nonce, bound bytes and tag', () => {
    const [key, nonce, bound] = [randomBytes(16), randomBytes(12), Buffer.from('bound')];
    const content = Buffer.from('receipt');
    const sealed = encryptSm4(content, key, nonce, bound);
    expect(decryptSm4(sealed, key, nonce, bound)).toEqual(new Uint8Array(content));
    expect(decryptSm4(sealed, randomBytes(16), nonce, bound)).toBeUndefined();
    expect(decryptSm4(sealed, key, randomBytes(12), bound)).toBeUndefined();
    expect(decryptSm4(sealed, key, nonce, Buffer.from('other'))).toBeUndefined();
    for (let length = 0; length < sealed.length; length += 1) {
      expect(decryptSm4(sealed.subarray(0, length), key, nonce, bound)).toBeUndefined();
    }
  });
});
