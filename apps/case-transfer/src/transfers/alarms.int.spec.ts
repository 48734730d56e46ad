import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TransferClockAlarmed } from '@xianjie/contracts';
import { Database, openDataSource } from '@xianjie/persistence';
import { Clock } from '@xianjie/service';
import type { TransferEvent } from '@xianjie/statutes';
import { KnownCaseEntity } from '../cases/known-case.entity.js';
import { bindMasterKeys, MasterKeys } from '../sealing/master-keys.js';
import { ClockAlarms } from './clock-alarms.js';
import { conditionalLimits, meaningOf } from './clock-moves.js';
import { TransferAlarmJob } from './clock.jobs.js';
import { begun, playAll } from './play.suite.js';
import { db, now, page, service, setTime, useService, wu } from './transfers-rig.suite.js';
import { TransferEntity } from './transfer.entity.js';

useService();

const never = new AbortController().signal;
const instances: Database[] = [];
let named = 0;

/** A further instance's connections. */
async function another(): Promise<Database> {
  const name = `alarms-${(named += 1)}`;
  const entities = [KnownCaseEntity, TransferEntity];
  const source = await openDataSource({ url: service.database.address, name, poolSize: 4, entities });
  bindMasterKeys(source, service.app.get(MasterKeys));
  return new Database(source);
}

/** Ends an instance's connections in the midst of what they do; another begins in its place. */
async function kill(at: number): Promise<void> {
  const victim = instances[at] as Database;
  await db.manager.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()',
    [victim.dataSource.options.type === 'postgres' ? victim.dataSource.options.applicationName : ''],
  );
  await victim.dataSource.destroy();
  instances[at] = await another();
}

beforeAll(async () => {
  for (let each = 0; each < 3; each += 1) instances.push(await another());
});
afterAll(async () => {
  for (const { dataSource } of instances) if (dataSource.isInitialized) await dataSource.destroy();
});

/** Numbers that look random and are the same in every run. */
function dice(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const COURSE: readonly TransferEvent[] = [
  'REPORT_SUBMITTED',
  'APPROVED',
  'DELIVERED',
  'RECEIPT_SIGNED',
  'NOT_FILED',
];
const DAY_MS = 86_400_000;

interface RanClock {
  readonly transferId: string;
  readonly key: string;
  readonly alarms: string[];
  readonly late: boolean;
}

/** Every clock that counts, with the alarms of its ledger. */
async function clocks(): Promise<RanClock[]> {
  return db.manager.query(
    `SELECT c.subject_id AS "transferId", c.key, c.state = 'RUNNING' AND c.late_at <= $1 AS late,
       coalesce((SELECT array_agg(e.details->>'alarm' ORDER BY e.no) FROM clock_entry e WHERE e.clock_id = c.id AND e.kind = 'ALARM'), '{}') AS alarms
     FROM clock c WHERE c.subject_kind = 'transfer' AND c.key <> ALL($2)`,
    [now(), conditionalLimits],
  );
}

async function announced(): Promise<string[]> {
  const rows = await db.manager.query<{ payload: Buffer }[]>(
    'SELECT payload FROM event WHERE schema_id = $1',
    [TransferClockAlarmed.schemaId],
  );
  return rows
    .map(({ payload }) => TransferClockAlarmed.decode(payload))
    .map(({ transferId, clockKey, alarm }) => `${transferId} ${clockKey} ${alarm}`)
    .sort();
}

describe('ten years of three instances', () => {
  it('announce each alarm of each limit once, whatever is killed, and copy each lateness to the procuratorate once', async () => {
    const roll = dice(20160101);
    const begins = Array.from({ length: 45 }, () => Date.UTC(2016, 0, 4) + roll(3_950) * DAY_MS).sort(
      (a, b) => a - b,
    );
    for (let day = Date.UTC(2016, 0, 1); day < Date.UTC(2026, 11, 20); day += (1 + roll(19)) * DAY_MS) {
      for (; begins.length > 0 && (begins[0] as number) <= day; begins.shift()) {
        setTime(new Date(day));
        await playAll(await begun(), COURSE.slice(0, 1 + roll(COURSE.length)));
      }
      setTime(new Date(Math.max(now().getTime(), day + roll(86_400) * 1000)));
      const runs = instances.map((each) => jobOf(each).run(never));
      if (roll(15) === 0) runs.push(delay(roll(4)).then(() => kill(roll(3))));
      await Promise.allSettled(runs);
    }
    await jobOf(db).run(never);
    const ran = await clocks();
    const expected = ran.flatMap(({ transferId, key, alarms }) =>
      alarms.map((alarm) => `${transferId} ${key} ${alarm}`),
    );
    expect(new Set(expected).size).toBe(expected.length);
    expect(await announced()).toEqual(expected.sort());
    expect(ran.filter(({ late, alarms }) => late && !alarms.includes('LATE'))).toEqual([]);
    expect(expected.length).toBeGreaterThan(100);
    const [copies] = await db.manager.query<{ count: string }[]>(
      `SELECT count(*) FROM procuratorate_copy WHERE kind = 'LATE'`,
    );
    const owed = ran.filter(({ key, alarms }) => meaningOf(key) === 'DUTY' && alarms.includes('LATE'));
    expect(Number(copies?.count)).toBe(owed.length);
  }, 240_000);
});

describe('a year that is not loaded yet', () => {
  it('blocks no act: the limit runs on to a provisional day', async () => {
    setTime('2026-12-30T02:00:00Z');
    const transfer = await begun();
    await playAll(transfer, COURSE);
    const { clocks: shown, state } = await page(transfer.id, wu);
    expect(state).toBe('NOT_FILED');
    expect(shown.some(({ provisional }) => provisional)).toBe(true);
  });
});

function jobOf(each: Database): TransferAlarmJob {
  const clock = service.app.get(Clock);
  return new TransferAlarmJob(each, clock, new ClockAlarms(clock));
}
