import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { LiangfaClient } from './liangfa.client.js';
import { APP, PlatformServer } from './platform-server.suite.js';

let platform: PlatformServer;
beforeAll(async () => {
  platform = await PlatformServer.start();
});
afterEach(() => {
  platform.behaviour = 'good';
  platform.pushed.length = 0;
  platform.statuses.length = 0;
});
afterAll(() => platform.stop());

const never = new AbortController().signal;
const client = ({ secret = APP.secret, timeoutMs = 2000 } = {}) =>
  new LiangfaClient({
    organ: 'police-zhejiang',
    channel: 'platform',
    adapter: 'liangfa',
    address: platform.url,
    appKey: APP.appKey,
    secretFile: '',
    units: { 'police-zhejiang': '33-GA', 'ip-ningbo': '3302-ZSCQ' },
    timeoutMs,
    secret,
  });

function delivery(content: object = {}, kind: 'TRANSFER' | 'NOTICE' = 'TRANSFER') {
  const body = JSON.stringify({
    agency: 'ip-ningbo',
    caseNo: '甬知案〔2026〕1号',
    charge: '假冒专利罪',
    documentNo: '甬知移〔2026〕1号',
    officer: '林嘉',
    approvedAt: '2026-03-02T17:00:00Z',
    documents: [{ kind: 'ARTICLE_LIST', name: '清单.pdf', sha256: 'a'.repeat(64), bytes: 7 }],
    ...content,
  });
  const digest = createHash('sha256').update(body).digest('hex');
  return { id: '0190a000-0000-7000-8000-000000000001', kind, recipient: 'police-zhejiang', body, digest };
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { code: string }).code,
  );

describe('handing over', () => {
  it('fills the platform’s form in its words, with the content as attachment', async () => {
    const given = delivery();
    const said = await client().submit(given, never);
    expect(said).toMatchObject({
      deliveryId: given.id,
      digest: given.digest,
      signature: null,
      platformNo: 'P-1',
    });
    const [{ fields, body } = { fields: {}, body: Buffer.alloc(0) }] = platform.pushed;
    expect(body.toString()).toBe(given.body);
    expect(fields).toEqual({
      YWLSH: given.id,
      YWLX: 'YS',
      AJBH: '甬知案〔2026〕1号',
      YSDW: '3302-ZSCQ',
      JSDW: '33-GA',
      YSSWH: '甬知移〔2026〕1号',
      SXZM: '假冒专利罪',
      YSRQ: '2026-03-03',
      CBR: '林嘉',
      CLQD: JSON.stringify([{ CLDM: '03', CLMC: '清单.pdf', CLZY: 'a'.repeat(64), CLDX: '7' }]),
      NRZY: given.digest,
    });
  });

  it('again is known by the platform, and means the same', async () => {
    const one = client();
    await one.submit(delivery(), never);
    expect(await one.submit(delivery(), never)).toMatchObject({ platformNo: 'P-1' });
  });

  it('asks for a token once, and for another where that has ended', async () => {
    const [one, before] = [client(), platform.tokensGiven];
    await one.submit(delivery(), never);
    await one.submit(delivery(), never);
    expect(platform.tokensGiven).toBe(before + 1);
    platform.endToken();
    await one.submit(delivery(), never);
    expect(platform.tokensGiven).toBe(before + 2);
  });

  it('tells what was done after the case, under the type that the platform has for it', async () => {
    await client().submit(delivery({ step: 'RECONSIDERATION_REQUESTED' }, 'NOTICE'), never);
    expect(platform.pushed[0]?.fields).toMatchObject({ YWLX: 'TZ', WSLX: 'FY' });
  });

  it.each<[string, string, () => Promise<unknown>]>([
    [
      'a notice for which it has no type',
      'platform.notice-unknown',
      () => client().submit(delivery({ step: 'INDICTED' }, 'NOTICE'), never),
    ],
    [
      'an agency that it does not know',
      'platform.unit-unknown',
      () => client().submit(delivery({ agency: 'ip-wenzhou' }), never),
    ],
    [
      'a secret that is wrong',
      'platform.code-4001',
      () => client({ secret: 'other' }).submit(delivery(), never),
    ],
  ])('does not hide %s: %s', async (_what, code, work) => {
    expect(await codeOf(work())).toBe(code);
    expect(platform.pushed).toEqual([]);
  });

  it.each([
    ['fails', 'police.status-503'],
    ['busy', 'platform.code-5000'],
    ['rubbish', 'platform.malformed'],
    ['other-content', 'acknowledgement.other-delivery'],
  ] as const)('waits where the platform is %s: %s', async (behaviour, code) => {
    platform.behaviour = behaviour;
    await expect(client().submit(delivery(), never)).rejects.toMatchObject({ kind: 'unavailable', code });
  });
});

describe('asking', () => {
  it('goes on from a status to those after it', async () => {
    for (const ZTDM of ['10', '20', '88']) platform.tell({ YWLSH: delivery().id, ZTDM });
    const one = client();
    const first = await one.statuses('', never);
    expect(first.map(({ cursor, meaning }) => [cursor, meaning.kind])).toEqual([
      ['1', 'NOTHING'],
      ['2', 'STEP'],
    ]);
    const second = await one.statuses('2', never);
    expect(second.map(({ meaning }) => meaning.kind)).toEqual(['UNKNOWN']);
    expect(await one.statuses('3', never)).toEqual([]);
  });

  it('passes over none that it could not go on from', async () => {
    platform.statuses.push({ ZTDM: '20' });
    expect(await codeOf(client().statuses('', never))).toBe('platform.malformed');
  });
});
