import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@xianjie/errors';
import {
  MAX_CONTENT,
  open,
  PartnerKeys,
  partnerKeysFrom,
  replaysInMemory,
  seal,
  type PartnerKeyConfig,
  type Signer,
  type Suite,
} from './index.js';
import { expected, keyPairs, message, NOW, parties, refusalOf, SUITES } from './two-parties.suite.js';
import { readEnvelope, writeEnvelope, writeHeader, writeSigned, type Header } from './wire.js';

const content = Buffer.from('{"transferNo":"杭知移〔2026〕3号"}');
const as = (id: string, suite: Suite, keys: PartnerKeyConfig[]) => ({ id, suite, keys });

/** An envelope with another header, signed anew. */
async function rewritten(bytes: Uint8Array, change: Partial<Header>, signer: Signer): Promise<Uint8Array> {
  const { header, sealed } = readEnvelope(bytes);
  const signed = writeSigned(writeHeader({ ...header, ...change }), sealed);
  return writeEnvelope(signed, await signer.sign(signed));
}

const at = (text: string): Date => new Date(text);

describe.each(SUITES)('a message in %s', (suite) => {
  const { us, police } = parties(suite);

  it('arrives as it was, with all that its header says', async () => {
    const id = '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b';
    const opened = await open(police, await seal(us, content, message({ messageId: id })), expected());
    expect(Buffer.from(opened.content)).toEqual(content);
    expect(opened).toMatchObject({
      suite,
      encrypted: true,
      createdAt: NOW,
      messageId: id,
      sender: 'us',
      signedBy: 'us-sign',
      recipient: 'police',
      sealedFor: 'police-encrypt',
      context: 'partner.police.out',
      contentType: 'application/json',
    });
  });

  it('cannot be read on its way, and is never twice the same', async () => {
    const [one, two] = [await seal(us, content, message()), await seal(us, content, message())];
    expect(Buffer.from(one).includes('transferNo')).toBe(false);
    const opened = await Promise.all([one, two].map((each) => open(police, each, expected())));
    expect(opened[0]?.messageId).not.toBe(opened[1]?.messageId);
  });

  it('is readable where the partner wants it signed only, and still proven', async () => {
    const plain = parties(suite, { encrypt: false });
    const sealed = await seal(plain.us, content, message());
    expect(Buffer.from(sealed).includes('transferNo')).toBe(true);
    const opened = await open(plain.police, sealed, expected());
    expect(opened).toMatchObject({ encrypted: false, sealedFor: '' });
    expect(Buffer.from(opened.content)).toEqual(content);
  });

  it.each([
    ['sender', expected({ sender: 'somebody' }), 'forbidden envelope.misdirected'],
    ['context', expected({ context: 'partner.police.in' }), 'forbidden envelope.misdirected'],
    ['age', expected({ now: at('2026-11-25T08:05:00.001Z') }), 'forbidden envelope.age'],
    ['date, in the future', expected({ now: at('2026-11-25T07:58:59.999Z') }), 'forbidden envelope.age'],
    ['age where no age is told', expected({ maxAge: Number.NaN }), 'forbidden envelope.age'],
  ])('is refused for another %s', async (_name, wanted, code) => {
    expect(await refusalOf(open(police, await seal(us, content, message()), wanted))).toBe(code);
  });

  it.each([
    ['just young enough', expected({ now: at('2026-11-25T08:05:00.000Z') })],
    ['just not too far ahead', expected({ now: at('2026-11-25T07:59:00.000Z') })],
    ['as far ahead as is allowed', expected({ now: at('2026-11-25T07:58:00.000Z'), skew: 120 })],
  ])('is taken when it is %s', async (_name, wanted) => {
    expect((await open(police, await seal(us, content, message()), wanted)).sender).toBe('us');
  });

  it('is refused by another recipient, even one that has the same keys', async () => {
    const { theirs, ours } = parties(suite);
    const other = partnerKeysFrom({
      self: 'procuratorate',
      own: theirs.own,
      partners: [as('us', suite, ours.shared)],
    });
    expect(await refusalOf(open(other, await seal(us, content, message()), expected()))).toBe(
      'forbidden envelope.misdirected',
    );
  });

  it('is refused the second time', async () => {
    const replays = replaysInMemory();
    const sealed = await seal(us, content, message());
    await open(police, sealed, expected({ replays }));
    expect(await refusalOf(open(police, sealed, expected({ replays })))).toBe('forbidden envelope.replayed');
  });

  it('is refused in clear where it must be encrypted', async () => {
    const { ours, theirs } = parties(suite);
    const careless = partnerKeysFrom({
      self: 'us',
      own: ours.own,
      partners: [{ ...as('police', suite, theirs.shared), encrypt: false }],
    });
    const strict = partnerKeysFrom({
      self: 'police',
      own: theirs.own,
      partners: [as('us', suite, ours.shared)],
    });
    expect(await refusalOf(open(strict, await seal(careless, content, message()), expected()))).toBe(
      'forbidden envelope.unencrypted',
    );
  });

  it('is not remembered where it is a forgery', async () => {
    const seen: string[] = [];
    const replays = ({ messageId }: { messageId: string }) => seen.push(messageId) > 0;
    const forged = Uint8Array.from(await seal(us, content, message()));
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
    await refusalOf(open(police, forged, expected({ replays })));
    expect(seen).toEqual([]);
  });

  it('cannot be taken over by somebody who signs it as his own', async () => {
    const thief = keyPairs(suite, 'thief');
    const { ours, theirs } = parties(suite);
    const victim = partnerKeysFrom({
      self: 'us',
      own: ours.own,
      partners: [as('police', suite, theirs.shared)],
    });
    const knowsBoth = partnerKeysFrom({
      self: 'police',
      own: theirs.own,
      partners: [as('us', suite, ours.shared), as('thief', suite, thief.shared)],
    });
    const signer = partnerKeysFrom({ self: 'thief', own: thief.own, partners: [] }).signer(suite, NOW);
    const stolen = await seal(victim, content, message());
    const resigned = await rewritten(stolen, { sender: 'thief', signedBy: signer.keyId }, signer);
    expect(await refusalOf(open(knowsBoth, resigned, expected({ sender: 'thief' })))).toBe(
      'invalid envelope.unreadable',
    );
  });

  it.each([0, 1, 15, 16, 17, 4096, MAX_CONTENT])('may have %d bytes', async (length) => {
    const long = randomBytes(length);
    const opened = await open(police, await seal(us, long, message()), expected());
    expect(Buffer.compare(opened.content, long)).toBe(0);
  });

  it('is refused beyond that, on both sides', async () => {
    const long = new Uint8Array(MAX_CONTENT + 1);
    expect(await refusalOf(seal(us, long, message()))).toBe('invalid envelope.too-long');
    const huge = new Uint8Array(MAX_CONTENT * 8);
    expect(await refusalOf(open(police, huge, expected()))).toBe('invalid envelope.too-long');
  });

  it.each([
    ['an empty context', message({ context: '' })],
    ['a context that does not fit', message({ context: 'x'.repeat(256) })],
    ['a context with a line break', message({ context: 'a\nb' })],
    ['a content type beyond ASCII', message({ contentType: 'text/普通' })],
    ['an id that is no UUID', message({ messageId: '42' })],
  ])('is not sealed with %s', async (_name, wrong) => {
    expect(await refusalOf(seal(us, content, wrong))).toBe('invalid envelope.header');
  });

  it('is not sealed for a stranger', async () => {
    const wrong = message({ recipient: 'stranger' });
    expect(await refusalOf(seal(us, content, wrong))).toBe('invalid envelope.partner-unknown');
  });
});

