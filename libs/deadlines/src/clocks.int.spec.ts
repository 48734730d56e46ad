import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@xianjie/identifiers';
import { clockRule } from '@xianjie/statutes';
import { official, officer, openDatabase, pliant, rule, SetTime } from './deadlines-rig.suite.js';
import {
  type Act,
  type Clock,
  clocksOf,
  clocksOfEach,
  extendClock,
  type Extend,
  isLate,
  ledgerOf,
  type LimitRule,
  resumeClock,
  startClock,
  startClocks,
  stopClock,
  suspendClock,
} from './index.js';

let stage: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => void (stage = await openDatabase()));
afterAll(() => stage?.close());

const time = SetTime.at('2026-03-02T02:00:00Z');
const world = { calendar: official, time };
const start = (limit: LimitRule, at: string, id = newId(), more: object = {}): Promise<Clock> =>
  stage.db.transact((tx) =>
    startClock(
      tx,
      { rule: limit, subject: { kind: 'case', id }, agency: 'ip-zhejiang', at, by: officer, ...more },
      world,
    ),
  );
type Verb = typeof suspendClock | typeof extendClock;
const act = (verb: Verb, clock: Clock, at: string, more: Partial<Extend> = {}): Promise<Clock> =>
  stage.db.transact((tx) => verb(tx, { id: clock.id }, { at, by: officer, ...more } as Act & Extend, world));
const refusal = (code: string, kind = 'conflict') =>
  expect.objectContaining({ code, kind, zh: expect.any(String) });
const entries = async (clock: Clock) =>
  (await ledgerOf(stage.db.manager, clock.id)).map(({ no, kind, agencyId, basis }) => [
    no,
    kind,
    agencyId,
    basis,
  ]);

