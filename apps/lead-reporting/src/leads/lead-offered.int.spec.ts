import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LeadAnswered, LeadOffered, LeadSubmitted } from '@xianjie/contracts';
import { openEventLog, type EventLog, type StoredRecord } from '@xianjie/messaging';
import { startTestService, type TestService } from '@xianjie/testing';
import { DataSource } from 'typeorm';

const PARTNER = 'ip-jiangsu';
const inbound = { topic: `lead-reporting.inbound.${PARTNER}`, partition: 0 };
const outbound = { topic: `lead-reporting.outbound.${PARTNER}`, partition: 0 };
let service: TestService;
let log: EventLog;
let count = 0;

beforeAll(async () => {
  service = await startTestService(async () => (await import('../app.module.js')).AppModule, {
    migrations: [join(import.meta.dirname, '../../migrations')],
    env: {
      PERSONAL_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      PERSONAL_HASH_KEY: randomBytes(32).toString('base64'),
      AGENCIES: 'samples/agencies.json',
      PARTNER_TOPICS: PARTNER,
    },
    prepare: async ({ log: address }) => {
      log = await openEventLog(address, { clientId: 'partner' });
      await log.createTopics([inbound, outbound].map(({ topic }) => ({ name: topic, partitions: 1 })));
    },
  });
});
afterAll(async () => {
  await log?.close();
  await service?.stop();
});

function offered(change: Partial<LeadOffered> = {}): LeadOffered {
  count += 1;
  return {
    externalNo: `苏知线-${count}`,
    scope: 'PROVINCE',
    source: 'FAIR',
    platform: null,
    url: null,
    listingId: null,
    fair: '苏州电博会',
    booth: 'B2-17',
    complaintNo: null,
    receivedOn: null,
    customs: null,
    declarationNo: null,
    subjectKind: 'ORGANISATION',
    subjectName: '苏州某某电器有限公司',
    creditCode: '91330106MA2YYTX068',
    shopPlatform: null,
    shopId: null,
    patentNumber: 'ZL202010566088.9',
    actType: 'INFRINGEMENT',
    actOn: '2026-03-01',
    areaCode: '320583',
    goods: '无叶风扇',
    summary: null,
    evidence: [{ name: '商品页面截图.jpg', sha256: 'a'.repeat(64), bytes: 412_000n }],
    ...change,
  };
}

async function write(...frames: readonly Buffer[]): Promise<bigint> {
  const records = frames.map((value) => ({ key: 'k', value, headers: {} }));
  return (await log.append(inbound, records)).baseOffset;
}

/** What stands on the partner's topic about a record. */
async function answerTo(offset: bigint): Promise<LeadAnswered> {
  const reference = `${inbound.topic}/0/${offset}`;
  for (let tries = 0; tries < 400; tries += 1) {
    const found = (await answers()).find((answer) => answer.reference === reference);
    if (found) return found;
    await sleep(50);
  }
  throw new Error(`No answer to ${reference}`);
}

async function answers(): Promise<LeadAnswered[]> {
  const records: StoredRecord[] = await log.read(outbound, 0n, 10_000);
  return records
    .filter(({ headers }) => headers['ce_type'] === LeadAnswered.type)
    .map(({ value }) => LeadAnswered.decode(value!));
}

const leadsNamed = (externalNo: string) =>
  service.app
    .get(DataSource)
    .query<{ id: string; submitter: string }[]>('SELECT id, submitter FROM lead WHERE external_no = $1', [
      externalNo,
    ]);

describe('a lead on a partner’s own topic', () => {
  it('is taken in for the agency whose topic it is, and answered on its topic', async () => {
    const lead = offered();
    const answer = await answerTo(await write(LeadOffered.encode(lead)));
    expect(answer).toMatchObject({ externalNo: lead.externalNo, status: 'ACCEPTED', issues: [] });
    expect(await leadsNamed(lead.externalNo)).toEqual([{ id: answer.leadId, submitter: PARTNER }]);
  });

  it('is a repeat when it comes again, however often', async () => {
    const frame = LeadOffered.encode(offered());
    const first = await write(frame, frame, frame);
    const [one, two, three] = await Promise.all([0n, 1n, 2n].map((n) => answerTo(first + n)));
    expect([one?.status, two?.status, three?.status]).toEqual(['ACCEPTED', 'REPEATED', 'REPEATED']);
    expect(new Set([one?.leadId, two?.leadId, three?.leadId]).size).toBe(1);
  });

  it('is rejected where its number names other content', async () => {
    const lead = offered();
    await answerTo(await write(LeadOffered.encode(lead)));
    const answer = await answerTo(await write(LeadOffered.encode({ ...lead, goods: '台灯' })));
    expect(answer).toMatchObject({
      status: 'REJECTED',
      leadId: null,
      issues: [{ rule: 'lead.number-used' }],
    });
  });

  it.each([
    ['a wrong check character', { creditCode: '91330106MA2YYTX069' }, 'subject.creditCode'],
    ['a day that is none', { actOn: '2026-02-30' }, 'actOn'],
    ['an act to come', { actOn: '2099-01-01' }, 'actOn'],
    ['a source without its fields', { fair: null }, 'origin.fair'],
    ['a field of another source', { customs: '上海海关' }, 'origin'],
    ['an unknown scope', { scope: 'WORLD' }, 'scope'],
    ['a natural person', { subjectKind: 'PERSON' }, 'subject'],
  ])('is rejected by the rules of the HTTP interface: %s', async (_name, change, field) => {
    const lead = offered(change);
    const answer = await answerTo(await write(LeadOffered.encode(lead)));
    expect(answer).toMatchObject({ externalNo: lead.externalNo, status: 'REJECTED' });
    expect(answer.issues.map((issue) => issue.field).join()).toContain(field);
    expect(await leadsNamed(lead.externalNo)).toEqual([]);
  });

  it.each([
    ['rubbish', randomBytes(200)],
    ['nothing', Buffer.alloc(0)],
    ['a schema nobody knows', Buffer.from([0, 0x7f, 0xff, 0xff, 0xff, 1, 2, 3])],
    ['another event', LeadSubmitted.encode(submitted())],
    ['a cut frame', LeadOffered.encode(offered()).subarray(0, 20)],
  ])('that is %s is answered by its place, and the next one is taken', async (_name, frame) => {
    const lead = offered();
    const at = await write(frame, LeadOffered.encode(lead));
    const [bad, good] = await Promise.all([answerTo(at), answerTo(at + 1n)]);
    expect(bad).toMatchObject({ externalNo: bad.reference, status: 'REJECTED' });
    expect(good.status).toBe('ACCEPTED');
  });

  it('without a number that a key can hold is answered by its place', async () => {
    const answer = await answerTo(await write(LeadOffered.encode(offered({ externalNo: '\u0000 @' }))));
    expect(answer).toMatchObject({ externalNo: answer.reference, status: 'REJECTED' });
  });
});

function submitted(): LeadSubmitted {
  return {
    leadId: 'x',
    submitter: 'ip-zhejiang',
    externalNo: 'x',
    source: 'FAIR',
    scope: 'CITY',
    subjectKind: 'UNKNOWN',
    creditCode: null,
    shop: null,
    patentNumber: null,
    actType: 'OTHER',
    actOn: '2026-01-01',
    areaCode: '330100',
    submittedOn: '2026-01-01',
  };
}
