import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LeadAnswered, LeadOffered, LeadPatentStatusNoted } from '@xianjie/contracts';
import { openEventLog, type EventLog } from '@xianjie/messaging';
import { describeOnEachLog, startEventLog, TestStream, type TestServer } from '@xianjie/testing';
import { ProvinceByHttp } from './province-http.js';
import { ProvinceByTopic } from './province-topic.js';

const AGENCY = 'ip-jiangsu';
const inbound = { topic: `lead-reporting.inbound.${AGENCY}`, partition: 0 };
const outbound = { topic: `lead-reporting.outbound.${AGENCY}`, partition: 0 };

function offered(change: Partial<LeadOffered> = {}): LeadOffered {
  return {
    externalNo: '苏知线-1',
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
    creditCode: null,
    shopPlatform: null,
    shopId: null,
    patentNumber: 'ZL202010566088.9',
    actType: 'INFRINGEMENT',
    actOn: '2026-03-01',
    areaCode: '320583',
    goods: '无叶风扇',
    summary: null,
    evidence: [],
    ...change,
  };
}

describeOnEachLog('a province with topics of its own', (kind) => {
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

  it('writes its leads in Avro, and knows by the place of a record what became of it', async () => {
    const province = new ProvinceByTopic({ agency: AGENCY, log });
    const reference = await province.offer(offered());
    const [written] = await log.read(inbound, BigInt(reference.split('/')[2]!), 1);
    expect(LeadOffered.decode(written!.value!)).toEqual(offered());
    expect(await province.readOn()).toBe(0);
    expect(province.outcome(reference)).toBeUndefined();
    const answer: LeadAnswered = {
      externalNo: '苏知线-1',
      reference,
      status: 'ACCEPTED',
      leadId: 'l-1',
      issues: [],
      answeredAt: 'now',
    };
    await log.append(outbound, [new TestStream(outbound.topic, reference).next(LeadAnswered, answer)]);
    const noted: LeadPatentStatusNoted = {
      leadId: 'l-1',
      patentNumber: '202010566088.9',
      asOf: '2026-03-01',
      status: 'IN_FORCE',
      patentMark: null,
    };
    await log.append(outbound, [new TestStream(outbound.topic, 'l-1').next(LeadPatentStatusNoted, noted)]);
    await province.readOn();
    expect(province.outcome(reference)).toMatchObject({
      answer: { status: 'ACCEPTED', leadId: 'l-1' },
      patent: { status: 'IN_FORCE' },
    });
  });

  it('doubles, and writes what nobody can read, where it is told to', async () => {
    const at = async (misbehave: 'doubles' | 'wrong-signature') => {
      const { end } = await log.bounds(inbound);
      await new ProvinceByTopic({ agency: AGENCY, log, manners: { misbehave } }).offer(offered());
      return log.read(inbound, end, 10);
    };
    expect(await at('doubles')).toHaveLength(2);
    const [unreadable] = await at('wrong-signature');
    expect(() => LeadOffered.decode(unreadable!.value!)).toThrow();
  });
});

describe('a province that submits by HTTP', () => {
  const requests: { token: string; lines: string[] }[] = [];
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const lines = Buffer.concat(parts).toString().trim().split('\n');
      const token = request.headers.authorization!.slice('Bearer '.length);
      requests.push({ token, lines });
      const answers = lines.map((_, at) => JSON.stringify({ line: at + 1, status: 'accepted' }));
      response.writeHead(token === 'head.body.AAAA' ? 200 : 401).end(`${answers.join('\n')}\n`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server?.close());

  async function submitted(manners = {}) {
    requests.length = 0;
    const province = new ProvinceByHttp({ url, token: async () => 'head.body.AAAA', manners });
    const answers = [];
    for await (const answer of province.submit([
      { line: 1, text: '{"n":1}' },
      { line: 2, text: '{"n":2}' },
    ]))
      answers.push(answer.line);
    return { answers, sent: requests.map(({ lines }) => lines.length) };
  }

  it('sends many lines in one request, and reads one answer for each', async () => {
    expect(await submitted()).toEqual({ answers: [1, 2], sent: [2] });
  });

  it('sends each line twice, a line at a time, or none where it is told to', async () => {
    expect(await submitted({ misbehave: 'doubles' })).toEqual({ answers: [1, 1, 2, 2], sent: [4] });
    expect(await submitted({ misbehave: 'slow', slowMs: 10 })).toEqual({ answers: [1, 2], sent: [1, 1] });
    expect(await submitted({ misbehave: 'silent' })).toEqual({ answers: [], sent: [] });
  });

  it('is refused with a token whose signature is not the issuer’s', async () => {
    await expect(submitted({ misbehave: 'wrong-signature' })).rejects.toMatchObject({ status: 401 });
  });
});
