import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDomainError } from '@xianjie/errors';
import {
  canonicalJson,
  signDetached,
  verifyDetached,
  type DetachedSignature,
  type ExpectedSignature,
} from './index.js';
import { flipped, keyPairs, NOW, parties, refusalOf, SUITES } from './two-parties.suite.js';
import { partnerKeysFrom } from './keys-config.js';

const receipt = canonicalJson({ transferNo: '杭知移〔2026〕3号', receivedOn: '2026-11-25' });
const purpose = { recipient: 'police', context: 'case-transfer.acknowledgement', signedAt: NOW };
const wanted = (change: Partial<ExpectedSignature> = {}): ExpectedSignature => ({
  signer: 'us',
  context: 'case-transfer.acknowledgement',
  asOf: NOW,
  ...change,
});
const at = (text: string): Date => new Date(text);

describe.each(SUITES)('a detached signature in %s', (suite) => {
  const { us, police } = parties(suite);

  it('proves who signed which bytes, and when; it survives JSON', async () => {
    const signature = await signDetached(us, receipt, purpose);
    const read: unknown = JSON.parse(JSON.stringify(signature));
    expect(await verifyDetached(police, receipt, read, wanted())).toMatchObject({
      suite,
      signer: 'us',
      keyId: 'us-sign',
      signedAt: '2026-11-25T08:00:00.000Z',
    });
  });

  it('is for any bytes, and for these alone', async () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 500 });
    await fc.assert(
      fc.asyncProperty(bytes, fc.nat(), async (content, pick) => {
        const signature = await signDetached(us, content, purpose);
        await verifyDetached(police, content, signature, wanted());
        const other = flipped(content, pick % (content.length * 8));
        const code = await refusalOf(verifyDetached(police, other, signature, wanted()));
        return code === 'forbidden envelope.signature';
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['signer', { signer: 'somebody' }, 'forbidden envelope.misdirected'],
    ['context', { context: 'case-transfer.receipt' }, 'forbidden envelope.signature'],
    ['time, before it was made', { asOf: at('2026-11-25T07:58:00Z') }, 'forbidden envelope.age'],
  ])('is refused for another %s', async (_name, change, code) => {
    const signature = await signDetached(us, receipt, purpose);
    expect(await refusalOf(verifyDetached(police, receipt, signature, wanted(change)))).toBe(code);
  });

  it('is over the bytes that README names', async () => {
    const { keyId, signature } = await signDetached(us, receipt, purpose);
    const moment = Buffer.alloc(8);
    moment.writeBigUInt64BE(BigInt(NOW.getTime()));
    const text = (value: string) => Buffer.concat([Buffer.of(value.length), Buffer.from(value)]);
    const signed = Buffer.concat([
      Buffer.from('XJD'),
      Buffer.of(1, suite === 'SM' ? 1 : 2),
      moment,
      text('us'),
      text('us-sign'),
      text(purpose.context),
      receipt,
    ]);
    const verifier = police.verifier('us', keyId, NOW, NOW);
    expect(await verifier.verify(signed, Buffer.from(signature, 'base64url'))).toBe(true);
  });

  it.each<[string, (good: DetachedSignature) => object, string]>([
    ['suite', () => ({ suite: suite === 'SM' ? 'INTL' : 'SM' }), 'forbidden envelope.key'],
    ['signer', () => ({ signer: 'police' }), 'forbidden envelope.misdirected'],
    ['key', () => ({ keyId: 'us-encrypt' }), 'forbidden envelope.key'],
    ['date', () => ({ signedAt: '2026-11-25T07:59:59.999Z' }), 'forbidden envelope.signature'],
    ['date, written otherwise', () => ({ signedAt: '2026-11-25T08:00:00Z' }), 'invalid envelope.malformed'],
    ['last bit, even one of no meaning', lastBitTurned, 'forbidden envelope.signature'],
    ['length', ({ signature }) => ({ signature: signature.slice(0, -4) }), 'forbidden envelope.signature'],
    ['alphabet', ({ signature }) => ({ signature: `${signature.slice(1)}+` }), 'invalid envelope.malformed'],
    ['signature, gone', () => ({ signature: '' }), 'invalid envelope.malformed'],
    ['field more', () => ({ more: true }), 'invalid envelope.malformed'],
  ])('is refused with another %s', async (_name, change, code) => {
    const good = await signDetached(us, receipt, purpose);
    const bad = { ...good, ...change(good) };
    expect(await refusalOf(verifyDetached(police, receipt, bad, wanted()))).toBe(code);
  });

  it('counts years later, but not by a key that was revoked when it came', async () => {
    const ours = keyPairs(suite, 'us');
    const signature = await signDetached(
      partnerKeysFrom({
        self: 'us',
        own: ours.own,
        partners: [{ id: 'police', suite, keys: keyPairs(suite, 'police').shared }],
      }),
      receipt,
      purpose,
    );
    const revoked = ours.shared.map((key) => ({ ...key, revokedAt: '2026-12-01T00:00:00Z' }));
    const archive = partnerKeysFrom({
      self: 'court',
      own: [],
      partners: [{ id: 'us', suite, keys: revoked }],
    });
    expect((await verifyDetached(archive, receipt, signature, wanted())).keyId).toBe('us-sign');
    const later = wanted({ asOf: at('2029-01-01T00:00:00Z') });
    expect(await refusalOf(verifyDetached(archive, receipt, signature, later))).toBe(
      'forbidden envelope.key',
    );
    const keys = ours.shared;
    const unrevoked = partnerKeysFrom({ self: 'court', own: [], partners: [{ id: 'us', suite, keys }] });
    expect((await verifyDetached(unrevoked, receipt, signature, later)).signedAt).toBe(NOW.toISOString());
  });
});

it('whatever is no signature is refused with a DomainError', async () => {
  const { police } = parties('INTL');
  await fc.assert(
    fc.asyncProperty(fc.anything(), async (anything) =>
      verifyDetached(police, receipt, anything, wanted()).then(
        () => false,
        (error: unknown) => isDomainError(error),
      ),
    ),
    { numRuns: 2000 },
  );
});

/** 64 bytes end in a character of which four bits count for nothing. */
function lastBitTurned({ signature }: DetachedSignature) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet[alphabet.indexOf(signature.slice(-1)) ^ 1] ?? '';
  return { signature: signature.slice(0, -1) + last };
}
