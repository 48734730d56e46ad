import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  type EventType,
  TransferAnswerGiven,
  TransferAnswerTaken,
  TransferPackageAcknowledged,
  TransferPackageSent,
} from '@xianjie/contracts';
import { canonicalJson, open, seal, signDetached, verifyDetached } from '@xianjie/envelopes';
import { type EventLog, openEventLog } from '@xianjie/messaging';
import { begun, playAll, type Played } from '../transfers/play.suite.js';
import {
  countOf,
  done,
  FIVE,
  page,
  paper,
  papers,
  shenzhen,
  stateOf,
  useService,
  wait,
  type Who,
} from '../transfers/transfers-rig.suite.js';
import { ACKNOWLEDGEMENT } from './acknowledgement.js';
import { agreeKeys, partnersFile } from './partner-keys.suite.js';

const ORGAN = 'police-shenzhen';
const inbound = { topic: `case-transfer.inbound.${ORGAN}`, partition: 0 };
const outbound = { topic: `case-transfer.outbound.${ORGAN}`, partition: 0 };
const agreed = agreeKeys({ [ORGAN]: 'INTL', 'police-hangzhou': 'SM' });
const theirs = agreed.of(ORGAN);
let log: EventLog;

useService(
  () => ({
    PARTNERS: partnersFile([{ organ: ORGAN, channel: 'kafka' }]),
    PARTNER_KEYS: agreed.file,
    PARTNER_TOPICS: ORGAN,
  }),
  async ({ log: address }) => {
    log = await openEventLog(address, { clientId: 'partner' });
    await log.createTopics([inbound, outbound].map(({ topic }) => ({ name: topic, partitions: 1 })));
  },
);
afterAll(() => log?.close());

const kai: Who = { agency: 'ip-shenzhen', officer: { id: 'ip-shenzhen-2', name: '张凯' } };
const chief: Who = { agency: 'ip-shenzhen', officer: { id: 'ip-shenzhen-3', name: '陈永康', head: true } };

/** A transfer of Shenzhen whose delivery was ordered. */
async function ordered(): Promise<{ readonly id: string; readonly delivery: string }> {
  const { id } = await begun({ agency: 'ip-shenzhen', areaCode: '440305' });
  const documentId = await paper(id, shenzhen, 'TRANSFER_REPORT');
  for (const who of [shenzhen, kai]) await done('POST', `/transfers/${id}/signatures`, who, { documentId });
  await done('POST', `/transfers/${id}/steps`, kai, { step: 'REPORT_SUBMITTED', documents: [documentId] });
  await done('POST', `/transfers/${id}/steps`, chief, { step: 'APPROVED' });
  const documents = await papers(id, shenzhen, FIVE);
  const order = { documentNo: '深知移〔2026〕1号', documents };
  const { id: delivery } = await done<{ id: string }>('POST', `/transfers/${id}/deliveries`, shenzhen, order);
  return { id, delivery };
}

/** The first event of a type on the outbound topic that is as wanted. */
async function told<T>(event: EventType<T>, wanted: (value: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 300; tries += 1) {
    const records = await log.read(outbound, 0n, 10_000);
    const values = records
      .filter(({ headers }) => headers['ce_type'] === event.type)
      .map(({ value }) => event.decode(value as Buffer));
    const found = values.find(wanted);
    if (found) return found;
    await sleep(50);
  }
  throw new Error(`No ${event.type} came`);
}

const write = async (frame: Buffer): Promise<string> => {
  const { baseOffset } = await log.append(inbound, [{ key: 'k', value: frame, headers: {} }]);
  return `${inbound.topic}/0/${baseOffset}`;
};

const packageOf = (delivery: string) =>
  told(TransferPackageSent, ({ deliveryId }) => deliveryId === delivery);
const answerTo = (reference: string) => told(TransferAnswerTaken, (answer) => answer.reference === reference);

/** What was said to a record so far. */
async function answered(reference: string): Promise<TransferAnswerTaken[]> {
  const records = await log.read(outbound, 0n, 10_000);
  return records
    .filter(({ headers }) => headers['ce_type'] === TransferAnswerTaken.type)
    .map(({ value }) => TransferAnswerTaken.decode(value as Buffer))
    .filter((answer) => answer.reference === reference);
}

/** A police system's acknowledgement of a package. */
async function acknowledgement(
  { deliveryId, digest }: TransferPackageSent,
  change: object = {},
): Promise<Buffer> {
  const said = { deliveryId, digest, receivedAt: new Date().toISOString() };
  const purpose = { recipient: 'xianjie', context: ACKNOWLEDGEMENT, signedAt: new Date() };
  const signature = await signDetached(theirs, canonicalJson(said), purpose);
  return TransferPackageAcknowledged.encode({ ...said, signature, ...change });
}

