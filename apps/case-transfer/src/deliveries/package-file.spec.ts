import { describe, expect, it } from '@jest/globals';
import { readPartnerKeys } from '@xianjie/envelopes';
import { mayBeUnfinished, pack, packageName, unpack } from './package-file.js';
import { agreeKeys } from './partner-keys.suite.js';

const agreed = agreeKeys({ 'police-a': 'SM', 'police-b': 'INTL' });
const ours = readPartnerKeys(agreed.file);

const packed = (packageId: string, { by = 'police-a', content = '{"n":1}' } = {}) =>
  pack(agreed.of(by), {
    packageId,
    kind: 'ANSWER',
    recipient: 'xianjie',
    content: Buffer.from(content),
    createdAt: new Date(),
  });

const altered = (
  file: Buffer,
  change: (read: { manifest: Record<string, unknown>; payload: string }) => void,
) => {
  const read = JSON.parse(file.toString()) as { manifest: Record<string, unknown>; payload: string };
  change(read);
  return Buffer.from(JSON.stringify(read));
};

describe('a package', () => {
  it('is opened by whom it is for, and shows nothing to others', async () => {
    const file = await packed('A-1', { content: '{"suspect":"某人"}' });
    expect(file.toString()).not.toContain('某人');
    expect(await unpack(ours, 'A-1.xjp', file, 'police-a')).toMatchObject({
      packageId: 'A-1',
      kind: 'ANSWER',
      content: { suspect: '某人' },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  const cases: [string, string, (file: Buffer) => Buffer, string?][] = [
    ['half of it', 'package.malformed', (file) => file.subarray(0, file.length / 2)],
    ['nothing', 'package.malformed', () => Buffer.alloc(0)],
    [
      'another field',
      'package.malformed',
      (file) => altered(file, ({ manifest }) => (manifest['path'] = '/etc')),
    ],
    ['another name', 'package.misnamed', (file) => file, 'A-2.xjp'],
    [
      'a path for a name',
      'package.malformed',
      (file) => altered(file, ({ manifest }) => (manifest['packageId'] = '../A')),
    ],
    [
      'a citizen number for a name',
      'package.malformed',
      (file) => altered(file, ({ manifest }) => (manifest['packageId'] = '11010519491231002X')),
    ],
    [
      'another sender',
      'package.misdirected',
      (file) => altered(file, ({ manifest }) => (manifest['sender'] = 'police-b')),
    ],
    [
      'another time',
      'envelope.signature',
      (file) => altered(file, ({ manifest }) => (manifest['createdAt'] = '2026-01-01T00:00:00.000Z')),
    ],
    [
      'another payload',
      'package.incomplete',
      (file) => altered(file, (read) => (read.payload = Buffer.from('x').toString('base64'))),
    ],
  ];

  it.each(cases)('with %s is refused: %s', async (_what, code, change, name = 'A-1.xjp') => {
    const file = change(await packed('A-1'));
    await expect(unpack(ours, name, file, 'police-a')).rejects.toMatchObject({ code });
  });

  it('of another organ is refused, though that one signed it', async () => {
    const file = await packed('A-1', { by: 'police-b' });
    await expect(unpack(ours, 'A-1.xjp', file, 'police-a')).rejects.toMatchObject({
      code: 'package.misdirected',
    });
  });

  it('whose payload was sealed for another package is refused', async () => {
    const [one, two] = [await packed('A-1'), await packed('A-2')];
    const { payload } = JSON.parse(two.toString()) as { payload: string };
    const file = altered(one, (read) => (read.payload = payload));
    await expect(unpack(ours, 'A-1.xjp', file, 'police-a')).rejects.toMatchObject({
      code: 'package.incomplete',
    });
  });

  it('of no JSON is refused', async () => {
    const file = await packed('A-1', { content: 'rubbish' });
    await expect(unpack(ours, packageName('A-1'), file, 'police-a')).rejects.toMatchObject({
      code: 'package.content',
    });
  });

  it('may be unfinished only where something of it is missing', async () => {
    const fault = (file: Buffer) =>
      unpack(ours, 'A-1.xjp', file, 'police-a').catch((error: unknown) => error);
    const file = await packed('A-1');
    expect(mayBeUnfinished((await fault(file.subarray(0, 99))) as never)).toBe(true);
    const forged = altered(file, ({ manifest }) => (manifest['createdAt'] = '2026-01-01T00:00:00.000Z'));
    expect(mayBeUnfinished((await fault(forged)) as never)).toBe(false);
  });
});
