import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  lockedSchemas,
  TransferAnswerGiven,
  TransferAnswerTaken,
  TransferPackageSent,
} from '@xianjie/contracts';
import { open, seal } from '@xianjie/envelopes';
import { type EventLog, openEventLog } from '@xianjie/messaging';
import { Clock } from '@xianjie/service';
import { Planted, searchDatabase, searchFolder, searchTopics } from '@xianjie/testing';
import { agreeKeys, partnersFile } from '../deliveries/partner-keys.suite.js';
import { digestOf, pdf, senderOf } from '../documents/tus.suite.js';
import { Instance } from '../transfers/instance.suite.js';
import { begun } from '../transfers/play.suite.js';
import {
  agencyOf,
  documentsFolder,
  FIVE,
  SCOPES,
  service,
  useService,
  type Who,
} from '../transfers/transfers-rig.suite.js';

const ORGAN = 'police-shenzhen';
const inbound = { topic: `case-transfer.inbound.${ORGAN}`, partition: 0 };
const outbound = { topic: `case-transfer.outbound.${ORGAN}`, partition: 0 };
const agreed = agreeKeys({ [ORGAN]: 'SM' });
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

const lin: Who = { agency: 'ip-shenzhen', officer: { id: 'ip-shenzhen-1', name: '林嘉' } };
const kai: Who = { agency: 'ip-shenzhen', officer: { id: 'ip-shenzhen-2', name: '张凯' } };
const chief: Who = { agency: 'ip-shenzhen', officer: { id: 'ip-shenzhen-3', name: '陈永康', head: true } };
const procuratorate: Who = { agency: 'procuratorate-shenzhen', officer: { id: 'p-1', name: '许晴' } };

const SUSPECT = '欧阳震华';
const PHONE = '13912345678';
const CITIZEN = '11010519491231002X';
const planted = new Planted({ suspect: SUSPECT, phone: PHONE, citizen: CITIZEN });
const ABOUT = `嫌疑人${SUSPECT}，电话${PHONE}`;

/** The process that is watched: at its most talkative. */
const instance = new Instance();
/** Whatever was answered to those who did something wrong, heads included. */
let answered = '';

