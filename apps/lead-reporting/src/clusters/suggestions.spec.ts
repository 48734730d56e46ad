import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '@xianjie/identifiers';
import fc from 'fast-check';
import { type Cluster, isLive } from './cluster.js';
import {
  compare,
  LEAST_SCORE,
  matchKeys,
  type Matter,
  matterOf,
  type MatterColumns,
  normalName,
  wordsOf,
} from './matter.js';
import { MAX_MEMBERS, Suggestions } from './suggestions.js';

const day = (text: string) => text as LocalDate;

function matter(change: Partial<Matter> = {}): Matter {
  return {
    leadId: 'lead-1',
    submitter: 'ip-zhejiang',
    creditCode: '91330106MA2YYTX068',
    citizenHash: null,
    shop: null,
    name: '杭州某某',
    platform: null,
    patentNumber: '202010566088.9',
    actType: 'INFRINGEMENT',
    actOn: day('2026-03-01'),
    ...change,
  };
}

const bare = { creditCode: null, name: null, patentNumber: null };

describe('compare', () => {
  it.each<[string, Partial<Matter>, Partial<Matter>, string | null]>([
    ['the same party, patent, act and time', {}, {}, 'CREDIT_CODE NAME PATENT ACT_TYPE PERIOD 100'],
    [
      'the same credit code under another name, one without a patent',
      {},
      { name: '别名', patentNumber: null },
      'CREDIT_CODE ACT_TYPE PERIOD 70',
    ],
    ['another patent', {}, { patentNumber: '99200003.3' }, null],
    ['another kind of act', {}, { actType: 'FORGED_DOCUMENT' }, null],
    ['90 days apart', {}, { actOn: day('2026-05-30') }, 'CREDIT_CODE NAME PATENT ACT_TYPE PERIOD 100'],
    ['91 days apart', {}, { actOn: day('2026-05-31') }, null],
    ['the same name, of two companies', {}, { creditCode: '91440300MA5FTJ7L6Y' }, null],
    [
      'the same name and patent, one credit code unknown',
      {},
      { creditCode: null },
      'NAME PATENT ACT_TYPE PERIOD 75',
    ],
    ['the same name alone', { patentNumber: null }, { creditCode: null, patentNumber: null }, null],
    [
      'the same name on the same platform',
      { ...bare, name: 'a', platform: 'p' },
      { ...bare, name: 'a', platform: 'p' },
      null,
    ],
    ['the same patent alone', { ...bare, patentNumber: 'p' }, { ...bare, patentNumber: 'p' }, null],
    [
      'the same shop',
      { ...bare, shop: 'p/1', platform: 'p' },
      { ...bare, shop: 'p/1', platform: 'p' },
      'SHOP ACT_TYPE PERIOD PLATFORM 75',
    ],
    [
      'the same shop under another operator',
      { shop: 'p/1' },
      { shop: 'p/1', creditCode: '91440300MA5FTJ7L6Y' },
      'SHOP NAME PATENT ACT_TYPE PERIOD 100',
    ],
    [
      'two persons of one name',
      { ...bare, name: '张三', citizenHash: 'a', patentNumber: 'p' },
      { ...bare, name: '张三', citizenHash: 'b', patentNumber: 'p' },
      null,
    ],
    [
      'one person',
      { ...bare, citizenHash: 'a' },
      { ...bare, citizenHash: 'a' },
      'CITIZEN_NUMBER ACT_TYPE PERIOD 70',
    ],
  ])('%s', (_what, a, b, expected) => {
    const match = compare(matter(a), matter({ leadId: 'lead-2', ...b }));
    expect(match && `${match.keys.join(' ')} ${match.score}`).toBe(expected);
  });
});

