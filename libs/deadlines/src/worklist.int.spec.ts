import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@xianjie/identifiers';
import { official, officer, openDatabase, pliant, rule, SetTime } from './deadlines-rig.suite.js';
import {
  type Bucket,
  type Clock,
  countWork,
  resumeClock,
  startClock,
  stopClock,
  suspendClock,
  worklist,
  type WorklistQuery,
} from './index.js';

let stage: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => void (stage = await openDatabase()));
afterAll(() => stage?.close());

/** Wednesday 4 March 2026, 10:00 in China. */
const time = SetTime.at('2026-03-04T10:00:00+08:00');
const world = { calendar: official, time };

/** A clock of `agency` that ends then; `lateAfter` where the later reading is another day. */
const start = (agency: string, limit: string, at: string, addressees: string[] = []): Promise<Clock> =>
  stage.db.transact((tx) =>
    startClock(
      tx,
      { rule: pliant(limit), subject: { kind: 'case', id: newId() }, agency, addressees, at, by: officer },
      world,
    ),
  );
const list = async (query: Partial<WorklistQuery> & { agency: string }) => {
  const { items, next } = await worklist(stage.db.manager, { limit: 50, ...query }, time);
  return {
    names: items.map(({ clock, bucket, responsible }) => [bucket, clock.id, responsible] as const),
    next,
  };
};

describe('the worklist of an agency', () => {
  it('tells what is late, due today and due by Sunday, in the order of the ends', async () => {
    const late = await start('a-1', '1 CALENDAR', '2026-03-02'); // ended on the 3rd
    const lateHours = await start('a-1', '24 HOURS', '2026-03-03T09:59:00+08:00');
    const lastHours = await start('a-1', '24 HOURS', '2026-03-03T10:01:00+08:00');
    const today = await start('a-1', '2 CALENDAR', '2026-03-02');
    const sunday = await start('a-1', '24 HOURS', '2026-03-07T23:59:00+08:00');
    const tomorrow = await start('a-1', '3 CALENDAR', '2026-03-02');
    await start('a-1', '24 HOURS', '2026-03-08T00:01:00+08:00'); // Monday
    await start('a-1', '3 CALENDAR', '2026-03-06'); // Monday the 9th
    await start('a-2', '1 CALENDAR', '2026-03-02');
    expect((await list({ agency: 'a-1' })).names).toEqual([
      ['LATE', late.id, true],
      ['LATE', lateHours.id, true],
      ['TODAY', lastHours.id, true],
      ['TODAY', today.id, true],
      ['WEEK', tomorrow.id, true],
      ['WEEK', sunday.id, true],
    ]);
    expect(await countWork(stage.db.manager, 'a-1', time)).toEqual({ LATE: 2, TODAY: 2, WEEK: 2 });
    for (const [bucket, ids] of [
      ['LATE', [late.id, lateHours.id]],
      ['TODAY', [lastHours.id, today.id]],
      ['WEEK', [tomorrow.id, sunday.id]],
    ] as const) {
      expect((await list({ agency: 'a-1', bucket })).names).toEqual(ids.map((id) => [bucket, id, true]));
    }
  });

  it('warns by the earlier reading and calls late by the later one', async () => {
    // 28 February is a Saturday that is worked: by calendar days the 2nd, by working days the 3rd
    const clock = await stage.db.transact((tx) =>
      startClock(
        tx,
        {
          rule: rule('4 DAYS'),
          subject: { kind: 'case', id: newId() },
          agency: 'b-1',
          at: '2026-02-25',
          by: officer,
        },
        world,
      ),
    );
    expect(clock.due).toMatchObject({ alarmOn: '2026-03-02', lateAfter: '2026-03-02' });
    const both = await start('b-1', '3 DAYS', '2026-09-30');
    expect(both.due).toMatchObject({ alarmOn: '2026-10-08', lateAfter: '2026-10-10' });
    const bucketOn = async (moment: string) => {
      const at = SetTime.at(moment);
      const { items } = await worklist(stage.db.manager, { agency: 'b-1', limit: 50 }, at);
      return items.find(({ clock: { id } }) => id === both.id)?.bucket;
    };
    expect(await bucketOn('2026-10-04T12:00:00+08:00')).toBeUndefined(); // the week before
    expect(await bucketOn('2026-10-05T12:00:00+08:00')).toBe('WEEK');
    expect(await bucketOn('2026-10-08T12:00:00+08:00')).toBe('TODAY');
    expect(await bucketOn('2026-10-10T23:59:59+08:00')).toBe('TODAY');
    expect(await bucketOn('2026-10-11T00:00:00+08:00')).toBe('LATE');
  });

  it('shows addressees what is late, and only that', async () => {
    const late = await start('c-1', '1 CALENDAR', '2026-03-02', ['c-2', 'c-1']);
    await start('c-1', '2 CALENDAR', '2026-03-02', ['c-2']);
    expect((await list({ agency: 'c-2' })).names).toEqual([['LATE', late.id, false]]);
    expect(await countWork(stage.db.manager, 'c-2', time)).toEqual({ LATE: 1, TODAY: 0, WEEK: 0 });
    expect((await list({ agency: 'c-1' })).names).toHaveLength(2);
  });

  it('forgets a clock while it is suspended, and when it is stopped', async () => {
    const clock = await start('d-1', '2 CALENDAR', '2026-03-02');
    await stage.db.transact((tx) => suspendClock(tx, clock, { at: '2026-03-03', by: officer }, world));
    expect((await list({ agency: 'd-1' })).names).toEqual([]);
    await stage.db.transact((tx) => resumeClock(tx, clock, { at: '2026-03-04', by: officer }, world));
    expect((await list({ agency: 'd-1' })).names).toEqual([['WEEK', clock.id, true]]);
    await stage.db.transact((tx) => stopClock(tx, clock, { at: '2026-03-04', by: officer }, world));
    expect((await list({ agency: 'd-1' })).names).toEqual([]);
  });

  it('comes page by page, each clock once, also where many end at once', async () => {
    const clocks = [];
    for (let each = 0; each < 11; each += 1) clocks.push(await start('e-1', '2 CALENDAR', '2026-03-02'));
    const seen: string[] = [];
    let after: WorklistQuery['after'];
    for (let pages = 0; pages < 3; pages += 1) {
      const { names, next } = await list({ agency: 'e-1', limit: 4, ...(after ? { after } : {}) });
      seen.push(...names.map(([, id]) => id));
      expect(next === null).toBe(pages === 2);
      if (next) after = next;
    }
    expect(seen.sort()).toEqual(clocks.map(({ id }) => id).sort());
  });
});