describe('the form of an envelope', () => {
  const { us, police } = parties('INTL');
  const changed = async (at: number, value: number): Promise<Uint8Array> =>
    (await seal(us, content, message())).with(at, value);

  it.each([
    ['that begins otherwise is', 0, 0x59, 'invalid envelope.malformed'],
    ['of a version to come is', 3, 2, 'invalid envelope.version'],
    ['of version 0 is', 3, 0, 'invalid envelope.version'],
    ['of suite 0 is', 4, 0, 'invalid envelope.suite'],
    ['of a suite to come is', 4, 3, 'invalid envelope.suite'],
    ['of a mode to come is', 5, 2, 'invalid envelope.malformed'],
    ['dated after the year 9999 is', 6, 1, 'invalid envelope.malformed'],
    ['that says not to be encrypted but names a key is', 5, 0, 'invalid envelope.malformed'],
  ])('%s refused', async (_name, place, value, code) => {
    expect(await refusalOf(open(police, await changed(place, value), expected()))).toBe(code);
  });

  it('in clear but of a mode to come is refused too', async () => {
    const plain = parties('INTL', { encrypt: false });
    const sealed = (await seal(plain.us, content, message())).with(5, 2);
    expect(await refusalOf(open(plain.police, sealed, expected()))).toBe('invalid envelope.malformed');
  });

  it('is refused with anything behind it, and for what is no bytes', async () => {
    const longer = Buffer.concat([await seal(us, content, message()), Buffer.of(0)]);
    expect(await refusalOf(open(police, longer, expected()))).toBe('invalid envelope.malformed');
    const text = 'XJE' as unknown as Uint8Array;
    expect(await refusalOf(open(police, text, expected()))).toBe('invalid envelope.malformed');
  });
});

