import { createServer, type Server } from 'node:http';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ListEntryAdded,
  ListEntryExtended,
  ListEntryRemoved,
  PublicityRecordCorrected,
  PublicityRecordPublished,
  PublicityRecordRemoved,
  type EventType,
} from '@xianjie/contracts';
import { openEventLog, type EventLog, type LogRecord } from '@xianjie/messaging';
import { describeOnEachLog, startEventLog, TestStream, type TestServer } from '@xianjie/testing';
import { Api } from '../api/api.js';
import { CreditByFeed } from './credit-feed.js';
import { asJson, entry, record } from './credit-rig.suite.js';
import { CreditTable, type RowKind } from './credit-table.js';
import { CreditByTopics } from './credit-topics.js';

interface Item {
  readonly kind: RowKind;
  readonly key: string;
  readonly change: 'PUT' | 'REMOVE';
  readonly body: object | null;
}

/** One history, as the feed tells it. What was removed is emptied in it. */
const history: readonly Item[] = [
  {
    kind: 'publicity-record',
    key: 'r-1',
    change: 'PUT',
    body: { ...record('r-1'), row: { CF_WSH: '杭知罚' } },
  },
  { kind: 'publicity-record', key: 'r-2', change: 'PUT', body: null },
  { kind: 'list-entry', key: 'e-1', change: 'PUT', body: entry('e-1') },
  { kind: 'list-entry', key: 'e-2', change: 'PUT', body: null },
  {
    kind: 'publicity-record',
    key: 'r-1',
    change: 'PUT',
    body: { ...record('r-1', { content: '改' }), row: {} },
  },
  { kind: 'list-entry', key: 'e-1', change: 'PUT', body: entry('e-1', { acts: 2 }) },
  { kind: 'publicity-record', key: 'r-2', change: 'REMOVE', body: null },
  { kind: 'list-entry', key: 'e-2', change: 'REMOVE', body: null },
];

/** The same history, as the topics tell it. */
const told: readonly [string, EventType, object][] = [
  ['r-1', PublicityRecordPublished, record('r-1')],
  ['r-2', PublicityRecordPublished, record('r-2')],
  ['e-1', ListEntryAdded, entry('e-1')],
  ['e-2', ListEntryAdded, entry('e-2')],
  ['r-1', PublicityRecordCorrected, { ...record('r-1', { content: '改' }), correctedOn: '2026-11-03' }],
  ['e-1', ListEntryExtended, entry('e-1', { acts: 2 })],
  [
    'r-2',
    PublicityRecordRemoved,
    { recordId: 'r-2', removedOn: '2026-11-04', because: 'REPAIRED', documentNo: null },
  ],
  [
    'e-2',
    ListEntryRemoved,
    { entryId: 'e-2', removedOn: '2026-11-04', because: 'REPAIRED', documentNo: null },
  ],
];

let items: readonly (Item & { no: string })[];
let server: Server;
let api: Api;

