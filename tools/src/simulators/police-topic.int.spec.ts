import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  TransferAnswerGiven,
  TransferAnswerTaken,
  TransferPackageAcknowledged,
  TransferPackageSent,
} from '@xianjie/contracts';
import { canonicalJson, open, seal, signDetached, verifyDetached } from '@xianjie/envelopes';
import { openEventLog, type EventLog, type StoredRecord } from '@xianjie/messaging';
import { describeOnEachLog, startEventLog, TestStream, type TestServer } from '@xianjie/testing';
import type { Manners } from './misbehaviour.js';
import { delivery, keysOfBoth, ORGAN, PLATFORM } from './police-rig.suite.js';
import { ACKNOWLEDGEMENT } from './police-system.js';
import { PoliceByTopic } from './police-topic.js';

const keys = keysOfBoth('INTL');
const inbound = { topic: `case-transfer.inbound.${ORGAN}`, partition: 0 };
const outbound = { topic: `case-transfer.outbound.${ORGAN}`, partition: 0 };

describeOnEachLog('a police system with topics of its own', (kind) => {
  let server: TestServer;
  let log: EventLog;

  beforeAll(async () => {
    server = await startEventLog(kind, { own: true });
    log = await openEventLog(server.address, { clientId: 'platform' });
    await log.createTopics([inbound, outbound].map(({ topic }) => ({ name: topic, partitions: 1 })));
  });
  afterAll(async () => {
    await log?.close();
    await server?.stop();
  });

  async function send({ id, body, digest }: ReturnType<typeof delivery>, times = 1): Promise<void> {
    const createdAt = new Date();
    const message = { recipient: ORGAN, context: outbound.topic, contentType: 'application/json', createdAt };
    const envelope = Buffer.from(await seal(keys.platform, body, message));
    const sent = { deliveryId: id, kind: 'TRANSFER', digest, sentAt: createdAt.toISOString(), envelope };
    const record = new TestStream(outbound.topic, id).next(TransferPackageSent, sent);
    await log.append(
      outbound,
      Array.from({ length: times }, () => record),
    );
  }

  /** Runs a system until `seen` answers something of what it wrote from now on. */
  async function running<T>(
    manners: Manners,
    seen: (written: StoredRecord[], system: PoliceByTopic) => Promise<T | undefined>,
  ) {
    const { end } = await log.bounds(inbound);
    const failures: unknown[] = [];
    const options = { organ: ORGAN, platform: PLATFORM, keys: keys.police, log, manners };
    const system = new PoliceByTopic({ ...options, failed: (error) => failures.push(error) });
    await system.start();
    try {
      for (let tries = 0; tries < 100; tries += 1) {
        const found = await seen(await log.read(inbound, end, 1000), system);
        if (found !== undefined) return { found, system, failures };
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`Nothing was seen; failures: ${failures.join('; ')}`);
    } finally {
      await system.stop();
    }
  }

  const acknowledgementsOf = (written: StoredRecord[], id: string) =>
    written.filter(({ key }) => key === id).map(({ value }) => TransferPackageAcknowledged.decode(value!));

  const prove = ({ signature, ...said }: TransferPackageAcknowledged) =>
    verifyDetached(keys.platform, canonicalJson(said), signature, {
      signer: ORGAN,
      context: ACKNOWLEDGEMENT,
      asOf: new Date(),
    });

  it('opens what is sealed for it, once however often the log holds it, and signs that it has it', async () => {
    const package_ = delivery();
    await send(package_, 2);
    const { found, system } = await running(
      {},
      async (written) => acknowledgementsOf(written, package_.id)[0],
    );
    expect(found).toMatchObject({ deliveryId: package_.id, digest: package_.digest });
    await expect(prove(found)).resolves.toMatchObject({ signer: ORGAN });
    expect(system.received.get(package_.id)).toMatchObject({
      times: 1,
      content: { caseNo: '杭知案〔2026〕1号' },
    });
  });

  it('leaves aside what is not sealed for it by the platform', async () => {
    const { id, body, digest } = delivery();
    const message = {
      recipient: ORGAN,
      context: outbound.topic,
      contentType: 'application/json',
      createdAt: new Date(),
    };
    const envelope = Buffer.from(await seal(keys.stranger, body, message));
    const sent = { deliveryId: id, kind: 'TRANSFER', digest, sentAt: new Date().toISOString(), envelope };
    await log.append(outbound, [new TestStream(outbound.topic, id).next(TransferPackageSent, sent)]);
    const good = delivery();
    await send(good);
    const { failures, system } = await running(
      {},
      async (written) => acknowledgementsOf(written, good.id)[0],
    );
    expect(failures).toEqual([expect.objectContaining({ code: 'envelope.key' })]);
    expect(system.received.has(id)).toBe(false);
  });

  it('signs wrongly, doubles, or says nothing where it is told to', async () => {
    const [wrong, doubled, unheard] = [delivery(), delivery(), delivery()];
    await send(wrong);
    const one = await running(
      { misbehave: 'wrong-signature' },
      async (written) => acknowledgementsOf(written, wrong.id)[0],
    );
    await expect(prove(one.found)).rejects.toMatchObject({ code: 'envelope.signature' });
    await send(doubled);
    const two = await running({ misbehave: 'doubles' }, async (written) => {
      const all = acknowledgementsOf(written, doubled.id);
      return all.length > 1 ? all : undefined;
    });
    expect(two.found).toHaveLength(2);
    await send(unheard);
    const none = await running({ misbehave: 'silent' }, async (_written, system) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      return system.received.size;
    });
    expect(none.found).toBe(0);
  });

  it('answers with a step sealed for the platform, and hears what became of it', async () => {
    const answering = async (written: StoredRecord[], system: PoliceByTopic) => {
      pending ??= system.answer({
        transferId: 't-1',
        externalNo: 'K-1',
        step: 'FILED',
        officer: { name: '罗勇' },
      });
      const record = written.find(({ key }) => key === 'K-1');
      if (!record) return undefined;
      const given = TransferAnswerGiven.decode(record.value!);
      const expected = { sender: ORGAN, context: inbound.topic, now: new Date(), maxAge: 60 };
      const { content } = await open(keys.platform, given.envelope, expected);
      expect(JSON.parse(Buffer.from(content).toString())).toMatchObject({ step: 'FILED', transferId: 't-1' });
      await log.append(outbound, [await taken(`${inbound.topic}/0/${record.offset}`)]);
      return pending;
    };
    let pending: ReturnType<PoliceByTopic['answer']> | undefined;
    const { found } = await running({}, answering);
    expect(found).toEqual({
      externalNo: 'K-1',
      status: 'ACCEPTED',
      stepNo: 6,
      stateNow: 'FILED',
      issues: [],
    });
  });

  async function taken(reference: string) {
    const said = {
      externalNo: 'K-1',
      status: 'ACCEPTED',
      transferId: 't-1',
      stepNo: 6,
      answeredAt: 'now',
    } as const;
    const purpose = { recipient: ORGAN, context: ACKNOWLEDGEMENT, signedAt: new Date() };
    const signature = await signDetached(keys.platform, canonicalJson(said), purpose);
    const value = { ...said, reference, stateNow: 'FILED', issues: [], signature };
    return new TestStream(outbound.topic, reference).next(TransferAnswerTaken, value);
  }
});