describe('keys that follow each other', () => {
  const old = { validFrom: at('2026-01-01T00:00:00Z'), validTo: at('2026-12-01T00:00:00Z') };
  const young = { validFrom: at('2026-11-01T00:00:00Z'), validTo: at('2027-12-01T00:00:00Z') };
  const ours = [keyPairs('INTL', 'us-old', old), keyPairs('INTL', 'us-young', young)] as const;
  const theirs = [keyPairs('INTL', 'police-old', old), keyPairs('INTL', 'police-young', young)] as const;
  const both = <T>(pairs: readonly { own: T[] }[]) => pairs.flatMap(({ own }) => own);
  const shared = <T>(pairs: readonly { shared: T[] }[]) => pairs.flatMap((pair) => pair.shared);
  const sender = (own = both(ours), partnerKeys = shared(theirs)) =>
    partnerKeysFrom({ self: 'us', own, partners: [as('police', 'INTL', partnerKeys)] });
  const receiver = (partnerKeys = shared(ours), own = both(theirs)) =>
    partnerKeysFrom({ self: 'police', own, partners: [as('us', 'INTL', partnerKeys)] });
  const MONTH = 31 * 86_400;
  const revoked = <K>(keys: K[], when: string) => keys.map((key) => ({ ...key, revokedAt: when }));

  it.each([
    ['2026-10-15T00:00:00Z', 'us-old-sign', 'police-old-encrypt'],
    ['2026-11-01T00:00:00Z', 'us-young-sign', 'police-young-encrypt'],
    ['2026-12-15T00:00:00Z', 'us-young-sign', 'police-young-encrypt'],
  ])('of those valid on %s the newest are taken', async (day, signedBy, sealedFor) => {
    const sealed = await seal(sender(), content, message({ createdAt: at(day) }));
    const opened = await open(receiver(), sealed, expected({ now: at(day) }));
    expect(opened).toMatchObject({ signedBy, sealedFor });
  });

  it('overlap: a sender that still has the old ones is heard by a receiver that has both', async () => {
    const slow = sender(ours[0].own, theirs[0].shared);
    const sealed = await seal(slow, content, message());
    expect((await open(receiver(), sealed, expected())).signedBy).toBe('us-old-sign');
  });

  it('count by the day of the message: one on its way while the old ones ended still opens', async () => {
    const slow = sender(ours[0].own, theirs[0].shared);
    const sealed = await seal(slow, content, message({ createdAt: at('2026-11-30T00:00:00Z') }));
    const late = expected({ now: at('2026-12-02T00:00:00Z'), maxAge: MONTH });
    expect((await open(receiver(), sealed, late)).signedBy).toBe('us-old-sign');
  });

  it('count for nothing before their first second and from their end on', async () => {
    const careless = ours[0].own.map((key) => ({
      ...key,
      validFrom: '2020-01-01T00:00:00Z',
      validTo: '2030-01-01T00:00:00Z',
    }));
    for (const day of ['2025-12-31T23:59:59.999Z', '2026-12-01T00:00:00.000Z']) {
      const theirKeys = theirs[1].shared.map((key) => ({ ...key, validFrom: '2020-01-01T00:00:00Z' }));
      const sealed = await seal(sender(careless, theirKeys), content, message({ createdAt: at(day) }));
      expect(await refusalOf(open(receiver(), sealed, expected({ now: at(day) })))).toBe(
        'forbidden envelope.key',
      );
    }
  });

  it('count for nothing once revoked, whatever date the message bears', async () => {
    const sealed = await seal(sender(), content, message({ createdAt: at('2026-11-10T00:00:00Z') }));
    const long = { maxAge: MONTH };
    const ofSender = receiver(revoked(shared(ours), '2026-11-20T00:00:00Z'));
    expect(await refusalOf(open(ofSender, sealed, expected(long)))).toBe('forbidden envelope.key');
    const ofReceiver = receiver(shared(ours), revoked(both(theirs), '2026-11-20T00:00:00Z'));
    expect(await refusalOf(open(ofReceiver, sealed, expected(long)))).toBe('forbidden envelope.key');
    const before = expected({ ...long, now: at('2026-11-19T00:00:00Z') });
    expect((await open(ofSender, sealed, before)).sender).toBe('us');
  });

  it('are never used to send once they ended or were revoked', async () => {
    const after = message({ createdAt: at('2028-01-01T00:00:00Z') });
    expect(await refusalOf(seal(sender(), content, after))).toBe('unavailable envelope.no-own-key');
    const noOwn = sender(revoked(both(ours), '2026-11-20T00:00:00Z'));
    expect(await refusalOf(seal(noOwn, content, message()))).toBe('unavailable envelope.no-own-key');
    const noTheirs = sender(both(ours), revoked(shared(theirs), '2026-11-20T00:00:00Z'));
    expect(await refusalOf(seal(noTheirs, content, message()))).toBe('unavailable envelope.no-partner-key');
  });
});

