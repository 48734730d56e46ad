import { fileURLToPath } from 'node:url';
import { Calendar, type Period } from '@xianjie/calendar';
import type { Actor } from '@xianjie/identity';
import { Database, migrate, openDataSource } from '@xianjie/persistence';
import { createTestDatabase, testAgency } from '@xianjie/testing';
import type { LimitRule, TimeSource } from './words.js';

const folder = (library: string) => fileURLToPath(new URL(`../../${library}/migrations`, import.meta.url));

/**
 * A service's database with the tables of clocks, the outbox and the trail; `another` opens it as a further instance would, `kill` ends
 * such an instance's connections in the midst of what they do.
 */
export async function openDatabase() {
  const server = await createTestDatabase('deadlines');
  await migrate(server.address, ['messaging', 'audit', 'deadlines'].map(folder));
  const names = new Map<Database, string>();
  const another = async (): Promise<Database> => {
    const name = `instance-${names.size}`;
    const db = new Database(await openDataSource({ url: server.address, name, poolSize: 4 }));
    names.set(db, name);
    return db;
  };
  const db = await another();
  const kill = async (victim: Database): Promise<void> => {
    await db.manager.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()',
      [names.get(victim)],
    );
    await victim.dataSource.destroy();
  };
  const close = async (): Promise<void> => {
    for (const { dataSource } of names.keys()) if (dataSource.isInitialized) await dataSource.destroy();
    await server.stop();
  };
  return { db, another, kill, close };
}

/** A time that tests set. */
export class SetTime implements TimeSource {
  constructor(public moment: Date) {}

  static at(text: string): SetTime {
    return new SetTime(new Date(text));
  }

  now(): Date {
    return this.moment;
  }

  today(): string {
    return new Date(this.moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  }
}

export const officer: Actor = { agency: testAgency(), scopes: [], officer: { id: 'o-1', name: '陈立' } };

export const official = Calendar.official();

const text = { zh: '期限', en: 'limit' };

/** A limit as the statutes would tell it; `limit` is written `3 DAYS`. */
export function rule(limit: string, change: Partial<LimitRule> = {}): LimitRule {
  const [n, kind] = limit.split(' ');
  const period = { kind, n: Number(n) } as Period;
  const readings = {
    DAYS: ['CALENDAR_ROLL', 'WORKDAYS'],
    CALENDAR: ['CALENDAR_ROLL'],
    WORKDAYS: ['WORKDAYS'],
    MONTHS: ['CALENDAR_ROLL'],
    HOURS: ['HOURS'],
  } as const;
  return {
    key: 'TEST_LIMIT',
    validFrom: '2015-01-01',
    period,
    readings: readings[period.kind],
    responsible: 'ADMIN',
    says: text,
    endsWith: text,
    suspendedWhile: null,
    extensions: [],
    basis: '国务院令第310号第5条',
    certainty: 'VERIFIED',
    ...change,
  };
}

/** A rule that may be suspended, and extended twice: to ten days, and to a day that is named. */
export const pliant = (limit: string): LimitRule =>
  rule(limit, {
    suspendedWhile: text,
    extensions: [
      {
        key: 'TO_10',
        to: [{ kind: 'CALENDAR', n: 10 }],
        approvedBy: text,
        basis: '第16条',
        certainty: 'VERIFIED',
      },
      { key: 'NAMED', to: null, approvedBy: text, basis: '第17条', certainty: 'VERIFIED' },
    ],
  });
