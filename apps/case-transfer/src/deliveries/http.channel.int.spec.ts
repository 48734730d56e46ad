import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson, verifyDetached } from '@xianjie/envelopes';
import { begun, playAll, type Played, take } from '../transfers/play.suite.js';
import {
  call,
  countOf,
  db,
  done,
  FIVE,
  json,
  now,
  page,
  papers,
  police,
  proc,
  provincialPolice,
  refused,
  setTime,
  stateOf,
  useService,
  wait,
  wu,
} from '../transfers/transfers-rig.suite.js';
import { ACKNOWLEDGEMENT } from './acknowledgement.js';
import { agreeKeys, partnersFile } from './partner-keys.suite.js';
import { type Behaviour, PoliceServer } from './police-server.suite.js';

const agreed = agreeKeys({ 'police-hangzhou': 'SM', 'police-zhejiang': 'INTL' });
let hangzhou: PoliceServer;
let zhejiang: PoliceServer;
let partners: string;

beforeAll(async () => {
  hangzhou = await PoliceServer.start('police-hangzhou', agreed.of('police-hangzhou'));
  zhejiang = await PoliceServer.start('police-zhejiang', agreed.of('police-zhejiang'));
  partners = partnersFile([
    { organ: 'police-hangzhou', channel: 'http', deliverTo: `${hangzhou.url}/deliveries`, timeoutMs: 1500 },
    {
      organ: 'police-zhejiang',
      channel: 'http',
      deliverTo: `${zhejiang.url}/deliveries`,
      answersAt: `${zhejiang.url}/answers`,
      timeoutMs: 5000,
    },
  ]);
});
useService(() => ({ PARTNERS: partners, PARTNER_KEYS: agreed.file }));
afterEach(() => {
  hangzhou.behaviour = 'good';
  zhejiang.behaviour = 'good';
  hangzhou.received.length = 0;
});
afterAll(async () => {
  await hangzhou.stop();
  await zhejiang.stop();
});

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly attempts: number;
  readonly failure: string | null;
  readonly waitingSince: string | null;
}

/** Orders the delivery of an approved transfer. */
async function ordered(): Promise<Played & { readonly delivery: string }> {
  const transfer = await begun();
  await playAll(transfer, ['REPORT_SUBMITTED', 'APPROVED']);
  const documents = await papers(transfer.id, wu, FIVE);
  const { id } = await done<Shown>('POST', `/transfers/${transfer.id}/deliveries`, wu, {
    documentNo: '杭知移〔2026〕1号',
    documents,
  });
  return { ...transfer, delivery: id };
}

/** The delivery once it is as expected. */
async function until(id: string, is: (delivery: Shown) => boolean): Promise<Shown> {
  for (let tries = 0; ; tries += 1) {
    const delivery = await done<Shown>('GET', `/deliveries/${id}`, wu);
    if (is(delivery)) return delivery;
    if (tries > 150) throw new Error(`It stays ${JSON.stringify(delivery)}`);
    await sleep(50);
  }
}

/** Time goes on a little: an attempt that failed, or was under way, puts the next one off. */
const arrived = (id: string) =>
  until(id, ({ status }) => {
    if (status !== 'ARRIVED') wait(0.002);
    return status === 'ARRIVED';
  });

