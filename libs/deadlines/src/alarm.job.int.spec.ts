import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Due } from '@xianjie/calendar';
import type { EventType } from '@xianjie/contracts';
import { newId } from '@xianjie/identifiers';
import { appendToOutbox, registerTopics } from '@xianjie/messaging';
import type { Database } from '@xianjie/persistence';
import { alarmsOf } from './alarms.js';
import { official, officer, openDatabase, pliant, rule, SetTime } from './deadlines-rig.suite.js';
import {
  type Alarm,
  AlarmJob,
  type Clock,
  clocksOf,
  extendClock,
  ledgerOf,
  type LimitRule,
  type OnAlarm,
  resumeClock,
  startClock,
  startClocks,
  stopClock,
  suspendClock,
} from './index.js';

interface Raised {
  readonly clockId: string;
  readonly alarm: string;
}

/** An event of tests: JSON in place of Avro. */
const AlarmRaised: EventType<Raised> = {
  type: 'test.v1.AlarmRaised',
  topic: 'test.clock',
  key: 'clockId',
  schemaId: 901,
  fingerprint: 'cd'.repeat(32),
  encode: (value) => Buffer.from(JSON.stringify(value)),
  decode: (frame) => JSON.parse(frame.toString()) as Raised,
};

const name = ({ kind, at }: Alarm) => `${kind} ${at.toISOString()}`;
const announce: OnAlarm = (tx, clock, alarm) =>
  void appendToOutbox(tx, AlarmRaised, { clockId: clock.id, alarm: name(alarm) });

let stage: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  stage = await openDatabase();
  await registerTopics(stage.db.manager, new Map([['test.clock', 4]]));
});
afterAll(() => stage?.close());
afterEach(() =>
  stage.db.manager.query('UPDATE clock SET next_alarm = NULL, alarm_for = NULL, next_alarm_at = NULL'),
);

const time = SetTime.at('2026-03-02T02:00:00Z');
const world = { calendar: official, time };
const never = new AbortController().signal;
const start = (limit: LimitRule, at: string | Date): Promise<Clock> =>
  stage.db.transact((tx) =>
    startClock(
      tx,
      { rule: limit, subject: { kind: 'case', id: newId() }, agency: 'ip-zhejiang', at, by: officer },
      world,
    ),
  );
/** The job, run at these moments one after the other. */
const runAt = async (onAlarm: OnAlarm, ...moments: string[]): Promise<void> => {
  for (const moment of moments) {
    time.moment = new Date(moment);
    await new AlarmJob(stage.db, time, onAlarm).run(never);
  }
};
const raisedFor = async ({ id }: Pick<Clock, 'id'>): Promise<string[]> => {
  const rows = await stage.db.manager.query<{ payload: Buffer }[]>(
    'SELECT payload FROM event WHERE stream_id = $1 ORDER BY number',
    [`test.clock/${id}`],
  );
  return rows.map(({ payload }) => AlarmRaised.decode(payload).alarm);
};
const allRaised = async (clocks: readonly Clock[]): Promise<Map<string, string[]>> => {
  const rows = await stage.db.manager.query<{ payload: Buffer }[]>(
    'SELECT payload FROM event WHERE stream_id = ANY($1) ORDER BY stream_id, number',
    [clocks.map(({ id }) => `test.clock/${id}`)],
  );
  const raised = new Map<string, string[]>();
  for (const { clockId, alarm } of rows.map(({ payload }) => AlarmRaised.decode(payload))) {
    raised.set(clockId, [...(raised.get(clockId) ?? []), alarm]);
  }
  return raised;
};
/** To the minute. */
const briefly = async (clock: Clock) => (await raisedFor(clock)).map((text) => text.replace(':00.000Z', ''));