describe('startClock', () => {
  it('holds both readings of the law, and who must act', async () => {
    const id = newId();
    const approval = clockRule('TRANSFER_APPROVAL_3D', '2026-09-30');
    const clock = await start(approval, '2026-09-30', id, { addressees: ['pp-hangzhou', 'pp-hangzhou'] });
    expect(clock).toMatchObject({
      subject: { kind: 'case', id },
      agency: 'ip-zhejiang',
      addressees: ['pp-hangzhou'],
      state: 'RUNNING',
      due: { kind: 'day', alarmOn: '2026-10-08', lateAfter: '2026-10-10', provisional: false },
      startedAt: new Date('2026-09-29T16:00:00Z'),
      lateAt: new Date('2026-10-10T16:00:00Z'),
      version: 1,
    });
    expect(await clocksOf(stage.db.manager, { kind: 'case', id })).toEqual([clock]);
    expect(clock.rule).toMatchObject({
      key: 'TRANSFER_APPROVAL_3D',
      basis: '国务院令第310号第5条',
      certainty: 'VERIFIED',
    });
    expect(await ledgerOf(stage.db.manager, clock.id)).toEqual([
      {
        no: 1,
        kind: 'STARTED',
        at: clock.startedAt,
        enteredAt: time.now(),
        agencyId: 'ip-zhejiang',
        officerId: 'o-1',
        basis: '国务院令第310号第5条',
        reason: null,
        details: {},
        before: null,
        after: clock.due,
      },
    ]);
  });

  it('runs hours by the clock, over holidays', async () => {
    const clock = await start(clockRule('TRANSFER_24H', '2026-09-30'), '2026-09-30T23:10:00+08:00');
    expect(clock.due).toEqual({ kind: 'moment', dueAt: '2026-10-01T23:10:00+08:00' });
    expect(await clocksOf(stage.db.manager, clock.subject)).toEqual([clock]);
  });

  it('never blocks an act for want of a calendar: the end is provisional', async () => {
    const clock = await start(rule('3 DAYS'), '2026-12-30');
    expect(clock.due).toEqual({
      kind: 'day',
      alarmOn: '2027-01-02',
      lateAfter: '2027-01-04',
      provisional: true,
      missingYear: 2027,
    });
    expect(await clocksOf(stage.db.manager, clock.subject)).toEqual([clock]);
  });

  it('runs once for a subject and key, and again after it was stopped', async () => {
    const id = newId();
    const first = await start(rule('3 DAYS'), '2026-03-02', id);
    await expect(start(rule('3 DAYS'), '2026-03-03', id)).rejects.toEqual(refusal('clock.already-running'));
    await start(rule('3 DAYS', { key: 'ANOTHER' }), '2026-03-03', id);
    await act(stopClock, first, '2026-03-04');
    const second = await start(rule('3 DAYS'), '2026-03-05', id);
    expect((await clocksOf(stage.db.manager, second.subject)).map(({ state }) => state)).toEqual([
      'STOPPED',
      'RUNNING',
      'RUNNING',
    ]);
  });

  it('starts many at once, or none', async () => {
    const ids = Array.from({ length: 50 }, newId);
    const of = (id: string) => ({
      ...{ rule: rule('3 DAYS'), subject: { kind: 'case', id }, agency: 'a-1', at: '2026-03-02', by: null },
    });
    const clocks = await stage.db.transact((tx) => startClocks(tx, ids.map(of), world));
    expect(clocks.map(({ subject }) => subject.id)).toEqual(ids);
    expect(await stage.db.transact((tx) => startClocks(tx, [], world))).toEqual([]);
    const more = [newId(), ids[7] as string];
    await expect(stage.db.transact((tx) => startClocks(tx, more.map(of), world))).rejects.toEqual(
      refusal('clock.already-running'),
    );
    const found = await clocksOfEach(stage.db.manager, 'case', [...ids, ...more]);
    expect([...found.values()].map(({ length }) => length)).toEqual([...ids.map(() => 1), 0]);
  });

  it.each([
    [{ subject: { kind: 'Case', id: '1' } }, 'clock.subject'],
    [{ subject: { kind: 'case', id: '' } }, 'clock.subject'],
    [{ subject: { kind: 'case', id: 'x'.repeat(201) } }, 'clock.subject'],
    [{ agency: '' }, 'clock.agency'],
    [{ addressees: Array.from({ length: 51 }, (_each, index) => `a-${index}`) }, 'clock.agency'],
    [{ rule: rule('0 DAYS') }, 'period.invalid'],
    [{ rule: rule('24 HOURS') }, 'instant.form'],
    [{ at: '2026-02-30' }, 'local-date.no-such-day'],
    [{ at: new Date(Number.NaN) }, 'clock.no-time'],
  ])('refuses %j: %s', async (change, code) => {
    await expect(start(rule('3 DAYS'), '2026-03-02', newId(), change)).rejects.toEqual(
      refusal(code, 'invalid'),
    );
  });
});