describe('a delivery by call', () => {
  it('arrives with the acknowledgement, as the act of the officer who ordered it', async () => {
    const { id, delivery } = await ordered();
    await arrived(delivery);
    const { state, steps, dueKey } = await page(id, wu);
    expect([state, dueKey]).toEqual(['DELIVERED', 'RECEIPT_24H']);
    expect(steps.at(-1)).toMatchObject({
      step: 'DELIVERED',
      organ: 'ip-hangzhou',
      paper: {
        officer: { id: 'ip-hangzhou-1', name: '吴越' },
        source: 'ACKNOWLEDGEMENT',
        documentNo: '杭知移〔2026〕1号',
      },
    });
    expect(hangzhou.received).toMatchObject([
      {
        deliveryId: delivery,
        body: {
          kind: 'TRANSFER',
          transferId: id,
          charge: '假冒专利罪',
          documents: FIVE.map((kind) => ({ kind })),
        },
      },
    ]);
    expect(await page(id, police)).toMatchObject({ seat: 'POLICE', state: 'DELIVERED' });
  });

  it.each<[Behaviour, string]>([
    ['silent', 'police.timeout'],
    ['slow', 'police.timeout'],
    ['fails', 'police.status-503'],
    ['redirects', 'police.unreachable'],
    ['takes-and-hangs-up', 'police.unreachable'],
    ['rubbish', 'acknowledgement.malformed'],
    ['endless', 'police.answer-too-long'],
    ['other-content', 'acknowledgement.other-delivery'],
    ['wrong-signature', 'envelope.signature'],
  ])(
    'waits for a system that is %s: %s, with the clock running, and arrives later as the same',
    async (behaviour, failure) => {
      hangzhou.behaviour = behaviour;
      const { id, delivery } = await ordered();
      const since = now().toISOString();
      const waiting = await until(delivery, (each) => each.failure !== null);
      expect(waiting).toMatchObject({ status: 'WAITING', failure, waitingSince: since, attempts: 1 });
      expect(await page(id, proc)).toMatchObject({
        state: 'AWAIT_DELIVERY',
        dueKey: 'TRANSFER_24H',
        deliveries: [{ id: delivery, waitingSince: since, failure }],
      });
      wait(30);
      expect(await page(id, wu)).toMatchObject({ state: 'AWAIT_DELIVERY', late: true });
      await until(delivery, (each) => each.attempts > 1);
      hangzhou.behaviour = 'good';
      await arrived(delivery);
      expect(new Set(hangzhou.received.map(({ deliveryId }) => deliveryId))).toEqual(new Set([delivery]));
      expect(new Set(hangzhou.received.map(({ text }) => text)).size).toBe(1);
      expect(new Set(hangzhou.received.map(({ messageId }) => messageId)).size).toBe(
        hangzhou.received.length,
      );
      expect(await countOf('transfer_step', `transfer_id = '${id}' AND step = 'DELIVERED'`)).toBe(1);
    },
  );

  it('is tried at growing intervals, not at once', async () => {
    hangzhou.behaviour = 'fails';
    const { delivery } = await ordered();
    await until(delivery, (each) => each.attempts === 1 && each.failure !== null);
    await sleep(1600);
    expect(hangzhou.received).toHaveLength(1);
    setTime(new Date(now().getTime() + 5000));
    await until(delivery, (each) => each.attempts === 2);
    setTime(new Date(now().getTime() + 5000));
    await sleep(1600);
    expect(hangzhou.received).toHaveLength(2);
  });

  it('that a process took with it into its end is taken up by another', async () => {
    hangzhou.behaviour = 'fails';
    const { delivery } = await ordered();
    await until(delivery, (each) => each.failure !== null);
    await db.manager.query('UPDATE delivery SET attempts = 7, next_attempt_at = $2 WHERE id = $1', [
      delivery,
      new Date(now().getTime() + 120_000),
    ]);
    hangzhou.behaviour = 'good';
    setTime(new Date(now().getTime() + 121_000));
    expect(await arrived(delivery)).toMatchObject({ attempts: 8 });
  });

  it('to one organ is not delayed by another that is slow', async () => {
    zhejiang.behaviour = 'slow';
    const slow = await forwarded();
    await until(slow, (each) => each.attempts > 0);
    const before = Date.now();
    const { delivery } = await ordered();
    await arrived(delivery);
    expect(Date.now() - before).toBeLessThan(2900);
    await arrived(slow);
  });

  it('may be handed over on paper while the line is down; then nothing more is sent', async () => {
    hangzhou.behaviour = 'fails';
    const { id, delivery } = await ordered();
    await until(delivery, (each) => each.failure !== null);
    wait(1);
    await done('POST', `/deliveries/${delivery}/hand-over`, wu, { handedOverAt: now().toISOString() });
    hangzhou.behaviour = 'good';
    const sent = hangzhou.received.length;
    wait(5);
    await sleep(1500);
    expect(hangzhou.received).toHaveLength(sent);
    expect(await page(id, wu)).toMatchObject({ state: 'DELIVERED', deliveries: [{ status: 'BY_HAND' }] });
  });
});

/** A case of Hangzhou that its police forwarded to the province: the notice to the province is on its way. */
async function forwarded(): Promise<string> {
  const { id, delivery } = await ordered();
  await arrived(delivery);
  await take(id, police, { step: 'RECEIPT_SIGNED' });
  await take(id, police, { step: 'FORWARDED', documentNo: '1号', forwardedTo: 'police-zhejiang' });
  const [row] = await db.manager.query<{ id: string }[]>(
    `SELECT id FROM delivery WHERE transfer_id = $1 AND recipient = 'police-zhejiang'`,
    [id],
  );
  const { id: notice } = row as { id: string };
  // Its sender is the first police organ; the agency looks as the sender for the test.
  await db.manager.query(`UPDATE delivery SET sender = 'ip-hangzhou' WHERE id = $1`, [notice]);
  return notice;
}