describe('an alarm', () => {
  it('is raised when its time has come, with its ledger line, and changes no state', async () => {
    time.moment = new Date('2026-03-02T02:00:00Z');
    const clock = await start(rule('10 CALENDAR'), '2026-03-02');
    await runAt(announce, '2026-03-06T15:59:59Z');
    expect(await briefly(clock)).toEqual([]);
    await runAt(
      announce,
      '2026-03-06T16:00:00Z',
      '2026-03-06T16:00:01Z',
      '2026-03-10T20:00:00Z',
      '2026-03-30T00:00:00Z',
    );
    expect(await briefly(clock)).toEqual([
      'HALF 2026-03-06T16:00',
      'DAY_BEFORE 2026-03-10T16:00',
      'DUE 2026-03-11T16:00',
      'LATE 2026-03-12T16:00',
    ]);
    const ledger = await ledgerOf(stage.db.manager, clock.id);
    expect(ledger.map(({ no, kind, details, agencyId }) => [no, kind, details, agencyId]).slice(1)).toEqual(
      ['HALF', 'DAY_BEFORE', 'DUE', 'LATE'].map((alarm, index) => [index + 2, 'ALARM', { alarm }, null]),
    );
    expect(ledger[3]).toMatchObject({
      at: new Date('2026-03-11T16:00:00Z'),
      enteredAt: new Date('2026-03-30T00:00:00Z'),
    });
    expect(await clocksOf(stage.db.manager, clock.subject)).toMatchObject([
      { state: 'RUNNING', version: 5, due: clock.due },
    ]);
  });

  it('is not raised for a clock that was stopped, nor while it is suspended', async () => {
    time.moment = new Date('2026-03-02T02:00:00Z');
    const [stopped, suspended] = [
      await start(rule('10 CALENDAR'), '2026-03-02'),
      await start(pliant('10 CALENDAR'), '2026-03-02'),
    ];
    await stage.db.transact((tx) => stopClock(tx, stopped, { at: '2026-03-03', by: officer }, world));
    await stage.db.transact((tx) => suspendClock(tx, suspended, { at: '2026-03-03', by: officer }, world));
    await runAt(announce, '2026-06-01T00:00:00Z');
    expect([await briefly(stopped), await briefly(suspended)]).toEqual([[], []]);
    await stage.db.transact((tx) => resumeClock(tx, suspended, { at: '2026-06-01', by: officer }, world));
    await runAt(announce, '2026-07-01T00:00:00Z');
    expect(await briefly(suspended)).toEqual([
      'DAY_BEFORE 2026-06-08T16:00',
      'DUE 2026-06-09T16:00',
      'LATE 2026-06-10T16:00',
    ]);
  });

  it('of the new end is raised after an extension, and none of the old one again', async () => {
    time.moment = new Date('2026-03-02T02:00:00Z');
    const clock = await start(pliant('3 CALENDAR'), '2026-03-02');
    await runAt(announce, '2026-03-04T00:00:00Z');
    await stage.db.transact((tx) =>
      extendClock(
        tx,
        clock,
        { extension: 'TO_10', approvedBy: '局长', at: '2026-03-04', by: officer },
        world,
      ),
    );
    await runAt(announce, '2026-03-31T00:00:00Z');
    expect(await briefly(clock)).toEqual([
      'HALF 2026-03-02T16:00',
      'DAY_BEFORE 2026-03-03T16:00',
      'HALF 2026-03-06T16:00',
      'DAY_BEFORE 2026-03-10T16:00',
      'DUE 2026-03-11T16:00',
      'LATE 2026-03-12T16:00',
    ]);
  });

  it('tells of lateness that was entered late', async () => {
    time.moment = new Date('2026-05-01T00:00:00Z');
    const clock = await start(rule('10 CALENDAR'), '2026-03-02');
    await runAt(announce, '2026-05-01T00:00:00Z');
    expect(await briefly(clock)).toEqual(['LATE 2026-03-12T16:00']);
  });

  it('that fails is put off, longer each time, and keeps no other waiting', async () => {
    time.moment = new Date('2026-03-02T02:00:00Z');
    const clocks = [];
    for (let each = 0; each < 3; each += 1) clocks.push(await start(rule('10 CALENDAR'), '2026-03-02'));
    const [first, ...others] = clocks as [Clock, Clock, Clock];
    let broken = true;
    const onAlarm: OnAlarm = (tx, clock, alarm) => {
      if (broken && clock.id === first.id) throw new Error('the partner’s name is missing');
      return announce(tx, clock, alarm);
    };
    await expect(runAt(onAlarm, '2026-03-07T00:00:00Z')).rejects.toMatchObject({
      message: '1 alarms could not be raised',
      errors: [
        {
          clockId: first.id,
          message: expect.stringContaining('HALF'),
          cause: { message: 'the partner’s name is missing' },
        },
      ],
    });
    expect(await Promise.all(others.map(briefly))).toEqual([
      ['HALF 2026-03-06T16:00'],
      ['HALF 2026-03-06T16:00'],
    ]);
    await runAt(onAlarm, '2026-03-07T00:00:09Z'); // not yet
    await expect(runAt(onAlarm, '2026-03-07T00:00:10Z')).rejects.toThrow('1 alarms');
    await runAt(onAlarm, '2026-03-07T00:00:29Z');
    expect(await briefly(first)).toEqual([]);
    broken = false;
    await runAt(onAlarm, '2026-03-07T00:00:30Z');
    expect(await briefly(first)).toEqual(['HALF 2026-03-06T16:00']);
  });

  it('is not recorded where its event cannot be written', async () => {
    time.moment = new Date('2026-03-02T02:00:00Z');
    const clock = await start(rule('10 CALENDAR'), '2026-03-02');
    const lost = { ...AlarmRaised, topic: 'test.unknown' };
    const onAlarm: OnAlarm = (tx, { id }, alarm) =>
      void appendToOutbox(tx, lost, { clockId: id, alarm: name(alarm) });
    await expect(runAt(onAlarm, '2026-03-07T00:00:00Z')).rejects.toMatchObject({
      code: 'outbox.topic-unknown',
    });
    expect(await ledgerOf(stage.db.manager, clock.id)).toHaveLength(1);
    await runAt(announce, '2026-03-07T00:00:00Z');
    expect(await briefly(clock)).toEqual(['HALF 2026-03-06T16:00']);
  });

  it('is left for the next run where the service stops', async () => {
    time.moment = new Date('2026-03-02T02:00:00Z');
    const clock = await start(rule('10 CALENDAR'), '2026-03-02');
    time.moment = new Date('2026-04-02T02:00:00Z');
    await new AlarmJob(stage.db, time, announce).run(AbortSignal.abort());
    expect(await briefly(clock)).toEqual([]);
  });
});

