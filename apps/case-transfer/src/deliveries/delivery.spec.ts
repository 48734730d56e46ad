import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { generateKeys, partnerKeysFrom } from '@xianjie/envelopes';
import { nextAttempt, nextSending, orderDelivery } from './delivery.js';
import { partnersFrom } from './partners.js';
import { channelsOf } from './police-channels.js';

const now = new Date('2026-03-02T08:00:00Z');
const ordered = {
  id: 'd-1',
  transferId: 't-1',
  stepNo: null,
  kind: 'TRANSFER',
  sender: 'ip-hangzhou',
  recipient: 'police-hangzhou',
  channel: 'http',
  stepInput: null,
  orderedBy: { id: 'o-1', name: '吴越' },
} as const;

describe('orderDelivery', () => {
  it('fixes the bytes that every attempt sends', () => {
    const delivery = orderDelivery(ordered, { transferId: 't-1', documents: [] }, now, 'salt');
    expect(JSON.parse(delivery.body)).toEqual({
      deliveryId: 'd-1',
      kind: 'TRANSFER',
      sender: 'ip-hangzhou',
      recipient: 'police-hangzhou',
      orderedAt: now.toISOString(),
      salt: 'salt',
      transferId: 't-1',
      documents: [],
    });
    expect(delivery).toMatchObject({ status: 'WAITING', attempts: 0, waitingSince: now, nextAttemptAt: now });
    expect(delivery.digest).toBe(createHash('sha256').update(delivery.body).digest('hex'));
    expect(orderDelivery(ordered, { documents: [], transferId: 't-1' }, now, 'salt').digest).toBe(
      delivery.digest,
    );
    expect(orderDelivery(ordered, { documents: [], transferId: 't-2' }, now, 'salt').digest).not.toBe(
      delivery.digest,
    );
  });

  it('has a digest from which nobody guesses the content', () => {
    const [one, two] = [1, 2].map(() => orderDelivery(ordered, { reasons: '嫌疑人张三' }, now));
    expect(one?.digest).not.toBe(two?.digest);
  });
});

describe('nextAttempt', () => {
  it.each([
    [1, 5],
    [2, 10],
    [3, 20],
    [10, 2560],
    [11, 3600],
    [1000, 3600],
  ])('after %i attempts comes in %i s', (attempts, seconds) => {
    expect((nextAttempt(attempts, now).getTime() - now.getTime()) / 1000).toBe(seconds);
  });
});

describe('nextSending', () => {
  it.each([
    [1, 600],
    [2, 1200],
    [8, 76_800],
    [9, 86_400],
    [1000, 86_400],
  ])('after %i attempts without an acknowledgement comes in %i s', (attempts, seconds) => {
    expect((nextSending(attempts, now).getTime() - now.getTime()) / 1000).toBe(seconds);
  });
});

