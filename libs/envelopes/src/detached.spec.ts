import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDomainError } from '@xianjie/errors';
import { canonicalJson, signDetached, verifyDetached, type ExpectedSignature } from './index.js';
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

  it('is refused with any of its own fields changed', async () => {
    const signature = await signDetached(us, receipt, purpose);
    const last = signature.signature.at(-1) === 'A' ? 'B' : 'A';
    const changes = [
      { suite: suite === 'SM' ? ('INTL' as const) : ('SM' as const) },
      { signer: 'police' },
      { keyId: 'us-encrypt' },
      { signedAt: '2026-11-25T07:59:59.999Z' },
      { signature: signature.signature.slice(0, -1) + last },
      { signature: `${signature.signature}A` },
      { signature: '' },
      { more: true },
    ];
    for (const change of changes) {
      const bad = { ...signature, ...change };
      expect(await refusalOf(verifyDetached(police, receipt, bad, wanted()))).toMatch(/envelope/);
    }
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