describe('a suspension', () => {
  it('takes the end away, and what was left is left when the clock is resumed', async () => {
    const clock = await start(pliant('10 WORKDAYS'), '2026-03-02');
    const suspended = await act(suspendClock, clock, '2026-03-05', {
      reason: '无效宣告程序',
      basis: '实施细则第98条',
    });
    expect(suspended).toMatchObject({
      state: 'SUSPENDED',
      due: null,
      lateAt: null,
      suspendedAt: new Date('2026-03-04T16:00:00Z'),
    });
    const resumed = await act(resumeClock, clock, '2026-03-19');
    expect(resumed).toMatchObject({ state: 'RUNNING', suspendedAt: null, due: { alarmOn: '2026-03-30' } });
    expect(await clocksOf(stage.db.manager, clock.subject)).toEqual([resumed]);
    const ledger = await ledgerOf(stage.db.manager, clock.id);
    expect(
      ledger.map(({ kind, reason, basis, before, after }) => [kind, reason, basis, before, after]),
    ).toEqual([
      ['STARTED', null, '国务院令第310号第5条', null, clock.due],
      ['SUSPENDED', '无效宣告程序', '实施细则第98条', clock.due, null],
      ['RESUMED', null, '国务院令第310号第5条', null, resumed.due],
    ]);
  });

  it('happens only where the statute knows one', async () => {
    const clock = await start(clockRule('TRANSFER_APPROVAL_3D', '2026-03-02'), '2026-03-02');
    await expect(act(suspendClock, clock, '2026-03-03')).rejects.toEqual(refusal('clock.no-suspension'));
    const ruling = await start(clockRule('INFRINGEMENT_RULING_3M', '2026-03-02'), '2026-03-02');
    expect(await act(suspendClock, ruling, '2026-03-03')).toMatchObject({ state: 'SUSPENDED' });
  });

  it('is refused twice, out of order, and after the end', async () => {
    const clock = await start(pliant('3 CALENDAR'), '2026-03-02');
    await expect(act(suspendClock, clock, '2026-03-01')).rejects.toEqual(refusal('clock.out-of-order'));
    await expect(act(suspendClock, clock, '2026-03-06')).rejects.toEqual(refusal('clock.over'));
    await expect(act(resumeClock, clock, '2026-03-03')).rejects.toEqual(refusal('clock.not-suspended'));
    const suspended = await act(suspendClock, clock, '2026-03-05T23:59:59+08:00');
    await expect(act(suspendClock, suspended, '2026-03-05')).rejects.toEqual(refusal('clock.not-running'));
    await expect(act(resumeClock, suspended, '2026-03-04')).rejects.toEqual(refusal('clock.out-of-order'));
    expect(await act(resumeClock, suspended, '2026-03-05')).toMatchObject({ due: { alarmOn: '2026-03-05' } });
  });

  it('stops hours to the second', async () => {
    const clock = await start(pliant('24 HOURS'), '2026-03-02T10:00:00+08:00');
    await act(suspendClock, clock, '2026-03-02T12:00:00+08:00');
    await expect(act(resumeClock, clock, '2026-03-02T11:59:59+08:00')).rejects.toEqual(
      refusal('clock.out-of-order'),
    );
    expect(await act(resumeClock, clock, '2026-03-02T18:30:00+08:00')).toMatchObject({
      due: { dueAt: '2026-03-03T16:30:00+08:00' },
    });
  });
});