describe('a key is refused, without a reason, where', () => {
  const { us, police, ours, theirs } = parties('INTL');
  const sm = keyPairs('SM', 'us-sm');
  const stranger = keyPairs('INTL', 'stranger');
  const knowsMore = partnerKeysFrom({
    self: 'police',
    own: theirs.own,
    partners: [as('us', 'INTL', [...ours.shared, ...sm.shared]), as('friend', 'INTL', stranger.shared)],
  });
  const own = us.signer('INTL', NOW);

  it.each([
    ['nobody knows it', { signedBy: 'unknown' }],
    ['it is to encrypt with', { signedBy: 'us-encrypt' }],
    ['it is of another partner', { signedBy: 'stranger-sign' }],
    ['it is of the other suite', { signedBy: 'us-sm-sign' }],
    ['the message says another suite', { suite: 'SM' as const }],
  ])('%s', async (_name, change) => {
    const bad = await rewritten(await seal(us, content, message()), change, own);
    expect(await refusalOf(open(knowsMore, bad, expected()))).toBe('forbidden envelope.key');
  });

  it('the message is sealed for one that the recipient does not have, or has to sign with', async () => {
    for (const sealedFor of ['unknown', 'police-sign', 'us-encrypt']) {
      const bad = await rewritten(await seal(us, content, message()), { sealedFor }, own);
      expect(await refusalOf(open(police, bad, expected()))).toBe('forbidden envelope.key');
    }
  });
});

describe('a hardware module', () => {
  it('takes the place of software keys without anybody noticing', async () => {
    const { us, police, theirs } = parties('SM');
    const period = { validFrom: at('2026-01-01T00:00:00Z'), validTo: at('2027-01-01T00:00:00Z') };
    const signer = police.signer('SM', NOW);
    const opener = police.opener('police-encrypt', NOW, NOW);
    const asked: string[] = [];
    const module = new PartnerKeys(
      'police',
      [
        { ...period, signer: { ...signer, sign: (bytes) => (asked.push('sign'), signer.sign(bytes)) } },
        { ...period, opener: { ...opener, open: (...all) => (asked.push('open'), opener.open(...all)) } },
      ],
      [police.partner('us')],
    );
    await open(module, await seal(us, content, message()), expected());
    const answer = message({ recipient: 'us' });
    const sealed = await seal(module, content, answer);
    expect((await open(us, sealed, expected({ sender: 'police' }))).signedBy).toBe('police-sign');
    expect(asked).toEqual(['open', 'sign']);
    expect(theirs.own).toHaveLength(2);
  });

  it('that is out of reach says so: the message is not taken for a bad one', async () => {
    const { us, police } = parties('SM');
    const period = { validFrom: at('2026-01-01T00:00:00Z'), validTo: at('2027-01-01T00:00:00Z') };
    const opener = {
      keyId: 'police-encrypt',
      suite: 'SM' as const,
      open: () => Promise.reject(new DomainError('unavailable', 'module.unreachable', 'No answer')),
    };
    const broken = new PartnerKeys('police', [{ ...period, opener }], [police.partner('us')]);
    expect(await refusalOf(open(broken, await seal(us, content, message()), expected()))).toBe(
      'unavailable module.unreachable',
    );
  });
});
