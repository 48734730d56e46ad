import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DomainError } from '@xianjie/errors';
import { Database, migrate, openDataSource, type Tx } from '@xianjie/persistence';
import { createTestDatabase, describeOnEachLog, startEventLog, uniqueName } from '@xianjie/testing';
import type { EventLog } from '../event-log/event-log.js';
import { openEventLog } from '../event-log/open-event-log.js';
import { prepareEventLog } from '../event-log/postgres/tables.js';
import { PartnerInbox, type PartnerRecord } from './partner-inbox.js';

describeOnEachLog('A partner’s topic', (kind) => {
  const topic = uniqueName('partner').replaceAll('_', '-');
  let db: Database;
  let log: EventLog;
  let stops: (() => Promise<unknown>)[];
  let inboxes: PartnerInbox[];
  let said: string[];
  /** What stands between a record and its effect. */
  let trouble: (text: string) => void;
  let nth = 0;
  let name = '';

  beforeEach(async () => {
    nth += 1;
    name = `${topic}-${nth}`;
    [stops, inboxes, said, trouble] = [[], [], [], () => undefined];
    const [database, server] = await Promise.all([createTestDatabase('partners'), startEventLog(kind)]);
    if (kind === 'postgres') await prepareEventLog(server.address);
    log = await openEventLog(server.address, { clientId: 'partners', singleBroker: true });
    await log.createTopics([{ name, partitions: 1 }]);
    await migrate(database.address, [fileURLToPath(new URL('../../migrations', import.meta.url))]);
    const source = await openDataSource({ url: database.address, name: 'partners' });
    await source.query(
      'CREATE TABLE effect (at bigint GENERATED ALWAYS AS IDENTITY, partner text, text text)',
    );
    db = new Database(source);
    stops = [() => log.close(), () => source.destroy(), database.stop, server.stop];
  });
  afterEach(async () => {
    for (const inbox of inboxes) await inbox.stop();
    for (const stop of stops) await stop();
  });

  async function take(tx: Tx, { partner, record }: PartnerRecord): Promise<void> {
    const text = String(record.value);
    await tx.query('INSERT INTO effect (partner, text) VALUES ($1, $2)', [partner, text]);
    trouble(text);
  }

  async function begin(): Promise<PartnerInbox> {
    const say = (message: string) => void said.push(message);
    const inbox = new PartnerInbox({
      db,
      log,
      group: name,
      topics: new Map([[name, 'ip-jiangsu']]),
      take,
      logger: { info: say, warn: say, error: say },
    });
    inboxes.push(inbox);
    await inbox.start();
    return inbox;
  }

  const write = (...texts: string[]) =>
    log.append(
      { topic: name, partition: 0 },
      texts.map((text) => ({ key: text, value: Buffer.from(text), headers: {} })),
    );

  async function effects(count: number): Promise<string[]> {
    for (let tries = 0; ; tries += 1) {
      const rows = await db.manager.query<{ partner: string; text: string }[]>(
        'SELECT partner, text FROM effect ORDER BY at',
      );
      if (rows.length >= count || tries > 400) return rows.map(({ partner, text }) => `${partner}: ${text}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  const expected = (...texts: string[]) => texts.map((text) => `ip-jiangsu: ${text}`);

  it('is read once, in order, and goes on after a restart', async () => {
    await write('a', 'b');
    const first = await begin();
    expect(await effects(2)).toEqual(expected('a', 'b'));
    await first.stop();
    await write('c');
    await begin();
    expect(await effects(3)).toEqual(expected('a', 'b', 'c'));
  });

  it('waits through an outage, and leaves nothing half-written', async () => {
    let away = 3;
    trouble = (text) => {
      if (text === 'a' && away-- > 0) throw new DomainError('unavailable', 'test.away', 'away');
    };
    await write('a', 'b');
    await begin();
    expect(await effects(2)).toEqual(expected('a', 'b'));
  });

  it('goes on after a record on which we fail, which is set aside with the reason', async () => {
    trouble = (text) => {
      if (text === 'bad') throw new TypeError('our bug');
    };
    await write('a', 'bad', 'b');
    await begin();
    expect(await effects(2)).toEqual(expected('a', 'b'));
    const aside = await db.manager.query('SELECT record_key, reason FROM parked_record');
    expect(aside).toEqual([{ record_key: 'bad', reason: 'failed three times' }]);
  });

  it('that was made anew is not read on in silence', async () => {
    await write('a');
    const first = await begin();
    await effects(1);
    await first.stop();
    await db.manager.query("UPDATE inbox_position SET last_record = 'another'");
    await write('b');
    await begin();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await effects(1)).toEqual(expected('a'));
    expect(said.join('\n')).toContain('was made anew');
  });
});