describe('an extension', () => {
  const to10 = { extension: 'TO_10', approvedBy: '杭州市公安局' };

  it('counts the whole from the start, and names who approved it on which basis', async () => {
    const clock = await start(clockRule('POLICE_FILING_3D', '2026-03-02'), '2026-03-02');
    const ten = await act(extendClock, clock, '2026-03-04', {
      extension: 'POLICE_EXTENDED_10D',
      approvedBy: '杭州市公安局',
      documentNo: '杭公〔2026〕1号',
    });
    expect(ten.due).toMatchObject({ alarmOn: '2026-03-12', lateAfter: '2026-03-12' });
    const sixty = await act(extendClock, ten, '2026-03-10', {
      extension: 'POLICE_EXTENDED_60D',
      approvedBy: '浙江省公安厅',
    });
    expect(sixty.due).toMatchObject({ alarmOn: '2026-05-06', lateAfter: '2026-05-06' }); // 1 May is a holiday
    expect((await ledgerOf(stage.db.manager, clock.id))[1]).toMatchObject({
      kind: 'EXTENDED',
      basis: '公通字〔2017〕25号第16条',
      details: {
        extension: 'POLICE_EXTENDED_10D',
        to: [{ kind: 'CALENDAR', n: 10 }],
        approvedBy: '杭州市公安局',
        documentNo: '杭公〔2026〕1号',
      },
      before: clock.due,
      after: ten.due,
    });
    await expect(
      act(extendClock, sixty, '2026-03-11', { extension: 'POLICE_EXTENDED_30D', approvedBy: '浙江省公安厅' }),
    ).rejects.toEqual(refusal('clock.extension-taken'));
  });

  it('of open length ends on the day that was named, moved by later pauses alone', async () => {
    const clock = await start(pliant('5 WORKDAYS'), '2026-03-02');
    await act(suspendClock, clock, '2026-03-03');
    await act(resumeClock, clock, '2026-03-05');
    const named = await act(extendClock, clock, '2026-03-06', {
      extension: 'NAMED',
      approvedBy: '检察长',
      until: '2026/4/4',
    });
    expect(named.due).toMatchObject({ alarmOn: '2026-04-04', lateAfter: '2026-04-04' });
    await act(suspendClock, clock, '2026-03-10');
    expect(await act(resumeClock, clock, '2026-03-12')).toMatchObject({ due: { alarmOn: '2026-04-06' } });
    await expect(act(extendClock, clock, '2026-03-12', to10)).rejects.toEqual(
      refusal('clock.extension-taken'),
    );
  });

  it('of hours ends at the moment that was named', async () => {
    const clock = await start(pliant('24 HOURS'), '2026-03-02T10:00:00+08:00');
    const named = { extension: 'NAMED', approvedBy: '检察长' };
    await expect(
      act(extendClock, clock, '2026-03-02T11:00:00+08:00', { ...named, until: '2026-03-03T10:00:00+08:00' }),
    ).rejects.toEqual(refusal('clock.extension-until', 'invalid'));
    const later = await act(extendClock, clock, '2026-03-02T11:00:00+08:00', {
      ...named,
      until: '2026-03-03T10:00:01+08:00',
    });
    expect(later.due).toEqual({ kind: 'moment', dueAt: '2026-03-03T10:00:01+08:00' });
    await act(suspendClock, clock, '2026-03-02T12:00:00+08:00');
    expect(await act(resumeClock, clock, '2026-03-02T13:00:00+08:00')).toMatchObject({
      due: { dueAt: '2026-03-03T11:00:01+08:00' },
    });
  });

  it.each([
    [{ extension: 'NOT_KNOWN', approvedBy: 'x' }, 'clock.no-extension', 'conflict'],
    [{ ...to10, until: '2026-04-01' }, 'clock.extension-until', 'invalid'],
    [{ ...to10, approvedBy: '' }, 'clock.approval', 'invalid'],
    [{ ...to10, approvedBy: 'x'.repeat(201) }, 'clock.approval', 'invalid'],
    [{ ...to10, documentNo: 'x'.repeat(201) }, 'clock.approval', 'invalid'],
    [{ extension: 'NAMED', approvedBy: 'x' }, 'clock.extension-until', 'invalid'],
    [{ extension: 'NAMED', approvedBy: 'x', until: '2026-03-09' }, 'clock.extension-until', 'invalid'],
    [{ extension: 'NAMED', approvedBy: 'x', until: 'soon' }, 'local-date.form', 'invalid'],
  ])('is refused as %j: %s', async (extension, code, kind) => {
    const clock = await start(pliant('5 WORKDAYS'), '2026-03-02'); // ends 9 March
    await expect(act(extendClock, clock, '2026-03-04', extension)).rejects.toEqual(refusal(code, kind));
    expect(await clocksOf(stage.db.manager, clock.subject)).toEqual([clock]);
  });

  it('is refused to a clock that is over, suspended or stopped; of a provisional end nobody knows', async () => {
    const over = await start(pliant('3 CALENDAR'), '2026-03-02');
    await expect(act(extendClock, over, '2026-03-06', to10)).rejects.toEqual(refusal('clock.over'));
    await act(suspendClock, over, '2026-03-03');
    await expect(act(extendClock, over, '2026-03-03', to10)).rejects.toEqual(refusal('clock.not-running'));
    await act(stopClock, over, '2026-03-04');
    await expect(act(extendClock, over, '2026-03-04', to10)).rejects.toEqual(refusal('clock.not-running'));
    const provisional = await start(pliant('3 CALENDAR'), '2026-12-30');
    expect(await act(extendClock, provisional, '2027-01-04', to10)).toMatchObject({
      due: { alarmOn: '2027-01-09' },
    });
  });
});