describe('a matter', () => {
  it.each([
    ['杭州某某有限公司', '杭州某某'],
    ['杭州（某某）股份有限公司', '杭州某某'],
    ['Ｈangzhou  Foo Co., Ltd.', 'hangzhoufoocoltd'],
    ['有限公司', '有限公司'],
    ['——', null],
  ])('knows %s as %s', (name, expected) => {
    expect(normalName(name)).toBe(expected);
  });

  it('takes the platform of the shop, else the one where the goods were seen', () => {
    const columns = {
      id: 'lead-1',
      submitter: 'a',
      creditCode: null,
      citizenHash: null,
      patentNumber: null,
      actType: 'INFRINGEMENT',
      actOn: day('2026-03-01'),
    } as const;
    const seen = { source: 'E_COMMERCE', platform: '货品网', url: 'https://a' } as const;
    const shop = { kind: 'SHOP', platform: '货 品网', shopId: ' s1', name: '小店' } as const;
    const of = (change: Pick<MatterColumns, 'subject' | 'origin'>) => matterOf({ ...columns, ...change });
    expect(of({ subject: shop, origin: { source: 'FAIR', fair: 'f', booth: '1' } })).toMatchObject({
      shop: '货品网/s1',
      platform: '货品网',
    });
    expect(of({ subject: { kind: 'ORGANISATION', name: 'a' }, origin: seen })).toMatchObject({
      shop: null,
      platform: '货品网',
    });
  });
});

const few = (...values: readonly (string | null)[]) => fc.constantFrom(...values);
const matters = fc
  .array(
    fc.record({
      submitter: fc.constantFrom('a', 'b', 'c'),
      creditCode: few(null, 'c1', 'c2'),
      citizenHash: few(null, 'h1'),
      shop: few(null, 's1'),
      name: few(null, 'n1', 'n2'),
      platform: few(null, 'p1'),
      patentNumber: few(null, '1', '2'),
      actType: fc.constantFrom('INFRINGEMENT', 'FORGED_DOCUMENT'),
      actOn: fc.constantFrom('2026-01-01', '2026-03-01', '2026-05-01').map(day),
    }),
    { maxLength: 12 },
  )
  .map((list): Matter[] => list.map((each, index) => ({ leadId: `lead-${index + 10}`, ...each })));

const words = () => {
  let count = 10;
  return { newId: () => `cluster-${(count += 1)}`, on: day('2026-11-22'), at: '' };
};
const nothingRefused = () => false;

/** Suggestions of leads that came in this order, each compared with those before it. */
function arrived(leads: readonly Matter[], suggestions = new Suggestions([], words())): Suggestions {
  leads.forEach((lead, index) => suggestions.add(lead, leads.slice(0, index), nothingRefused));
  return suggestions;
}

const partition = (suggestions: Suggestions) =>
  suggestions.touched
    .map(({ members }) =>
      members
        .map(({ leadId }) => leadId)
        .sort()
        .join(' '),
    )
    .sort();

/** Leads that are connected by likeness between submitters. */
function components(leads: readonly Matter[]): string[] {
  const groups = new Map(leads.map(({ leadId }) => [leadId, leadId]));
  const rootOf = (id: string) => groups.get(id) ?? id;
  for (const a of leads)
    for (const b of leads)
      if (a.submitter !== b.submitter && compare(a, b)) {
        const [from, to] = [rootOf(a.leadId), rootOf(b.leadId)];
        for (const [id, root] of groups) if (root === from) groups.set(id, to);
      }
  const sets = Map.groupBy(groups.keys(), rootOf);
  return [...sets.values()]
    .filter((ids) => ids.length > 1)
    .map((ids) => ids.sort().join(' '))
    .sort();
}

