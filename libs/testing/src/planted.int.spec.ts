import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openEventLog } from '@xianjie/messaging';
import pg from 'pg';
import { createTestDatabase, startEventLog, uniqueName } from './servers/test-servers.js';
import { Planted } from './planted.js';
import { searchDatabase, searchFolder, searchTopics } from './planted-search.js';

const planted = new Planted({ name: '欧阳娜娜', phone: '13900001234' });
const valuesOf = (found: { value: string }[]) => [...new Set(found.map(({ value }) => value))].sort();

describe('Planted', () => {
  it.each([
    ['as it is', '电话13900001234。'],
    [
      'escaped',
      JSON.stringify({ text: '欧阳娜娜' }).replace(
        /[^\x20-\x7e]/g,
        (sign) => `\\u${sign.charCodeAt(0).toString(16)}`,
      ),
    ],
    ['in a URL', new URL('http://x/?q=欧阳娜娜').href],
    ['as bytes', Buffer.from('x 13900001234 y').toString('hex')],
    ['as BYTES', Buffer.from('x 13900001234 y').toString('hex').toUpperCase()],
    ['as a digest', '0a7d1a0d ' + digest('13900001234')],
    ...['', 'a', 'ab', 'abc'].map(
      (before) =>
        [
          `in base64 after ${before.length}`,
          Buffer.from(`${before}13900001234xyz`).toString('base64'),
        ] as const,
    ),
  ])('finds a value %s', (_how, text) => {
    expect(planted.in('here', text)).toHaveLength(1);
  });

  it('finds nothing where nothing is', () => {
    expect(planted.in('here', '欧阳 1390000123 娜娜')).toEqual([]);
  });
});

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('the search', () => {
  it('finds what lies in any column of any table', async () => {
    const { address, stop } = await createTestDatabase('planted');
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    try {
      await client.query(
        `CREATE SCHEMA odd; CREATE TABLE odd."Of text" (a int, b jsonb); CREATE TABLE of_bytes (b bytea[])`,
      );
      expect(await searchDatabase(address, planted)).toEqual([]);
      await client.query(`INSERT INTO odd."Of text" VALUES (1, '{"deep": ["欧阳娜娜"]}')`);
      await client.query('INSERT INTO of_bytes VALUES ($1)', [[Buffer.from('x13900001234')]]);
      const found = await searchDatabase(address, planted);
      expect(valuesOf(found)).toEqual(['name', 'phone']);
      expect(found.map(({ where }) => where).join()).toContain('odd."Of text"');
    } finally {
      await client.end();
      await stop();
    }
  });

  it('finds what lies in a record: its head and its bytes', async () => {
    const server = await startEventLog('postgres');
    const log = await openEventLog(server.address, { clientId: 'test', singleBroker: true });
    const name = uniqueName('planted');
    try {
      await log.createTopics([{ name, partitions: 2 }]);
      await log.append({ topic: name, partition: 1 }, [
        { key: 'k', value: Buffer.from('nothing'), headers: {} },
        { key: 'k', value: Buffer.from('欧阳娜娜'), headers: { of: '13900001234' } },
      ]);
      const found = await searchTopics(server.address, [name, 'missing.topic'], planted);
      expect(found.map(({ value, where }) => [value, where])).toEqual([
        ['phone', `${name}[1]@1 head`],
        ['name', `${name}[1]@1 bytes`],
      ]);
    } finally {
      await log.close();
      await server.stop();
    }
  });

  it('finds what lies in a file, or is its name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'xianjie-planted-'));
    try {
      writeFileSync(join(folder, 'log'), 'of 欧阳娜娜');
      writeFileSync(join(folder, '13900001234.pdf'), '');
      expect(valuesOf(searchFolder(folder, planted))).toEqual(['name', 'phone']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