/** An officer's answer, sealed for us. */
async function answer(
  content: Record<string, unknown>,
  { by = theirs, context = inbound.topic, beside = {} } = {},
): Promise<Buffer> {
  const message = { recipient: 'xianjie', context, contentType: 'application/json', createdAt: new Date() };
  const envelope = Buffer.from(await seal(by, Buffer.from(JSON.stringify(content)), message));
  const { externalNo, transferId } = content as { externalNo: string; transferId: string };
  return TransferAnswerGiven.encode({ externalNo, transferId, envelope, ...beside });
}

/** A transfer that arrived at the police of Shenzhen. */
async function arrived(): Promise<Played['id']> {
  const { id, delivery } = await ordered();
  await write(await acknowledgement(await packageOf(delivery)));
  for (let tries = 0; (await stateOf(id)) !== 'DELIVERED' && tries < 200; tries += 1) await sleep(50);
  return id;
}

const receipt = (transferId: string, change: object = {}) => ({
  transferId,
  externalNo: `深回-${transferId}`,
  step: 'RECEIPT_SIGNED',
  documentNo: '深公回〔2026〕1号',
  officer: { name: '罗勇' },
  ...change,
});

describe('a delivery by topic', () => {
  it('is sealed for its recipient, and arrives with the acknowledgement', async () => {
    const { id, delivery } = await ordered();
    const sent = await packageOf(delivery);
    expect(sent.envelope.toString('latin1')).not.toContain(id);
    const opened = await open(theirs, sent.envelope, {
      sender: 'xianjie',
      context: outbound.topic,
      now: new Date(),
      maxAge: 60,
    });
    expect(JSON.parse(Buffer.from(opened.content).toString())).toMatchObject({
      deliveryId: delivery,
      transferId: id,
      kind: 'TRANSFER',
    });
    expect(await page(id, shenzhen)).toMatchObject({
      state: 'AWAIT_DELIVERY',
      deliveries: [{ status: 'SENT', channel: 'kafka' }],
    });
    const frame = await acknowledgement(sent);
    await write(frame);
    const again = await write(frame);
    for (let tries = 0; (await stateOf(id)) !== 'DELIVERED' && tries < 200; tries += 1) await sleep(50);
    expect(await page(id, shenzhen)).toMatchObject({
      state: 'DELIVERED',
      deliveries: [{ status: 'ARRIVED' }],
    });
    expect(await countOf('transfer_step', `transfer_id = '${id}' AND step = 'DELIVERED'`)).toBe(1);
    await answerTo(await write(Buffer.from('rubbish')));
    expect(await answered(again)).toEqual([]);
  });

  it('does not arrive with a word that is not the recipient’s, or of other content', async () => {
    const { id, delivery } = await ordered();
    const sent = await packageOf(delivery);
    const forged = await write(await acknowledgement(sent, { receivedAt: '2026-01-01T00:00:00.000Z' }));
    expect(await answerTo(forged)).toMatchObject({
      status: 'REJECTED',
      issues: [{ rule: 'envelope.signature' }],
    });
    const other = await write(await acknowledgement({ ...sent, digest: 'a'.repeat(64) }));
    expect(await answerTo(other)).toMatchObject({
      status: 'REJECTED',
      issues: [{ rule: 'acknowledgement.other-delivery' }],
    });
    const unknown = await write(await acknowledgement({ ...sent, deliveryId: 'none' }));
    expect(await answerTo(unknown)).toMatchObject({
      status: 'REJECTED',
      issues: [{ rule: 'delivery.unknown' }],
    });
    expect(await stateOf(id)).toBe('AWAIT_DELIVERY');
    const { items } = await done<{ items: object[] }>('GET', '/untaken-messages?limit=100', shenzhen);
    for (const [reference, code] of [
      [forged, 'envelope.signature'],
      [other, 'acknowledgement.other-delivery'],
      [unknown, 'delivery.unknown'],
    ])
      expect(items).toContainEqual(expect.objectContaining({ organ: ORGAN, reference, code }));
  });

  it('shows why its acknowledgement was not believed until one is, though it went out again', async () => {
    const { id, delivery } = await ordered();
    const shown = async () => (await page(id, shenzhen)).deliveries[0];
    const sent = await packageOf(delivery);
    await answerTo(await write(await acknowledgement(sent, { receivedAt: '2026-01-01T00:00:00.000Z' })));
    expect(await shown()).toMatchObject({ status: 'SENT', failure: 'envelope.signature' });
    wait(1);
    for (let tries = 0; (await shown())?.attempts === 1 && tries < 200; tries += 1) await sleep(50);
    for (let tries = 0; (await shown())?.status !== 'SENT' && tries < 200; tries += 1) await sleep(50);
    await sleep(300);
    expect(await shown()).toMatchObject({ status: 'SENT', attempts: 2, failure: 'envelope.signature' });
    await write(await acknowledgement(sent));
    for (let tries = 0; (await stateOf(id)) !== 'DELIVERED' && tries < 200; tries += 1) await sleep(50);
    expect(await shown()).toMatchObject({ status: 'ARRIVED', failure: null });
  });
});