describe('suggestions', () => {
  it('are the same both ways round, and only what shares a word is alike', () => {
    fc.assert(
      fc.property(matters, (leads) => {
        for (const a of leads)
          for (const b of leads) {
            const match = compare(a, b);
            expect(compare(b, a)).toEqual(match);
            if (!match) continue;
            expect(match.score).toBeGreaterThanOrEqual(LEAST_SCORE);
            expect(match.keys.every((key) => matchKeys.includes(key))).toBe(true);
            expect(wordsOf(a).filter((word) => wordsOf(b).includes(word))).not.toEqual([]);
          }
      }),
    );
  });

  it('join what is connected, in whatever order leads come', () => {
    fc.assert(
      fc.property(
        matters.chain((leads) =>
          fc.tuple(fc.constant(leads), fc.shuffledSubarray(leads, { minLength: leads.length })),
        ),
        ([leads, order]) => {
          expect(partition(arrived(order))).toEqual(components(leads));
        },
      ),
    );
  });

  it('never put a lead into two clusters, whatever changes or was confirmed', () => {
    const confirmed: Cluster = {
      ...arrived([matter(), matter({ leadId: 'lead-2', submitter: 'b' })]).touched[0],
      id: 'cluster-0',
      status: 'confirmed',
    } as Cluster;
    const standing = {
      ...confirmed,
      members: confirmed.members.map((member) => ({ ...member, state: 'confirmed' as const })),
    };
    fc.assert(
      fc.property(matters, fc.infiniteStream(fc.boolean()), (leads, changes) => {
        const suggestions = new Suggestions([standing], words());
        const all = [
          matter(),
          matter({ leadId: 'lead-2', submitter: 'b' }),
          ...leads.map((each) => ({ ...matter(), ...each })),
        ];
        for (const lead of all) {
          suggestions.add(lead, all, nothingRefused);
          if (changes.next().value) suggestions.dissolve(lead.leadId);
        }
        const live = suggestions.touched.flatMap(({ members }) =>
          members.filter(isLive).map(({ leadId }) => leadId),
        );
        expect(new Set(live).size).toBe(live.length);
        for (const { id, leadIds } of suggestions.touched.map((cluster) => ({
          id: cluster.id,
          leadIds: cluster.members.filter(({ state }) => state === 'confirmed').map(({ leadId }) => leadId),
        })))
          expect(leadIds).toEqual(id === 'cluster-0' ? ['lead-2', 'lead-1'] : []);
      }),
    );
  });

  it('are of several submitters', () => {
    expect(arrived([matter(), matter({ leadId: 'lead-2' })]).touched).toEqual([]);
  });

  it('add to a confirmed cluster what comes later, to be confirmed', () => {
    const [cluster] = arrived([matter(), matter({ leadId: 'lead-2', submitter: 'b' })]).touched;
    const standing = {
      ...cluster,
      status: 'confirmed',
      members: cluster?.members.map((member) => ({ ...member, state: 'confirmed' })),
    } as Cluster;
    const suggestions = new Suggestions([standing], words());
    suggestions.add(matter({ leadId: 'lead-3', submitter: 'c' }), [matter()], nothingRefused);
    expect(suggestions.touched.map(({ id, members }) => [id, ...members.map(({ state }) => state)])).toEqual([
      [standing.id, 'confirmed', 'confirmed', 'suggested'],
    ]);
    expect(suggestions.dissolve('lead-3')).toEqual([]);
    expect(suggestions.gone).toEqual([]);
    expect(suggestions.touched[0]?.members).toEqual(standing.members);
  });

  it('name the leads to compare anew when one of them changed', () => {
    const suggestions = arrived(
      ['a', 'b', 'c'].map((submitter, index) => matter({ submitter, leadId: `lead-${index}` })),
    );
    const [{ id } = { id: '' }] = suggestions.touched;
    expect(suggestions.dissolve('lead-1').sort()).toEqual(['lead-0', 'lead-2']);
    expect([suggestions.touched, suggestions.gone]).toEqual([[], [id]]);
  });

  it('leave out what an officer refused', () => {
    const suggestions = new Suggestions([], words());
    suggestions.add(matter(), [matter({ leadId: 'lead-2', submitter: 'b' })], () => true);
    expect(suggestions.touched).toEqual([]);
  });

  it(`hold no more than ${MAX_MEMBERS} leads`, () => {
    const leads = Array.from({ length: MAX_MEMBERS + 20 }, (_, index) =>
      matter({ leadId: `lead-${1000 + index}`, submitter: `s${index % 3}` }),
    );
    const sizes = arrived(leads).touched.map(({ members }) => members.length);
    expect(Math.max(...sizes)).toBe(MAX_MEMBERS);
  });
});
