import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  canonicalJson,
  signDetached,
  signRequest,
  verifyDetached,
  type PartnerKeys,
} from '@xianjie/envelopes';
import { Api } from '../api/api.js';
import type { Manners } from './misbehaviour.js';
import { PoliceByHttp } from './police-http.js';
import { delivery, keysOfBoth, ORGAN, PLATFORM } from './police-rig.suite.js';
import { ACKNOWLEDGEMENT, type ReceivedDelivery } from './police-system.js';

const keys = keysOfBoth('SM');
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function police(manners: Manners = {}, caseTransfer = 'http://127.0.0.1:9') {
  const seen: ReceivedDelivery[] = [];
  const system = new PoliceByHttp({
    organ: ORGAN,
    platform: PLATFORM,
    keys: keys.police,
    port: 0,
    caseTransfer: new Api(caseTransfer, async () => 'token'),
    manners,
    delivered: (each) => seen.push(each),
  });
  await system.start();
  stops.push(() => system.stop());
  return { system, seen };
}

/** One attempt of the platform to deliver. */
async function deliver(
  system: PoliceByHttp,
  body: Buffer<ArrayBuffer>,
  by: PartnerKeys = keys.platform,
  patienceMs = 5000,
) {
  const request = {
    method: 'POST',
    url: system.deliverTo,
    headers: { 'content-type': 'application/json' },
    body,
  };
  const signature = await signRequest(by, request, { recipient: ORGAN, createdAt: new Date() });
  const headers = { ...request.headers, ...signature } as Record<string, string>;
  const signal = AbortSignal.timeout(patienceMs);
  const answer = await fetch(request.url, { method: 'POST', headers, body, signal });
  return { status: answer.status, answer: (await answer.json()) as Record<string, unknown> };
}

/** What the platform believes of an acknowledgement. */
function prove({ signature, ...said }: Record<string, unknown>) {
  const expected = { signer: ORGAN, context: ACKNOWLEDGEMENT, asOf: new Date() };
  return verifyDetached(keys.platform, canonicalJson(said), signature, expected);
}

describe('a police system that is called', () => {
  it('stores a delivery and signs that it has', async () => {
    const { system, seen } = await police();
    const { id, body, digest } = delivery();
    const { status, answer } = await deliver(system, body);
    expect(status).toBe(200);
    expect(answer).toMatchObject({ deliveryId: id, digest });
    await expect(prove(answer)).resolves.toMatchObject({ signer: ORGAN, suite: 'SM' });
    expect(seen).toHaveLength(1);
    expect(system.received.get(id)?.content).toMatchObject({ caseNo: '杭知案〔2026〕1号' });
  });

  it('knows a delivery that comes again, and says of it what it said before', async () => {
    const { system, seen } = await police();
    const { id, body } = delivery();
    const first = await deliver(system, body);
    const second = await deliver(system, body);
    expect(second.answer['receivedAt']).toBe(first.answer['receivedAt']);
    expect(system.received.get(id)?.times).toBe(2);
    expect(seen).toHaveLength(1);
  });

  it('believes nobody who has not the keys, and nothing that was changed on the way', async () => {
    const { system } = await police();
    const { body } = delivery();
    expect(await deliver(system, body, keys.stranger)).toMatchObject({ status: 401 });
    const unsigned = await fetch(system.deliverTo, { method: 'POST', body });
    expect(unsigned.status).toBe(401);
    expect(system.received.size).toBe(0);
  });

  it('answers nothing under another address', async () => {
    const { system } = await police();
    expect((await fetch(system.deliverTo.replace('/deliveries', '/other'))).status).toBe(404);
  });
});

describe('a police system that misbehaves', () => {
  it('is silent: the connection stays open, and nothing was taken', async () => {
    const { system } = await police({ misbehave: 'silent' });
    await expect(deliver(system, delivery().body, keys.platform, 300)).rejects.toThrow();
    expect(system.received.size).toBe(0);
  });

  it('is slow: it answers all the same', async () => {
    const { system } = await police({ misbehave: 'slow', slowMs: 200 });
    const begun = performance.now();
    expect(await deliver(system, delivery().body)).toMatchObject({ status: 200 });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(190);
  });

  it('signs wrongly: nobody believes it', async () => {
    const { system } = await police({ misbehave: 'wrong-signature' });
    const { answer } = await deliver(system, delivery().body);
    await expect(prove(answer)).rejects.toMatchObject({ code: 'envelope.signature' });
  });
});

describe('a step of the organ', () => {
  const step = { transferId: 't-1', externalNo: 'R-1', step: 'RECEIPT_SIGNED', officer: { name: '孙毅' } };

  /** case-transfer, as far as this system sees of it. */
  async function caseTransfer(by: PartnerKeys) {
    const bodies: unknown[] = [];
    const server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      bodies.push({ path: request.url, ...(JSON.parse(Buffer.concat(parts).toString()) as object) });
      const said = { externalNo: 'R-1', status: 'ACCEPTED', transferId: 't-1', stepNo: 5, answeredAt: 'now' };
      const purpose = { recipient: ORGAN, context: ACKNOWLEDGEMENT, signedAt: new Date() };
      const signature = await signDetached(by, canonicalJson(said), purpose);
      const acknowledgement = { ...said, signature };
      const answer = {
        transfer: { state: 'RECEIVED' },
        step: { no: 5 },
        repeated: bodies.length > 1,
        acknowledgement,
      };
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(async () => void server.close());
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
  }

  it('goes by a call back, and its acknowledgement is proven', async () => {
    const { url, bodies } = await caseTransfer(keys.platform);
    const { system } = await police({}, url);
    expect(await system.answer(step)).toEqual({
      externalNo: 'R-1',
      status: 'ACCEPTED',
      stepNo: 5,
      stateNow: 'RECEIVED',
      issues: [],
    });
    expect(bodies).toEqual([
      { path: '/transfers/t-1/steps', step: 'RECEIPT_SIGNED', externalNo: 'R-1', officer: { name: '孙毅' } },
    ]);
  });

  it('whose acknowledgement is somebody else’s is not believed to be taken', async () => {
    const { url } = await caseTransfer(keys.stranger);
    const { system } = await police({}, url);
    await expect(system.answer(step)).rejects.toMatchObject({ code: 'envelope.key' });
  });

  it('goes twice where the system doubles, under the same number', async () => {
    const { url, bodies } = await caseTransfer(keys.platform);
    const { system } = await police({ misbehave: 'doubles' }, url);
    expect(await system.answer(step)).toMatchObject({ status: 'REPEATED' });
    expect(bodies).toHaveLength(2);
  });
});