beforeAll(async () => {
  items = history.map((item, at) => ({ ...item, no: String(at + 1) }));
  server = createServer((request, response) => {
    const after = Number(new URL(request.url!, 'http://feed').searchParams.get('after'));
    const page = items.filter(({ no }) => Number(no) > after).slice(0, 3);
    const complete = after + page.length >= items.length;
    const answer = { items: page, last: page.at(-1)?.no ?? String(after), complete };
    const believed = request.headers.authorization === 'Bearer head.body.AAAA';
    response
      .writeHead(believed ? 200 : 401, { 'content-type': 'application/json' })
      .end(JSON.stringify(asJson(answer)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  api = new Api(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, async () => 'head.body.AAAA');
});
afterAll(() => void server?.close());

async function byFeed(manners = {}): Promise<CreditTable> {
  const table = new CreditTable();
  await new CreditByFeed({ api, table, manners }).readOn();
  return table;
}

describe('a credit platform that reads the feed', () => {
  it('keeps what is shown, and nothing of what was removed', async () => {
    const table = await byFeed();
    expect([table.count('publicity-record'), table.count('list-entry')]).toEqual([1, 1]);
    expect(table.get('publicity-record', 'r-1')).toMatchObject({ content: '改', fineFen: '12345600' });
    expect(table.get('list-entry', 'e-1')).toMatchObject({ acts: 2 });
  });

  it('has the same table where it takes every page twice, and none where it is silent', async () => {
    expect((await byFeed({ misbehave: 'doubles' })).contentDigest()).toBe((await byFeed()).contentDigest());
    expect((await byFeed({ misbehave: 'silent' })).count('publicity-record')).toBe(0);
  });

  it('is refused with a token whose signature is not the issuer’s', async () => {
    await expect(byFeed({ misbehave: 'wrong-signature' })).rejects.toMatchObject({ status: 401 });
  });

  it('stops where a number is missing: an item was lost', async () => {
    const whole = items;
    items = whole.filter(({ no }) => no !== '5');
    try {
      await expect(byFeed()).rejects.toThrow('Item 5 of the feed is missing');
    } finally {
      items = whole;
    }
  });

  it('goes on from its file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'credit-')), 'table.json');
    const whole = items;
    items = whole.slice(0, 4);
    const first = CreditTable.load(file);
    const reader = new CreditByFeed({ api, ...first });
    await reader.readOn();
    first.table.save(file, reader.after);
    items = whole;
    const { table, after } = CreditTable.load(file);
    expect(after).toBe('4');
    expect(await new CreditByFeed({ api, table, after }).readOn()).toBe(4);
    expect(table.contentDigest()).toBe((await byFeed()).contentDigest());
  });

  it('says how it differs from what must be there', async () => {
    const table = await byFeed();
    const state = { last: '8', records: 1, entries: 1, digest: table.digest() };
    expect(table.difference(state)).toBeUndefined();
    expect(table.difference({ ...state, records: 2 })).toBe('1 records instead of 2');
    expect(table.difference({ ...state, entries: 0 })).toBe('1 list entries instead of 0');
    expect(table.difference({ ...state, digest: 'x' })).toBe('as many rows, but others');
  });
});

describeOnEachLog('a credit platform that reads the topics', (kind) => {
  const topics = [PublicityRecordPublished.topic, ListEntryAdded.topic];
  let own: TestServer;
  let log: EventLog;

  beforeAll(async () => {
    own = await startEventLog(kind, { own: true });
    log = await openEventLog(own.address, { clientId: 'credit' });
    await log.createTopics(topics.map((name) => ({ name, partitions: 2 })));
    for (const [topic, records] of recordsByTopic()) {
      // The log may hold a record twice: a relay that died between sending and noting sends again.
      await log.append({ topic, partition: 0 }, [...records, records.at(-1)!]);
    }
  });
  afterAll(async () => {
    await log?.close();
    await own?.stop();
  });

  it.each([{}, { misbehave: 'doubles' as const }])(
    'has the same rows as by the feed (%j)',
    async (manners) => {
      const table = new CreditTable();
      const reader = new CreditByTopics({ log, table, manners });
      expect(await reader.readOn()).toBe(told.length + topics.length);
      expect(table.contentDigest()).toBe((await byFeed()).contentDigest());
      expect(table.digest()).toBe((await byFeed()).digest());
      expect(reader.check()).toMatchObject({ streams: 4, events: told.length, doubles: 2, broken: [] });
      expect(await reader.readOn()).toBe(0);
    },
  );
});

function recordsByTopic(): Map<string, LogRecord[]> {
  const streams = new Map<string, TestStream>();
  const byTopic = new Map<string, LogRecord[]>();
  for (const [key, event, value] of told) {
    const stream = streams.get(key) ?? new TestStream(event.topic, key);
    streams.set(key, stream);
    byTopic.set(event.topic, [...(byTopic.get(event.topic) ?? []), stream.next(event, value)]);
  }
  return byTopic;
}
