import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Manners } from './misbehaviour.js';
import { beijingTime, PolicePlatform } from './police-platform.js';
import { delivery } from './police-rig.suite.js';

const APP = { appKey: 'xianjie', secret: 'a-secret' };
const manners: Manners = {};
let platform: PolicePlatform;
beforeEach(async () => {
  manners.misbehave = undefined;
  platform = new PolicePlatform({ organ: 'police-zhejiang', port: 0, ...APP, manners });
  await platform.start();
});
afterEach(() => platform.stop());

interface Answer {
  readonly code: string;
  readonly data: Record<string, unknown> | null;
}
const ask = async (path: string, init: RequestInit = {}): Promise<Answer> =>
  (await (await fetch(`${platform.address}${path}`, init)).json()) as Answer;

async function token(secret = APP.secret): Promise<Answer> {
  const timestamp = String(Date.now());
  const sign = createHmac('sha256', secret).update(`${APP.appKey}${timestamp}`).digest('hex');
  return ask('/oauth/token', {
    method: 'POST',
    body: new URLSearchParams({ app_key: APP.appKey, timestamp, sign }),
  });
}

async function authorized(): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${String((await token()).data?.['access_token'])}` };
}

async function push({ id, body, digest }: ReturnType<typeof delivery>, change: Record<string, string> = {}) {
  const form = new FormData();
  const fields = { YWLSH: id, YWLX: 'YS', AJBH: '1号', YSDW: '3301', JSDW: '33', NRZY: digest, ...change };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('FJ', new Blob([body]), 'content.json');
  return ask('/case/push', { method: 'POST', body: form, headers: await authorized() });
}

const statuses = async (from = '0') =>
  (await ask(`/case/status?from=${from}&size=2`, { headers: await authorized() })).data?.['list'];

describe('a provincial platform', () => {
  it('takes a case with its attachment, and knows it when it comes again', async () => {
    const given = delivery();
    const first = await push(given);
    expect(first).toMatchObject({ code: '0', data: { NRZY: given.digest } });
    const again = await push(given);
    expect([again.code, again.data?.['PTLSH']]).toEqual(['1002', first.data?.['PTLSH']]);
    expect(platform.received.get(given.id)).toMatchObject({ times: 2, digest: given.digest });
    expect(platform.forms.get(given.id)).toMatchObject({ YSDW: '3301' });
  });

  it('lets nobody in without its token, and says what a form lacks', async () => {
    expect((await token('other')).code).toBe('4001');
    expect((await ask('/case/status')).code).toBe('4010');
    const headers = await authorized();
    platform.endTokens();
    expect((await ask('/case/status', { headers })).code).toBe('4010');
    expect((await push(delivery(), { AJBH: '' })).code).toBe('2001');
    expect((await fetch(`${platform.address}/other`)).status).toBe(404);
  });

  it('tells what its officers did in its own codes, page by page', async () => {
    const given = delivery();
    await push(given);
    const { transferId } = platform.received.get(given.id) ?? { transferId: '' };
    for (const step of ['RECEIPT_SIGNED', 'REVIEW_STARTED', 'FILED'])
      await platform.answer({
        transferId,
        externalNo: 'x',
        step,
        officer: { name: '徐刚' },
        documentNo: '1号',
      });
    expect(await statuses()).toMatchObject([
      { XH: '1', YWLSH: given.id, ZTDM: '20', CZR: '徐刚' },
      { XH: '2', ZTDM: '22' },
    ]);
    expect(await statuses('2')).toMatchObject([{ XH: '3', ZTDM: '30', WSH: '1号' }]);
    const unknown = { transferId, externalNo: 'x', step: 'ESCALATED', officer: { name: '徐刚' } };
    await expect(platform.answer(unknown)).rejects.toThrow('no word for ESCALATED');
  });

  it('doubles, or stores something else, where it is told to', async () => {
    const given = delivery();
    manners.misbehave = 'wrong-signature';
    expect((await push(given)).data?.['NRZY']).not.toBe(given.digest);
    manners.misbehave = 'doubles';
    platform.enter({ YWLSH: given.id, ZTDM: '20', ZTMC: '已签收' });
    expect(await statuses()).toHaveLength(2);
  });

  it('writes Beijing time', () => {
    expect(beijingTime(new Date('2026-03-02T17:00:01Z'))).toBe('2026-03-03 01:00:01');
  });
});