async function call(
  method: string,
  path: string,
  who: Who,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const token = await service.issuer.token({
    scopes: SCOPES,
    agency: agencyOf(who.agency),
    ...(who.officer ? { officer: who.officer } : {}),
  });
  const answer = await fetch(`${instance.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (answer.status >= 400) answered += `${JSON.stringify([...answer.headers])} ${text}\n`;
  return { status: answer.status, text, json: () => JSON.parse(text) as Record<string, unknown> };
}

async function done(path: string, who: Who, body: unknown, headers?: Record<string, string>) {
  const { status, text, json } = await call('POST', path, who, body, headers);
  if (status > 201) throw new Error(`${path}: ${status} ${text}`);
  return json();
}

/** A file about the suspect, named after him, uploaded and added as a paper. */
async function paper(id: string, kind: string): Promise<string> {
  const file = pdf(70_000, `${SUSPECT} ${PHONE} ${CITIZEN}\n`);
  const name = `${SUSPECT}笔录.pdf`;
  const sender = senderOf(lin, () => instance.url);
  const uploadId = await sender.send(id, file, { filename: name, filetype: 'application/pdf' });
  const body = { kind, name, sha256: digestOf(file), bytes: file.length, uploadId };
  return (await done(`/transfers/${id}/documents`, lin, body, { 'idempotency-key': crypto.randomUUID() }))[
    'id'
  ] as string;
}

/** A transfer of which every text and every file names the suspect; delivered to the police, who answer. */
async function story(): Promise<string> {
  const { id } = await begun({ agency: 'ip-shenzhen', areaCode: '440305' });
  const report = await paper(id, 'TRANSFER_REPORT');
  for (const who of [lin, kai]) {
    const { status } = await call('POST', `/transfers/${id}/signatures`, who, { documentId: report });
    expect(status).toBe(200);
  }
  const submitted = { step: 'REPORT_SUBMITTED', documents: [report], reasons: ABOUT, externalNo: `报-${id}` };
  await done(`/transfers/${id}/steps`, kai, submitted, { 'idempotency-key': crypto.randomUUID() });
  await done(`/transfers/${id}/steps`, chief, { step: 'APPROVED', reasons: ABOUT });
  const documents: string[] = [];
  for (const kind of FIVE.filter((each) => each !== 'ARTICLE_LIST')) documents.push(await paper(id, kind));
  const missing = [{ kind: 'ARTICLE_LIST', reason: ABOUT }];
  await done(`/transfers/${id}/deliveries`, lin, {
    documentNo: '深知移〔2026〕1号',
    documents,
    missing,
    reasons: ABOUT,
  });
  const sent = await told(TransferPackageSent.type);
  const opened = await open(agreed.of(ORGAN), TransferPackageSent.decode(sent).envelope, {
    sender: 'xianjie',
    context: outbound.topic,
    now: new Date(),
    maxAge: 3600,
  });
  expect(Buffer.from(opened.content).toString()).toContain(SUSPECT);
  await answerOfPolice(id);
  const half = await senderOf(lin, () => instance.url).begun(id, 200_000);
  await senderOf(lin, () => instance.url).patch(half, 0, new Uint8Array(pdf(100_000, ABOUT)));
  return id;
}

/** The first event of a type that the police organ is sent. */
async function told(type: string): Promise<Buffer> {
  for (let tries = 0; tries < 400; tries += 1) {
    const records = await log.read(outbound, 0n, 1000);
    const found = records.find(({ headers }) => headers['ce_type'] === type);
    if (found) return found.value as Buffer;
    await sleep(50);
  }
  throw new Error(`No ${type} came`);
}

async function answerOfPolice(transferId: string): Promise<void> {
  const externalNo = `深公-${transferId}`;
  const content = {
    transferId,
    externalNo,
    step: 'RECEIPT_SIGNED',
    officer: { name: '陈警官' },
    reasons: ABOUT,
  };
  const message = {
    recipient: 'xianjie',
    context: inbound.topic,
    contentType: 'application/json',
    createdAt: new Date(),
  };
  const envelope = Buffer.from(await seal(agreed.of(ORGAN), Buffer.from(JSON.stringify(content)), message));
  const value = TransferAnswerGiven.encode({ externalNo, transferId, envelope });
  await log.append(inbound, [{ key: 'k', value, headers: {} }]);
  const outcome = TransferAnswerTaken.decode(await told(TransferAnswerTaken.type));
  expect(outcome).toMatchObject({ status: 'ACCEPTED', transferId, issues: [] });
}

/** Things done wrong, each with the suspect in it. */
async function mistakes(id: string): Promise<number[]> {
  const steps = `/transfers/${id}/steps`;
  const tries = [
    call('POST', steps, lin, { step: 'RECEIPT_SIGNED', reasons: ABOUT, officer: { name: SUSPECT } }),
    call('POST', steps, lin, { step: 'FILED', reasons: `${SUSPECT} ${CITIZEN}`, documentNo: CITIZEN }),
    call('POST', steps, lin, { step: SUSPECT, [PHONE]: CITIZEN }),
    call('POST', steps, lin, `{"step": "${SUSPECT}`),
    call('POST', `/transfers/${id}/documents`, lin, {
      kind: SUSPECT,
      name: `${SUSPECT}${CITIZEN}`,
      sha256: PHONE,
      bytes: 1,
    }),
    call('GET', `/transfers/${PHONE}`, lin),
    call('GET', `/transfers?caseNo=${encodeURIComponent(SUSPECT)}&cursor=${PHONE}`, lin),
    call('GET', `/${encodeURIComponent(SUSPECT)}/${CITIZEN}`, lin),
    call(
      'POST',
      `/transfers/${id}/uploads`,
      lin,
      {},
      {
        'tus-resumable': '1.0.0',
        'upload-length': '9',
        'upload-metadata': `filename ${Buffer.from(`${SUSPECT}/${CITIZEN}.exe`).toString('base64')},filetype dGV4dC9odG1s`,
      },
    ),
    call('POST', `/transfers/${id}/erasure`, lin, { documentNo: SUSPECT }),
  ];
  return (await Promise.all(tries)).map(({ status }) => status);
}

describe('a suspect who is named everywhere', () => {
  let id = '';

  beforeAll(async () => {
    // Both processes by one clock: either may take what the police answer.
    service.app.get(Clock).now = () => new Date();
    await instance.start({ LOG_LEVEL: 'trace' });
    id = await story();
    for (const status of await mistakes(id)) expect(status).toBeGreaterThanOrEqual(400);
  }, 120_000);
  afterAll(async () => {
    await instance.end('SIGKILL');
    await log?.close();
  });

  it('is seen by those who may read', async () => {
    for (const who of [lin, procuratorate]) {
      const { text } = await call('GET', `/transfers/${id}`, who);
      expect(text).toContain(SUSPECT);
      expect(text).toContain(PHONE);
    }
    expect((await call('GET', '/oversight/copies', procuratorate)).text).toContain(ABOUT);
  });

  it('is in no row of the database, and the search would see it there', async () => {
    expect(await searchDatabase(service.database.address, planted)).toEqual([]);
    const control = new Planted({ transfer: id });
    const tables = new Set(
      (await searchDatabase(service.database.address, control)).map(({ where }) => where),
    );
    for (const table of [
      'transfer_step',
      'transfer_document',
      'delivery',
      'procuratorate_copy',
      'upload',
      'audit_entry',
      'idempotency_key',
    ])
      expect([...tables].join()).toContain(table);
  });

  it('is in no topic, neither as bytes nor decoded, nor in the database of the log', async () => {
    const named = [...new Set(lockedSchemas.map(({ topic }) => topic))].filter(
      (topic) => topic !== '*' && !topic.includes('{'),
    );
    const topics = [...named, inbound.topic, outbound.topic];
    expect(await searchTopics(service.log.address, topics, planted)).toEqual([]);
    expect(await searchDatabase(service.log.address, planted)).toEqual([]);
    const control = await searchTopics(service.log.address, topics, new Planted({ transfer: id }));
    const seen = new Set(control.map(({ where }) => where.split('[', 1)[0]));
    for (const topic of ['case-transfer.transfer', inbound.topic, outbound.topic])
      expect([...seen]).toContain(topic);
  });

  it('is in no stored file, finished or not, nor in the name of one', () => {
    expect(searchFolder(documentsFolder, planted)).toEqual([]);
    expect(searchFolder(documentsFolder, new Planted({ transfer: id })).length).toBeGreaterThan(3);
  });

  it('is in no log line, no metric and no answer to a mistake', async () => {
    expect(planted.in('log', instance.said)).toEqual([]);
    expect(instance.said.length).toBeGreaterThan(200);
    const metrics = await (await fetch(`${instance.url}/metrics`)).text();
    expect(planted.in('metrics', metrics)).toEqual([]);
    expect(metrics).toContain('xianjie');
    expect(planted.in('answers', answered)).toEqual([]);
    expect(answered.split('\n').length).toBeGreaterThan(9);
  });
});