describe('the officer’s answer', () => {
  it('that comes before the acknowledgement proves that the case arrived', async () => {
    hangzhou.behaviour = 'takes-and-hangs-up';
    const { id, delivery } = await ordered();
    await until(delivery, (each) => each.failure !== null);
    expect(await refused('GET', `/transfers/${id}`, police)).toEqual([404, 'transfer.unknown']);
    const receipt = { step: 'RECEIPT_SIGNED', documentNo: '杭公回〔2026〕1号', externalNo: `回执-${id}` };
    await take(id, police, receipt);
    expect((await page(id, wu)).steps.slice(-2).map(({ step }) => step)).toEqual([
      'DELIVERED',
      'RECEIPT_SIGNED',
    ]);
    expect(await done('GET', `/deliveries/${delivery}`, wu)).toMatchObject({ status: 'ARRIVED' });
  });

  it('proves nothing of a case that was never sent', async () => {
    const transfer = await begun();
    await playAll(transfer, ['REPORT_SUBMITTED', 'APPROVED']);
    const receipt = { step: 'RECEIPT_SIGNED', officer: { name: '孙毅' } };
    expect(await refused('POST', `/transfers/${transfer.id}/steps`, police, receipt)).toEqual([
      404,
      'transfer.unknown',
    ]);
    expect(await stateOf(transfer.id)).toBe('AWAIT_DELIVERY');
  });

  it('is acknowledged with our signature once it is committed', async () => {
    const { id, delivery } = await ordered();
    await arrived(delivery);
    const body = { step: 'RECEIPT_SIGNED', externalNo: `收-${id}`, officer: { name: '孙毅' } };
    const answer = await call('POST', `/transfers/${id}/steps`, { agency: 'police-hangzhou' }, body);
    const { acknowledgement } = await json<{
      acknowledgement: { signature: unknown } & Record<string, unknown>;
    }>(answer);
    const { signature, ...said } = acknowledgement;
    expect(said).toMatchObject({ externalNo: `收-${id}`, status: 'ACCEPTED', transferId: id, stepNo: 5 });
    const expected = { signer: 'xianjie', context: ACKNOWLEDGEMENT, asOf: new Date() };
    await verifyDetached(agreed.of('police-hangzhou'), canonicalJson(said), signature, expected);
  });
});

describe('what others do in a case that the police have', () => {
  it('reaches its system as a notice, after the case and in its order', async () => {
    const { id, delivery } = await ordered();
    await arrived(delivery);
    await take(id, police, { step: 'RECEIPT_SIGNED' });
    await take(id, police, { step: 'NOT_FILED', documentNo: '1号', reasons: '证据不足' });
    hangzhou.behaviour = 'fails';
    await take(id, wu, {
      step: 'RECONSIDERATION_REQUESTED',
      documentNo: '杭知复〔2026〕1号',
      reasons: '理由',
    });
    const [notice] = (await page(id, wu)).deliveries.filter(({ kind }) => kind === 'NOTICE');
    await until(String(notice?.id), (each) => each.failure !== null);
    hangzhou.behaviour = 'good';
    wait(1);
    await arrived(String(notice?.id));
    expect(hangzhou.received.at(-1)?.body).toMatchObject({
      kind: 'NOTICE',
      step: 'RECONSIDERATION_REQUESTED',
      documentNo: '杭知复〔2026〕1号',
    });
  });
});

describe('answers that are asked for', () => {
  /** Asks until it has acknowledged so many. */
  async function asked(count: number): Promise<Record<string, unknown>[]> {
    for (let tries = 0; zhejiang.acknowledged.length < count && tries < 300; tries += 1) await sleep(50);
    return zhejiang.acknowledged;
  }

  it('are taken once, acknowledged each, and not forgotten where the acknowledgement could not be had', async () => {
    const notice = await forwarded();
    await arrived(notice);
    const [row] = await db.manager.query<{ id: string }[]>(
      'SELECT transfer_id AS id FROM delivery WHERE id = $1',
      [notice],
    );
    const { id: transferId } = row as { id: string };
    const answer = (step: string, externalNo: string, more: object = {}) => ({
      transferId,
      step,
      externalNo,
      officer: { name: '徐刚' },
      ...more,
    });
    const { refusals } = zhejiang;
    zhejiang.refuseAcknowledgements = true;
    await zhejiang.offer(answer('RECEIPT_SIGNED', '浙-1'));
    await zhejiang.offer(answer('FILED', '浙-2', { documentNo: '浙公立〔2026〕1号' }), { forged: true });
    await zhejiang.offer(answer('INDICTED', '浙-3'));
    for (let tries = 0; (await stateOf(transferId)) !== 'RECEIVED' && tries < 300; tries += 1)
      await sleep(50);
    for (let tries = 0; zhejiang.refusals === refusals && tries < 300; tries += 1) await sleep(50);
    zhejiang.refuseAcknowledgements = false;
    const acknowledged = await asked(3);
    expect(
      acknowledged
        .slice(0, 3)
        .map(({ status, issues }) => [status, (issues as { rule: string }[]).map(({ rule }) => rule)]),
    ).toEqual([
      ['REPEATED', []],
      ['REJECTED', ['envelope.signature']],
      ['REJECTED', ['transfer.step-not-allowed']],
    ]);
    const { items } = await done<{ items: object[] }>('GET', '/untaken-messages', provincialPolice);
    expect(items).toEqual([
      expect.objectContaining({ reference: '浙-3', code: 'transfer.step-not-allowed' }),
      expect.objectContaining({ code: 'envelope.signature' }),
    ]);
    const [first] = acknowledged;
    const { signature, externalNo, status, stepNo, answeredAt } = first as Record<string, never>;
    const said = canonicalJson({ externalNo, status, transferId, stepNo, answeredAt });
    const expected = { signer: 'xianjie', context: ACKNOWLEDGEMENT, asOf: new Date() };
    await verifyDetached(agreed.of('police-zhejiang'), said, signature, expected);
    expect(await stateOf(transferId)).toBe('RECEIVED');
    expect(await page(transferId, provincialPolice)).toMatchObject({ state: 'RECEIVED' });
  }, 60_000);
});