describe('on Sunday', () => {
  it('the week ends with the day', async () => {
    const monday = await start('f-1', '1 CALENDAR', '2026-03-08');
    expect(monday.due).toMatchObject({ alarmOn: '2026-03-09' });
    const on = async (moment: string) =>
      (await worklist(stage.db.manager, { agency: 'f-1', limit: 1 }, SetTime.at(moment))).items[0]?.bucket;
    expect(await on('2026-03-08T23:59:59+08:00')).toBeUndefined();
    expect(await on('2026-03-09T00:00:00+08:00')).toBe('TODAY');
  });
});

describe('among many clocks', () => {
  beforeAll(async () => {
    await stage.db.manager.query(MANY);
    await stage.db.manager.query('VACUUM (ANALYZE) clock, clock_reader, clock_rule');
  }, 60_000);

  it.each([undefined, 'LATE', 'TODAY', 'WEEK'] as (Bucket | undefined)[])(
    'a page of bucket %s is read from the index, and nothing is sorted or scanned as a whole',
    async (bucket) => {
      const plan = await planOf((db) =>
        worklist(db, { agency: 'g-7', limit: 50, ...(bucket ? { bucket } : {}) }, time),
      );
      expect(plan).toContain('clock_reader_due');
      expect(plan).not.toMatch(/Seq Scan on clock(_reader)?\b/);
    },
  );

  it('the counts are read from the index alone', async () => {
    const plan = await planOf((db) => countWork(db, 'g-7', time));
    expect(plan.match(/Index Only Scan using clock_reader_due/g)).toHaveLength(3);
  });

  it('alarms are found by their time', async () => {
    const plan = await planOf((db) =>
      db.query('SELECT id FROM clock c WHERE c.next_alarm_at <= now() ORDER BY c.next_alarm_at LIMIT 100'),
    );
    expect(plan).toContain('clock_next_alarm');
  });
});

/** How PostgreSQL would answer the query that `ask` puts. */
async function planOf(ask: (db: typeof stage.db.manager) => Promise<unknown>): Promise<string> {
  const asked: [string, unknown[]][] = [];
  const spy = { query: async (sql: string, values: unknown[]) => (asked.push([sql, values]), []) };
  await ask(spy as never).catch(() => undefined);
  const [sql, values] = asked[0] as [string, unknown[]];
  const rows = await stage.db.manager.query<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${sql}`, values);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

/** 50,000 clocks of 40 agencies, over a year. */
const MANY = `
  WITH n AS (
    SELECT gen_random_uuid() AS id, i, 'g-' || (i % 40) AS agency,
      timestamptz '2025-09-01 00:00+08' + (i % 365) * interval '1 day' AS due
    FROM generate_series(1, 50000) i
  ), made AS (
    INSERT INTO clock (id, subject_kind, subject_id, key, rule_id, agency, addressees, state, started_at, alarm_on, late_after,
      due_at, late_at, next_alarm, alarm_for, next_alarm_at, version)
    SELECT id, 'case', i::text, 'TEST_LIMIT', (SELECT min(id) FROM clock_rule), agency, ARRAY['h-1'], 'RUNNING',
      due - interval '10 days', due::date, due::date, due, due, 'LATE', due, due, 1
    FROM n
  )
  INSERT INTO clock_reader (agency, clock_id, responsible, due_at, late_at)
  SELECT agency, id, true, due, due FROM n UNION ALL SELECT 'h-1', id, false, due, due FROM n`;