/** Numbers that look random and are the same in every run. */
function dice(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('ten years of three instances', () => {
  it('raise each alarm exactly once, though instances are killed and began anew', async () => {
    const roll = dice(20160101);
    time.moment = new Date('2015-12-31T00:00:00Z');
    const limits = ['3 DAYS', '10 CALENDAR', '20 WORKDAYS', '2 MONTHS', '24 HOURS', '60 CALENDAR'].map(
      (limit) => rule(limit),
    );
    const starts = Array.from({ length: 600 }, () => ({
      rule: limits[roll(limits.length)] as LimitRule,
      subject: { kind: 'case', id: newId() },
      agency: 'ip-zhejiang',
      at: new Date(Date.UTC(2016, 0, 1) + roll(3_800 * 86_400) * 1000),
      by: officer,
    }));
    const clocks = await stage.db.transact((tx) => startClocks(tx, starts, world));
    const running = new Map(clocks.map((clock) => [clock.id, clock]));
    const expected = new Map<string, string[]>();
    const instances: Database[] = [stage.db, await stage.another(), await stage.another()];

    for (let day = Date.UTC(2016, 0, 1); day < Date.UTC(2026, 11, 31); day += (1 + roll(19)) * 86_400_000) {
      time.moment = new Date(day + roll(86_400) * 1000);
      const runs = instances.map((db) => new AlarmJob(db, time, announce).run(never));
      if (roll(15) === 0) runs.push(delay(roll(4)).then(() => kill(instances, 1 + roll(2))));
      await Promise.allSettled(runs);
      await new AlarmJob(stage.db, time, announce).run(never);
      await stopSome();
    }

    async function stopSome(): Promise<void> {
      const begun = [...running.values()].filter(({ startedAt }) => startedAt < time.moment);
      for (const clock of begun.filter(() => roll(40) === 0)) {
        const stopped = await stage.db.transact((tx) =>
          stopClock(tx, clock, { at: time.now(), by: null }, world),
        );
        running.delete(clock.id);
        expected.set(clock.id, dueUntil(clock, stopped.stoppedAt as Date));
      }
    }
    async function kill(among: Database[], index: number): Promise<void> {
      await stage.kill(among[index] as Database);
      among[index] = await stage.another();
    }

    for (const clock of running.values()) expected.set(clock.id, dueUntil(clock, time.moment));
    const raised = await allRaised(clocks);
    expect(raised).toEqual(new Map([...expected].filter(([, alarms]) => alarms.length > 0)));
    expect([...raised.values()].flat().length).toBeGreaterThan(1_500);
  }, 120_000);
});

/** The alarms of a clock until then. */
function dueUntil(clock: Clock, until: Date): string[] {
  return alarmsOf(clock.startedAt, clock.due as Due)
    .filter(({ at }) => at <= until)
    .map(name);
}