describe('stopClock', () => {
  it('ends a clock and keeps what its end was', async () => {
    const clock = await start(rule('3 CALENDAR'), '2026-03-02');
    const stopped = await act(stopClock, clock, '2026-03-05T20:00:00+08:00', { reason: '已批准移送' });
    expect(stopped).toMatchObject({
      state: 'STOPPED',
      due: clock.due,
      stoppedAt: new Date('2026-03-05T12:00:00Z'),
    });
    expect(isLate(stopped, new Date('2027-01-01'))).toBe(false);
    await expect(act(stopClock, clock, '2026-03-06')).rejects.toEqual(refusal('clock.stopped'));
    expect(await entries(clock)).toEqual([
      [1, 'STARTED', 'ip-zhejiang', '国务院令第310号第5条'],
      [2, 'STOPPED', 'ip-zhejiang', '国务院令第310号第5条'],
    ]);
  });

  it('says that it was late', async () => {
    const clock = await start(rule('3 CALENDAR'), '2026-03-02');
    expect(isLate(clock, new Date('2026-03-05T15:59:59Z'))).toBe(false);
    expect(isLate(clock, new Date('2026-03-05T16:00:00Z'))).toBe(true);
    expect(isLate(await act(stopClock, clock, '2026-03-06'), new Date('2026-03-01'))).toBe(true);
    const hours = await start(rule('24 HOURS'), '2026-03-02T10:00:00+08:00');
    expect(isLate(hours, new Date('2026-03-03T10:00:00+08:00'))).toBe(false);
    expect(isLate(hours, new Date('2026-03-03T10:00:01+08:00'))).toBe(true);
  });

  it('ends a suspended clock, of whose end nobody knows', async () => {
    const clock = await start(pliant('3 CALENDAR'), '2026-03-02');
    await act(suspendClock, clock, '2026-03-03');
    const stopped = await act(stopClock, clock, '2026-09-03');
    expect(stopped).toMatchObject({ state: 'STOPPED', due: null, suspendedAt: null });
    expect(isLate(stopped, time.now())).toBe(false);
  });

  it('finds the clock by its subject and key', async () => {
    const clock = await start(rule('3 CALENDAR'), '2026-03-02');
    const ref = { subject: clock.subject, key: clock.rule.key };
    await stage.db.transact((tx) => stopClock(tx, ref, { at: '2026-03-03', by: null }, world));
    await expect(
      stage.db.transact((tx) => stopClock(tx, ref, { at: '2026-03-03', by: null }, world)),
    ).rejects.toEqual(refusal('clock.not-found', 'not-found'));
    await expect(act(stopClock, { ...clock, id: newId() }, '2026-03-03')).rejects.toEqual(
      refusal('clock.not-found', 'not-found'),
    );
    expect((await ledgerOf(stage.db.manager, clock.id)).at(-1)).toMatchObject({
      agencyId: null,
      officerId: null,
    });
  });

  it('lets one of two acts at once win, and both see its order', async () => {
    const clock = await start(pliant('10 CALENDAR'), '2026-03-02');
    const both = await Promise.allSettled([
      act(suspendClock, clock, '2026-03-03'),
      act(suspendClock, clock, '2026-03-03'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await entries(clock)).toHaveLength(2);
  });
});

describe('the ledger', () => {
  it.each(["UPDATE clock_entry SET reason = 'x'", 'DELETE FROM clock_entry', 'TRUNCATE clock_entry'])(
    'is append-only: %s',
    async (statement) => {
      await expect(stage.db.manager.query(statement)).rejects.toThrow('clock_entry is append-only');
    },
  );

  it('is undone with the act', async () => {
    const id = newId();
    const failing = stage.db.transact(async (tx) => {
      await startClock(
        tx,
        { rule: rule('3 DAYS'), subject: { kind: 'case', id }, agency: 'a', at: '2026-03-02', by: officer },
        world,
      );
      throw new Error('the act fails');
    });
    await expect(failing).rejects.toThrow('the act fails');
    expect(await clocksOf(stage.db.manager, { kind: 'case', id })).toEqual([]);
  });
});
