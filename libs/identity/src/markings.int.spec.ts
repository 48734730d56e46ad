import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestServer } from '@xianjie/testing';
import { openDataSource } from '@xianjie/persistence';
import type { DataSource } from 'typeorm';
import { agencyKinds, type Actor, type Agency } from './actor.js';
import { markingColumnsSql, markingOf, markingScopes, maySee, visibleTo, type Marking } from './markings.js';

function agency(id: string, kind: Agency['kind'], area: string | null, ...parents: string[]): Agency {
  return { id, name: id, kind, area, parents };
}

const cnipa = agency('cnipa', 'patent-office-nation', null);
const zhejiang = agency('ip-zhejiang', 'patent-office-province', '330000', 'cnipa');
const hangzhou = agency('ip-hangzhou', 'patent-office-prefecture', '330100', 'ip-zhejiang', 'cnipa');
const ningbo = agency('ip-ningbo', 'patent-office-prefecture', '330200', 'ip-zhejiang', 'cnipa');
const shenzhen = agency('ip-shenzhen', 'patent-office-prefecture', '440300', 'ip-guangdong', 'cnipa');
const xinjiang = agency('ip-xinjiang', 'patent-office-province', '650000', 'cnipa');
const corps = agency('ip-xpcc', 'corps', null, 'cnipa');
const eighth = agency('ip-xpcc-8', 'corps', null, 'ip-xpcc', 'cnipa');
const first = agency('ip-xpcc-1', 'corps', null, 'ip-xpcc', 'cnipa');
const police = agency('police-hangzhou', 'police', '330100');
const shop = agency('platform', 'platform', null);
const everybody = [cnipa, zhejiang, hangzhou, ningbo, shenzhen, xinjiang, corps, eighth, first, police, shop];

const to = (one: Agency): Actor => ({ agency: one, scopes: [] });
const mark = (owner: Agency, scope: Marking['scope'], change: Partial<Marking> = {}): Marking => ({
  ...markingOf(owner, { scope, kinds: agencyKinds, purposes: ['enforcement'] }),
  ...change,
});
const seers = (marking: Marking) =>
  everybody.filter((one) => maySee(to(one), marking, 'enforcement')).map(({ id }) => id);

describe('maySee', () => {
  it.each([
    ['CITY', hangzhou, ['cnipa', 'ip-zhejiang', 'ip-hangzhou', 'police-hangzhou']],
    ['PROVINCE', hangzhou, ['cnipa', 'ip-zhejiang', 'ip-hangzhou', 'ip-ningbo', 'police-hangzhou']],
    ['NATION', hangzhou, everybody.map(({ id }) => id).filter((id) => id !== 'platform')],
    ['PARTNER', hangzhou, everybody.map(({ id }) => id)],
    ['CITY', eighth, ['cnipa', 'ip-xpcc', 'ip-xpcc-8']],
    ['PROVINCE', eighth, ['cnipa', 'ip-xpcc', 'ip-xpcc-8', 'ip-xpcc-1']],
    ['PROVINCE', xinjiang, ['cnipa', 'ip-xinjiang']],
  ] as const)('shows what is marked %s by %o to those it reaches', (scope, owner, ids) => {
    expect(seers(mark(owner, scope))).toEqual(ids);
  });

  it('keeps to the kinds that are marked', () => {
    expect(seers(mark(hangzhou, 'PARTNER', { kinds: ['police'] }))).toEqual([
      'ip-hangzhou',
      'police-hangzhou',
    ]);
  });

  it('shows addressees what is theirs, wherever they are', () => {
    expect(seers(mark(hangzhou, 'CITY', { kinds: [], addressees: ['ip-shenzhen'] }))).toEqual([
      'ip-hangzhou',
      'ip-shenzhen',
    ]);
  });

  it('shows nothing for another purpose, but to the owner', () => {
    const marking = mark(hangzhou, 'PARTNER', { addressees: ['ip-shenzhen'] });
    expect(everybody.filter((one) => maySee(to(one), marking, 'statistics'))).toEqual([hangzhou]);
  });
});

describe('visibleTo', () => {
  let database: TestServer;
  let source: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase('markings');
    source = await openDataSource({ url: database.address, name: 'markings' });
    await source.query(`CREATE TABLE paper (id int, ${markingColumnsSql})`);
  });
  afterAll(async () => {
    await source?.destroy();
    await database?.stop();
  });

  it('says of every row, to everybody, for every purpose, what maySee says', async () => {
    const markings = everybody.flatMap((owner) =>
      markingScopes.flatMap((scope) => [
        mark(owner, scope),
        mark(owner, scope, { kinds: ['police', 'corps'] }),
        mark(owner, scope, { kinds: [], addressees: ['platform', 'ip-ningbo'] }),
        mark(owner, scope, { purposes: ['statistics'] }),
      ]),
    );
    const rows = markings.map((marking, id) =>
      Object.fromEntries([
        ['id', id],
        ...Object.entries(marking).map(([name, value]) => [`marking_${name}`, value]),
      ]),
    );
    await source.query('INSERT INTO paper SELECT * FROM jsonb_populate_recordset(NULL::paper, $1)', [
      JSON.stringify(rows),
    ]);
    for (const one of everybody) {
      for (const purpose of ['enforcement', 'statistics'] as const) {
        const { sql, parameters } = visibleTo(to(one), purpose, 'p');
        const query = source
          .createQueryBuilder()
          .select('p.id', 'id')
          .from('paper', 'p')
          .where(sql, parameters);
        const listed = (await query.orderBy('p.id').getRawMany<{ id: number }>()).map(({ id }) => id);
        const seen = markings.flatMap((marking, id) => (maySee(to(one), marking, purpose) ? [id] : []));
        expect([one.id, purpose, listed]).toEqual([one.id, purpose, seen]);
      }
    }
  });
});
