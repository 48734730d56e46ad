import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Instance } from '../transfers/instance.suite.js';
import { begun, playAll } from '../transfers/play.suite.js';
import {
  agencyOf,
  countOf,
  db,
  FIVE,
  papers,
  police,
  SCOPES,
  service,
  stateOf,
  useService,
  type Who,
  wu,
} from '../transfers/transfers-rig.suite.js';
import { MortalPolice, type Moment } from './mortal-police.suite.js';
import { NodeFolder } from './node-folder.suite.js';
import { agreeKeys, partnersFile } from './partner-keys.suite.js';

/**
 * Each side is killed at each step, as real processes are: no acknowledgement and no receipt without its effect, and nothing whose sender
 * waits for ever. The service of the rig prepares cases only: the instance that delivers is a process of its own, with the computer's clock.
 */

const agreed = agreeKeys({ 'police-hangzhou': 'SM', 'police-zhejiang': 'INTL' });
const folder = new NodeFolder(agreed.of('police-zhejiang'));
const organ = new MortalPolice('police-hangzhou', agreed.of('police-hangzhou'));
let instance = new Instance();
let env: Record<string, string>;

useService(() => ({ PERSONAL_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}` }));
beforeAll(async () => {
  await organ.rise();
  const partners = [
    { organ: 'police-hangzhou', channel: 'http', deliverTo: `${organ.url}/deliveries`, timeoutMs: 3000 },
    { organ: 'police-zhejiang', channel: 'directory', directory: folder.root, settleMs: 0 },
  ];
  env = { PARTNERS: partnersFile(partners), PARTNER_KEYS: agreed.file };
  await instance.start(env);
}, 90_000);
afterEach(() => organ.rise());
afterAll(async () => {
  await instance.end('SIGKILL');
  await organ.die();
});

/** The process is killed and another begins; the time that it had taken for itself passes. */
async function reborn(): Promise<void> {
  await instance.end('SIGKILL');
  instance = new Instance();
  await instance.start(env);
  await db.manager.query(`UPDATE delivery SET next_attempt_at = now() WHERE status IN ('WAITING', 'SENT')`);
  await db.manager.query(`UPDATE inbox_owner SET until = now() - interval '1 second'`);
}

/** Calls the instance, which may die meanwhile. */
async function call(path: string, { agency, officer }: Who, body: object): Promise<Response> {
  const token = await service.issuer.token({
    scopes: SCOPES,
    agency: agencyOf(agency),
    ...(officer ? { officer } : {}),
  });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch(`${instance.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** A case that was approved, with its five papers. */
async function approved(): Promise<{ readonly id: string; readonly order: object }> {
  const transfer = await begun();
  await playAll(transfer, ['REPORT_SUBMITTED', 'APPROVED']);
  return { id: transfer.id, order: { documentNo: '1号', documents: await papers(transfer.id, wu, FIVE) } };
}

interface Row {
  readonly id: string;
  readonly status: string;
}
const deliveryOf = async (transferId: string): Promise<Row | undefined> => {
  const [row] = await db.manager.query<Row[]>('SELECT id, status FROM delivery WHERE transfer_id = $1', [
    transferId,
  ]);
  return row;
};

/** What is said to have arrived has arrived, at every moment. */
async function nothingWithoutEffect(): Promise<void> {
  const rows = await db.manager.query<Row[]>(
    `SELECT id, status FROM delivery WHERE status = 'ARRIVED' AND recipient = 'police-hangzhou'`,
  );
  expect(rows.filter(({ id }) => !organ.stored.has(id))).toEqual([]);
}

async function until(what: () => Promise<boolean>, said: string): Promise<void> {
  for (let tries = 0; !(await what()); tries += 1) {
    await nothingWithoutEffect();
    if (tries > 300) throw new Error(`Waited for ever: ${said}`);
    await sleep(50);
  }
}

const isOnce = async (id: string, step: string) =>
  (await countOf('transfer_step', `transfer_id = '${id}' AND step = '${step}'`)) === 1;

const moments: readonly Moment[] = ['received', 'stored', 'acknowledged'];

describe('a delivery', () => {
  it.each(moments)(
    'arrives as one although our process is killed when the police have %s',
    async (moment) => {
      const { id, order } = await approved();
      let killed: Promise<void> | undefined;
      organ.at(moment, () => {
        killed ??= instance.end('SIGKILL');
      });
      await call(`/transfers/${id}/deliveries`, wu, order);
      await until(async () => killed !== undefined, `the moment ${moment}`);
      await killed;
      await nothingWithoutEffect();
      await reborn();
      await until(async () => (await deliveryOf(id))?.status === 'ARRIVED', 'its arrival');
      expect([
        await stateOf(id),
        await isOnce(id, 'DELIVERED'),
        organ.stored.has((await deliveryOf(id))?.id ?? ''),
      ]).toEqual(['DELIVERED', true, true]);
    },
    60_000,
  );

  it('that was ordered is not forgotten by a process that is killed at once', async () => {
    const { id, order } = await approved();
    expect((await call(`/transfers/${id}/deliveries`, wu, order)).status).toBe(201);
    await reborn();
    await until(async () => (await deliveryOf(id))?.status === 'ARRIVED', 'its arrival');
    expect(await isOnce(id, 'DELIVERED')).toBe(true);
  }, 60_000);

  it.each(moments)(
    'arrives as one although the police system is killed when it has %s',
    async (moment) => {
      const { id, order } = await approved();
      let died: Promise<void> | undefined;
      organ.at(moment, () => {
        died ??= organ.die();
      });
      await call(`/transfers/${id}/deliveries`, wu, order);
      await until(async () => died !== undefined, `the moment ${moment}`);
      await died;
      await nothingWithoutEffect();
      await organ.rise();
      await db.manager.query(`UPDATE delivery SET next_attempt_at = now() WHERE status = 'WAITING'`);
      await until(async () => (await deliveryOf(id))?.status === 'ARRIVED', 'its arrival');
      expect(await isOnce(id, 'DELIVERED')).toBe(true);
    },
    60_000,
  );
});

describe('an officer’s answer', () => {
  /** A case that the police have. */
  async function arrived(): Promise<string> {
    const { id, order } = await approved();
    await call(`/transfers/${id}/deliveries`, wu, order);
    await until(async () => (await stateOf(id)) === 'DELIVERED', 'its arrival');
    return id;
  }

  it.each([0, 3, 8, 15, 30])(
    'is taken once, and acknowledged only then, by processes that are killed %i ms after it came',
    async (ms) => {
      const id = await arrived();
      const answer = { step: 'RECEIPT_SIGNED', externalNo: `收-${id}`, officer: { name: '孙毅' } };
      const dying = sleep(ms).then(() => instance.end('SIGKILL'));
      const said = await call(`/transfers/${id}/steps`, police, answer).catch(() => undefined);
      // Whoever was told that it was taken finds it taken, whatever became of who told it.
      if (said?.ok) expect(await isOnce(id, 'RECEIPT_SIGNED')).toBe(true);
      await dying;
      await reborn();
      const again = await call(`/transfers/${id}/steps`, police, answer);
      expect([200, 201]).toContain(again.status);
      expect(await again.json()).toMatchObject({ acknowledgement: { externalNo: `收-${id}`, stepNo: 5 } });
      expect(await isOnce(id, 'RECEIPT_SIGNED')).toBe(true);
    },
    60_000,
  );

  it.each([0, 40, 120])(
    'that lies in a directory is taken once and answered, by processes that are killed %i ms after they began',
    async (ms) => {
      const id = await arrived();
      const forwarding = {
        step: 'FORWARDED',
        documentNo: '1号',
        forwardedTo: 'police-zhejiang',
        officer: { name: '孙毅' },
      };
      await call(`/transfers/${id}/steps`, police, { step: 'RECEIPT_SIGNED', officer: { name: '孙毅' } });
      expect((await call(`/transfers/${id}/steps`, police, forwarding)).status).toBe(201);
      const answer = {
        transferId: id,
        step: 'RECEIPT_SIGNED',
        externalNo: `浙-${id}`,
        officer: { name: '徐刚' },
      };
      await folder.bring(`K-${ms}`, 'ANSWER', answer);
      await sleep(1900 + ms);
      await reborn();
      await until(
        async () => (await folder.names('done')).includes(`K-${ms}.xjp`),
        'the package to be put away',
      );
      const outcomes = (await folder.fetch()).filter(({ packageId }) => packageId === `outcome-K-${ms}`);
      expect(outcomes.map(({ content }) => content)).toMatchObject([
        { status: expect.stringMatching('ACCEPTED'), stepNo: 7 },
      ]);
      expect(await countOf('transfer_step', `transfer_id = '${id}' AND step = 'RECEIPT_SIGNED'`)).toBe(2);
    },
    60_000,
  );
});
