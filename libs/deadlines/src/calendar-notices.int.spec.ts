import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CalendarNotice } from '@xianjie/calendar';
import { type DocumentNumber, type LocalDate, newId } from '@xianjie/identifiers';
import { official, officer, openDatabase, pliant, rule, SetTime } from './deadlines-rig.suite.js';
import {
  AlarmJob,
  calendarGap,
  type Clock,
  clocksOf,
  currentCalendar,
  ledgerOf,
  type LimitRule,
  loadNotice,
  RecomputeJob,
  startClock,
  startClocks,
  stopClock,
  suspendClock,
} from './index.js';
import { recomputeForNotices } from './recompute.js';

let stage: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => void (stage = await openDatabase()));
afterAll(() => stage?.close());
afterEach(async () => {
  await stage.db.manager.query('DELETE FROM calendar_notice');
});

const time = SetTime.at('2026-11-25T02:00:00Z');
const never = new AbortController().signal;
const days = (...dates: string[]) => dates as LocalDate[];
const notice = (change: Partial<CalendarNotice> = {}): CalendarNotice => ({
  year: 2027,
  notice: '国办发明电〔2026〕8号' as DocumentNumber,
  weekdayHolidays: days('2027-01-01', '2027-01-04'),
  makeUpWorkdays: days('2027-01-09'),
  ...change,
});
const load = (change: Partial<CalendarNotice> = {}) =>
  stage.db.transact((tx) => loadNotice(tx, notice(change), officer, time));
const start = (limit: LimitRule, at: string, calendar = official): Promise<Clock> =>
  stage.db.transact((tx) =>
    startClock(
      tx,
      { rule: limit, subject: { kind: 'case', id: newId() }, agency: 'ip-zhejiang', at, by: officer },
      { calendar, time },
    ),
  );
const now = async ({ subject }: Clock) => (await clocksOf(stage.db.manager, subject))[0];
const followUp = async () => {
  while (await recomputeForNotices(stage.db, time, 0));
};

describe('a notice', () => {
  it('is loaded once, with its line in the trail, and counts from then on', async () => {
    expect((await currentCalendar(stage.db.manager)).lastYear).toBe(2026);
    expect(await load()).toBe(true);
    expect(await load({ weekdayHolidays: days('2027-01-04', '2027-01-01') })).toBe(false);
    const calendar = await currentCalendar(stage.db.manager);
    expect(calendar.year(2027)).toEqual({
      year: 2027,
      source: '国办发明电〔2026〕8号',
      weekdayHolidays: ['2027-01-01', '2027-01-04'],
      makeUpWorkdays: ['2027-01-09'],
    });
    expect(
      await stage.db.manager.query(
        "SELECT agency_id, officer_id, subject_id, details FROM audit_entry WHERE act = 'calendar.load'",
      ),
    ).toEqual([
      {
        agency_id: 'ip-zhejiang',
        officer_id: 'o-1',
        subject_id: '2027',
        details: { notice: '国办发明电〔2026〕8号', weekdayHolidays: 2, makeUpWorkdays: 1 },
      },
    ]);
  });

  it('is replaced by a later one on the year, also by one that takes it back', async () => {
    await load();
    await load({ makeUpWorkdays: [] });
    expect((await currentCalendar(stage.db.manager)).year(2027)?.makeUpWorkdays).toEqual([]);
    expect(await load()).toBe(true);
    expect((await currentCalendar(stage.db.manager)).year(2027)?.makeUpWorkdays).toEqual(['2027-01-09']);
  });

  it('goes before what the release says of a year', async () => {
    await load({ year: 2026, weekdayHolidays: days('2026-12-31'), makeUpWorkdays: [] });
    expect((await currentCalendar(stage.db.manager)).isWorkday('2026-12-31' as LocalDate)).toBe(false);
  });

  it('that cannot be is refused', async () => {
    await expect(load({ makeUpWorkdays: days('2027-01-08') })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'calendar.notice-invalid',
    });
  });
});

describe('the year that will be missing', () => {
  it.each([
    ['2026-11-01T15:59:59Z', undefined],
    ['2026-11-01T16:00:00Z', { year: 2027, daysLeft: 60 }],
    ['2026-12-31T15:59:59Z', { year: 2027, daysLeft: 1 }],
    ['2026-12-31T16:00:00Z', { year: 2027, daysLeft: 0 }],
    ['2027-01-31T16:00:00Z', { year: 2027, daysLeft: -31 }],
  ])('at %s is %j', (moment, gap) => {
    expect(calendarGap(official, SetTime.at(moment))).toEqual(gap);
  });
});