describe('an answer by topic', () => {
  it('is taken once, in the commit of its position, and acknowledged with our signature', async () => {
    const id = await arrived();
    const frame = await answer(receipt(id));
    const [first, again] = [await write(frame), await write(frame)];
    const taken = await answerTo(first);
    expect(taken).toMatchObject({
      status: 'ACCEPTED',
      transferId: id,
      stepNo: 5,
      stateNow: 'RECEIVED',
      issues: [],
    });
    expect(await answerTo(again)).toMatchObject({ status: 'REPEATED', stepNo: 5 });
    const { externalNo, status, transferId, stepNo, answeredAt, signature } = taken;
    const expected = { signer: 'xianjie', context: ACKNOWLEDGEMENT, asOf: new Date() };
    await verifyDetached(
      theirs,
      canonicalJson({ externalNo, status, transferId, stepNo, answeredAt }),
      signature,
      expected,
    );
    const { steps } = await page(id, shenzhen);
    expect(steps.at(-1)).toMatchObject({
      organ: ORGAN,
      paper: { source: 'KAFKA', officer: { name: '罗勇', signedIn: false } },
    });
  });

  it('that comes before the acknowledgement proves that the case arrived', async () => {
    const { id, delivery } = await ordered();
    await packageOf(delivery);
    expect(await answerTo(await write(await answer(receipt(id))))).toMatchObject({
      status: 'ACCEPTED',
      stepNo: 5,
    });
  });

  it('that is rejected proves nothing, and announces nothing of what was undone with it', async () => {
    const { id, delivery } = await ordered();
    await packageOf(delivery);
    const announced = () => countOf('event', `stream_id = 'case-transfer.transfer/${id}'`);
    const before = await announced();
    expect(before).toBeGreaterThan(0);
    expect(await answerTo(await write(await answer(receipt(id, { step: 'INDICTED' }))))).toMatchObject({
      status: 'REJECTED',
    });
    expect([await announced(), await stateOf(id)]).toEqual([before, 'AWAIT_DELIVERY']);
    expect(await answerTo(await write(await answer(receipt(id))))).toMatchObject({ status: 'ACCEPTED' });
    expect(await announced()).toBe(before + 2);
  });

  it('is rejected with the reason, and leaves nothing behind', async () => {
    const id = await arrived();
    const before = await countOf('transfer_step');
    const rules = async (frame: Buffer) => {
      const { status, issues } = await answerTo(await write(frame));
      return [status, ...issues.map(({ rule }) => rule)];
    };
    expect(await rules(await answer(receipt(id, { step: 'FILED' })))).toEqual([
      'REJECTED',
      'transfer.step-not-allowed',
    ]);
    expect(await rules(await answer(receipt(id, { effectiveAt: '2020-01-01T00:00:00Z' })))).toEqual([
      'REJECTED',
      'step.before-previous',
    ]);
    expect(await rules(await answer(receipt(id, { unknown: 1 })))).toEqual(['REJECTED', 'unknown-field']);
    expect(await rules(await answer(receipt(id, { officer: undefined })))).toEqual([
      'REJECTED',
      'officer.needed',
    ]);
    expect(await rules(await answer(receipt(id), { beside: { externalNo: '另一号' } }))).toEqual([
      'REJECTED',
      'partner.not-as-signed',
    ]);
    expect(await rules(await answer(receipt(id), { context: 'elsewhere' }))).toEqual([
      'REJECTED',
      'envelope.misdirected',
    ]);
    expect(await rules(await answer(receipt(id), { by: agreed.of('police-hangzhou') }))).toEqual([
      'REJECTED',
      'envelope.misdirected',
    ]);
    expect(await rules(Buffer.from('rubbish'))).toEqual(['REJECTED', expect.any(String)]);
    expect(await countOf('transfer_step')).toBe(before);
    expect(await answerTo(await write(await answer(receipt(id))))).toMatchObject({ status: 'ACCEPTED' });
  });

  it('reaches no transfer of another organ', async () => {
    const hangzhou = await begun();
    await playAll(hangzhou, ['REPORT_SUBMITTED', 'APPROVED', 'DELIVERED']);
    const { status, issues } = await answerTo(await write(await answer(receipt(hangzhou.id))));
    expect([status, issues[0]?.rule]).toEqual(['REJECTED', 'transfer.unknown']);
  });
});