describe('partnersFrom', () => {
  const http = { organ: 'police-hangzhou', channel: 'http', deliverTo: 'https://police.example/deliveries' };
  const node = { organ: 'police-hangzhou', channel: 'directory', directory: '/srv/node' };
  const platform = {
    organ: 'police-zhejiang',
    channel: 'platform',
    adapter: 'liangfa',
    address: 'https://platform.example/api',
    appKey: 'xianjie',
    secretFile: '/run/secrets/platform',
    units: { 'police-zhejiang': '33' },
  };

  it('reaches an organ as it is told, and every other by paper', () => {
    const partners = partnersFrom([http, { organ: 'police-shenzhen', channel: 'kafka' }]);
    expect(partners.of('police-hangzhou')).toEqual({ ...http, timeoutMs: 10_000 });
    expect(partners.of('police-shenzhen').channel).toBe('kafka');
    expect(partners.of('police-ningbo')).toEqual({ organ: 'police-ningbo', channel: 'paper' });
  });

  it.each<[string, unknown]>([
    ['no list', {}],
    ['an organ twice', [http, http]],
    ['no address', [{ organ: 'police-hangzhou', channel: 'http' }]],
    ['an address that is none', [{ ...http, deliverTo: 'ftp://police.example' }]],
    ['a way that is none', [{ organ: 'police-hangzhou', channel: 'pigeon' }]],
    ['an unknown field', [{ ...http, password: 'x' }]],
    ['no patience', [{ ...http, timeoutMs: 0 }]],
    ['a directory that depends on where it is started', [{ ...node, directory: 'packages' }]],
    ['no directory', [{ organ: 'police-hangzhou', channel: 'directory' }]],
    ['a platform that nobody knows', [{ ...platform, adapter: 'other' }]],
    ['a platform without its codes', [{ ...platform, units: undefined }]],
    ['a platform whose secret stands in the file', [{ ...platform, secret: 'x' }]],
    ['an address with a slash at the end', [{ ...platform, address: 'https://platform.example/' }]],
  ])('refuses %s', (_what, list) => {
    expect(() => partnersFrom(list)).toThrow('PARTNERS is not usable');
  });

  it('knows how packages and platforms are reached', () => {
    const partners = partnersFrom([node, platform]);
    expect(partners.of('police-hangzhou')).toEqual({ ...node, settleMs: 600_000 });
    expect(partners.of('police-zhejiang')).toEqual({ ...platform, timeoutMs: 10_000 });
  });

  it('has the agency register the papers of those without a system, or whose platform says too little', () => {
    const partners = partnersFrom([node, platform]);
    expect(
      ['police-hangzhou', 'police-zhejiang', 'police-ningbo', null].map((organ) =>
        partners.isRegistered(organ),
      ),
    ).toEqual([false, true, true, true]);
  });

  it('never shows what stands in the file', () => {
    expect(() => partnersFrom([{ ...http, password: 'secret-1' }])).not.toThrow('secret-1');
  });
});

describe('channelsOf', () => {
  const { own, shared } = generateKeys('INTL', {
    name: 'k',
    validFrom: new Date('2026-01-01'),
    validTo: new Date('2027-01-01'),
  });
  const keys = partnerKeysFrom({
    self: 'xianjie',
    own,
    partners: [{ id: 'police-a', suite: 'INTL', keys: shared.map((key) => ({ ...key, id: `a-${key.id}` })) }],
  });
  const http = partnersFrom([{ organ: 'police-a', channel: 'http', deliverTo: 'https://police.example/' }]);
  const kafka = partnersFrom([{ organ: 'police-a', channel: 'kafka' }]);

  it('has a channel for each system, and none for paper', () => {
    expect(channelsOf(http, keys, []).of('police-a')).toBeDefined();
    expect(channelsOf(http, keys, []).of('police-b')).toBeUndefined();
    expect(channelsOf(partnersFrom([]), undefined, []).of('police-a')).toBeUndefined();
  });

  it('needs keys that encrypt for packages in a directory, and a secret for a platform', () => {
    const node = partnersFrom([{ organ: 'police-a', channel: 'directory', directory: '/srv/node' }]);
    const clear = partnerKeysFrom({
      self: 'xianjie',
      own,
      partners: [
        {
          id: 'police-a',
          suite: 'INTL',
          encrypt: false,
          keys: shared.map((key) => ({ ...key, id: `a-${key.id}` })),
        },
      ],
    });
    expect(channelsOf(node, keys, []).of('police-a')).toBeDefined();
    expect(() => channelsOf(node, clear, [])).toThrow('PARTNER_KEYS does not encrypt for police-a');
    expect(() => channelsOf(node, undefined, [])).toThrow('PARTNER_KEYS is missing');
    const platform = {
      ...{
        organ: 'police-a',
        channel: 'platform',
        adapter: 'liangfa',
        address: 'https://p.example',
        appKey: 'x',
      },
      ...{ secretFile: '/none', units: {} },
    };
    expect(() => channelsOf(partnersFrom([platform]), undefined, [])).toThrow('ENOENT');
  });

  it('finds out at the start what would be missing later', () => {
    expect(() => channelsOf(http, undefined, [])).toThrow('PARTNER_KEYS is missing');
    expect(() => channelsOf(partnersFrom([]), undefined, ['police-a'])).toThrow('PARTNER_KEYS is missing');
    expect(() => channelsOf(kafka, keys, [])).toThrow('PARTNER_TOPICS lacks police-a');
    expect(() =>
      channelsOf(partnersFrom([{ organ: 'police-b', channel: 'kafka' }]), keys, ['police-b']),
    ).toThrow('There is no such partner');
    expect(channelsOf(kafka, keys, ['police-a']).of('police-a')).toBeDefined();
  });
});