describe('clocks that waited for a year', () => {
  it('are computed anew when it is loaded, and the ledger says why', async () => {
    const clock = await start(rule('3 DAYS'), '2026-12-30');
    const stopped = await start(rule('3 CALENDAR'), '2026-12-30');
    await stage.db.transact((tx) =>
      stopClock(tx, stopped, { at: '2027-01-04', by: officer }, { calendar: official, time }),
    );
    const suspended = await start(pliant('3 DAYS'), '2026-12-30');
    await stage.db.transact((tx) =>
      suspendClock(tx, suspended, { at: '2026-12-31', by: officer }, { calendar: official, time }),
    );
    await new RecomputeJob(stage.db, time).run(never);
    expect(await now(clock)).toEqual(clock);

    await load();
    await new RecomputeJob(stage.db, time).run(never);
    const due = { kind: 'day', alarmOn: '2027-01-05', lateAfter: '2027-01-06', provisional: false };
    expect(await now(clock)).toMatchObject({ due, lateAt: new Date('2027-01-06T16:00:00Z'), version: 2 });
    expect((await ledgerOf(stage.db.manager, clock.id)).at(-1)).toMatchObject({
      kind: 'RECOMPUTED',
      agencyId: null,
      reason: '2027年节假日安排已加载：国办发明电〔2026〕8号',
      before: clock.due,
      after: due,
    });
    // whether it was in time is known only now
    expect(await now(stopped)).toMatchObject({
      state: 'STOPPED',
      due: { lateAfter: '2027-01-05', provisional: false },
    });
    expect(await now(suspended)).toMatchObject({ state: 'SUSPENDED', due: null, version: 2 });
    await new RecomputeJob(stage.db, time).run(never);
    expect(await ledgerOf(stage.db.manager, clock.id)).toHaveLength(2);
  });

  it('stay provisional where the next year is missing as well', async () => {
    const clock = await start(rule('270 WORKDAYS'), '2026-12-30');
    await load();
    await new RecomputeJob(stage.db, time).run(never);
    expect(await now(clock)).toMatchObject({ due: { provisional: true, missingYear: 2028 }, version: 2 });
  });

  it('raise the alarms of their new end', async () => {
    const clock = await start(rule('4 CALENDAR'), '2026-12-27'); // 31 December, a day that is loaded
    const waiting = await start(rule('4 CALENDAR'), '2026-12-28'); // 1 January
    await load();
    await new RecomputeJob(stage.db, time).run(never);
    const raised: string[] = [];
    const job = new AlarmJob(stage.db, SetTime.at('2027-02-01T00:00:00Z'), (_tx, { id }, { kind, at }) => {
      if (id === waiting.id) raised.push(`${kind} ${at.toISOString().slice(0, 16)}`);
    });
    await job.run(never);
    expect(raised).toEqual([
      'HALF 2026-12-31T16:00',
      'DAY_BEFORE 2027-01-03T16:00',
      'DUE 2027-01-04T16:00',
      'LATE 2027-01-05T16:00',
    ]);
    expect(await now(clock)).toMatchObject({ due: clock.due });
  });
});

describe('clocks that run when a notice replaces a year', () => {
  it('are computed anew where their days are concerned, and left alone where they are not', async () => {
    const concerned = await start(rule('3 CALENDAR'), '2026-11-27');
    const untouched = await start(rule('3 WORKDAYS'), '2026-11-25');
    const hours = await start(rule('24 HOURS'), '2026-11-29T10:00:00+08:00');
    await load({ year: 2026, weekdayHolidays: days('2026-11-30', '2026-12-01'), makeUpWorkdays: [] });
    const before = (await ledgerOf(stage.db.manager, untouched.id)).length;
    await followUp();
    expect(await now(concerned)).toMatchObject({
      due: { alarmOn: '2026-12-02', lateAfter: '2026-12-02' },
      version: 2,
    });
    expect((await ledgerOf(stage.db.manager, concerned.id)).at(-1)).toMatchObject({
      kind: 'RECOMPUTED',
      reason: '2026年节假日安排已调整：国办发明电〔2026〕8号',
    });
    expect(await now(hours)).toEqual(hours);
    expect(await ledgerOf(stage.db.manager, untouched.id)).toHaveLength(before + 1); // 27, 30 November, 1 December
  });

  it('are those of the December before as well, which New Year may move', async () => {
    const december = await start(rule('3 CALENDAR'), '2026-12-28'); // 31 December, a Thursday
    const first = await start(rule('3 CALENDAR'), '2026-11-28'); // 1 December
    await load({ weekdayHolidays: days('2026-12-01', '2026-12-31', '2027-01-01', '2027-01-04') });
    await followUp();
    expect(await now(december)).toMatchObject({
      due: { alarmOn: '2027-01-05', provisional: false },
      version: 2,
    });
    expect(await now(first)).toMatchObject({ due: { alarmOn: '2026-12-02' }, version: 2 });
  });

  it('are all looked at, over many transactions, and once', async () => {
    const starts = Array.from({ length: 450 }, () => ({
      ...{
        rule: rule('3 CALENDAR'),
        subject: { kind: 'case', id: newId() },
        agency: 'a-1',
        at: '2026-12-04',
        by: null,
      },
    }));
    const clocks = await stage.db.transact((tx) => startClocks(tx, starts, { calendar: official, time }));
    await load({ year: 2026, weekdayHolidays: days('2026-12-07'), makeUpWorkdays: [] });
    // Two instances share the notice: while one holds it the other finds nothing to do.
    await Promise.all([followUp(), followUp()]);
    await followUp();
    const rows = await stage.db.manager.query<{ count: number; entries: number }[]>(
      `SELECT count(*)::int AS count, sum(version)::int AS entries FROM clock
       WHERE id = ANY($1::uuid[]) AND alarm_on = '2026-12-08'`,
      [clocks.map(({ id }) => id)],
    );
    expect(rows).toEqual([{ count: 450, entries: 900 }]);
    const [pending] = await stage.db.manager.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM calendar_notice WHERE recomputed_at IS NULL',
    );
    expect(pending?.count).toBe(0);
  });

  it('wait half a minute: what began without the notice has committed then', async () => {
    await load({ year: 2026, weekdayHolidays: days('2026-12-31'), makeUpWorkdays: [] });
    expect(await recomputeForNotices(stage.db, time)).toBe(false);
    await stage.db.manager.query(
      "UPDATE calendar_notice SET written_at = written_at - interval '31 seconds'",
    );
    expect(await recomputeForNotices(stage.db, time)).toBe(true);
  });
});
