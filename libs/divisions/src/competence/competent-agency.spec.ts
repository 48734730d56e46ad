import type { LocalDate } from '@xianjie/identifiers';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWithin } from '../within.js';
import { agencyRegistry, type Delegation, type RegisteredAgency } from './agency-registry.js';
import { competentAgency, type Place } from './competent-agency.js';
import { type Matter, matters } from './matters.js';

const day = (text: string) => text as LocalDate;
const TODAY = day('2026-11-20');

const agency = (id: string, kind: string, area: string | null, ...parents: string[]): RegisteredAgency => ({
  id,
  kind,
  area,
  parents,
});

const agencies = [
  agency('cnipa', 'patent-office-nation', null),
  agency('zhejiang', 'patent-office-province', '330000', 'cnipa'),
  agency('hangzhou', 'patent-office-prefecture', '330100', 'zhejiang', 'cnipa'),
  agency('hangzhou-market', 'market-regulation-prefecture', '330100', 'zhejiang', 'cnipa'),
  agency('ningbo', 'patent-office-prefecture', '330200', 'zhejiang', 'cnipa'),
  agency('xihu-market', 'market-regulation-county', '330106', 'hangzhou-market', 'zhejiang', 'cnipa'),
  agency('shangcheng-market', 'market-regulation-county', '330102', 'hangzhou-market', 'zhejiang', 'cnipa'),
  agency('xihu-office', 'county-office', '330106', 'hangzhou', 'zhejiang', 'cnipa'),
  agency('cixi-office', 'county-office', '330282', 'ningbo', 'zhejiang', 'cnipa'),
  agency('guangdong', 'patent-office-province', '440000', 'cnipa'),
  agency('dongguan', 'patent-office-prefecture', '441900', 'guangdong', 'cnipa'),
  agency('hubei', 'patent-office-province', '420000', 'cnipa'),
  agency('xiantao', 'patent-office-county', '429004', 'hubei', 'cnipa'),
  agency('beijing', 'patent-office-province', '110000', 'cnipa'),
  agency('haidian', 'patent-office-county', '110108', 'beijing', 'cnipa'),
  agency('chongqing', 'patent-office-province', '500000', 'cnipa'),
  agency('chengkou', 'patent-office-county', '500229', 'chongqing', 'cnipa'),
  agency('xinjiang', 'patent-office-province', '650000', 'cnipa'),
  agency('corps', 'corps', null, 'cnipa'),
  agency('corps-8', 'corps', null, 'corps', 'cnipa'),
  agency('corps-6', 'corps', null, 'corps', 'cnipa'),
  agency('hangzhou-police', 'police', '330100', 'zhejiang-police'),
  agency('zhejiang-police', 'police', '330000'),
  agency('hangzhou-procuratorate', 'procuratorate', '330100'),
  agency('platform', 'platform', null),
];

const delegations: Delegation[] = [
  {
    from: 'ningbo',
    to: 'cixi-office',
    matters: ['INFRINGEMENT_RULING', 'COUNTERFEITING'],
    validFrom: day('2024-01-01'),
    validTo: day('2026-12-31'),
    document: '甬知发〔2024〕1号',
  },
  {
    from: 'hangzhou',
    to: 'xihu-office',
    matters: ['INFRINGEMENT_RULING'],
    validFrom: day('2025-06-01'),
    validTo: null,
    document: '杭知发〔2025〕9号',
  },
];

const assignments = [
  { agency: 'corps-8', area: '659001', validFrom: day('2010-01-01'), validTo: null, basis: '第八师石河子市' },
  { agency: 'corps-6', area: '659004', validFrom: day('2010-01-01'), validTo: null, basis: '第六师五家渠市' },
];

const registry = agencyRegistry({ agencies, delegations, assignments });

const places = (...areas: string[]): Place[] => areas.map((area) => ({ area }));
const found = (matter: Matter, where: readonly Place[], on = TODAY) => {
  const answer = competentAgency(matter, where, registry, on);
  return answer.ok ? answer : answer.refusal.rule;
};
const idOf = (matter: Matter, where: readonly Place[], on = TODAY) => {
  const answer = found(matter, where, on);
  return typeof answer === 'string' ? answer : answer.agency.id;
};

describe('counterfeiting, at one place', () => {
  it.each([
    ['its county, where that has an agency', '330106', 'xihu-market', 'COUNTY'],
    ['the prefecture, where the county has none', '330109', 'hangzhou-market', 'PREFECTURE'],
    ['the office of the prefecture, where it has no other', '330203', 'ningbo', 'PREFECTURE'],
    ['the province, where the prefecture has none', '330302', 'zhejiang', 'PROVINCE'],
    ['the nation, where the province has none', '510104', 'cnipa', 'NATION'],
    ['the prefecture of a place that is known only so far', '330100', 'hangzhou-market', 'PREFECTURE'],
    ['a prefecture without counties', '441900', 'dongguan', 'PREFECTURE'],
    ['a county directly below the province', '429004', 'xiantao', 'COUNTY'],
    ['the province, for its neighbour', '429005', 'hubei', 'PROVINCE'],
    ['a district of a municipality', '110108', 'haidian', 'COUNTY'],
    ['the municipality, for its neighbour', '110105', 'beijing', 'PROVINCE'],
  ])('belongs to %s', (_who, area, id, rank) => {
    expect(found('COUNTERFEITING', places(area))).toMatchObject({
      agency: { id },
      rank,
      handledBy: { id },
    });
  });

  it('belongs to who took over from an abolished place', () => {
    expect(idOf('COUNTERFEITING', [{ area: '330103', asOf: day('2019-05-01') }])).toBe('hangzhou-market');
    expect(idOf('COUNTERFEITING', [{ area: '510221', asOf: day('1995-05-01') }])).toBe('chongqing');
  });

  it('belongs to the common superior where parts of the place went to several', () => {
    // 江干区: most of it to 上城区, some to 钱塘区
    expect(idOf('COUNTERFEITING', places('330104'))).toBe('hangzhou-market');
    expect(idOf('COUNTERFEITING', places('330102'))).toBe('shangcheng-market');
  });

  it('rests on the article and says why, in both languages', () => {
    expect(found('COUNTERFEITING', places('330106'))).toMatchObject({
      certainty: 'VERIFIED',
      basis: [matters.COUNTERFEITING.basis],
      why: {
        zh: '查处假冒专利行为由负责专利执法的部门负责；由县级机关管辖',
        en: 'counterfeiting of patents: 负责专利执法的部门; the agency of the county',
      },
    });
  });
});

describe('infringement rulings', () => {
  it.each([
    ['the prefecture, though the county has an agency', '330102', 'hangzhou'],
    ['the province, for a county directly below it', '429004', 'hubei'],
    ['the district of a municipality', '110108', 'haidian'],
    ['the municipality, for one of its counties', '500229', 'chongqing'],
    ['the province, where the prefecture has none', '330302', 'zhejiang'],
  ])('belong to %s', (_who, area, id) => {
    expect(idOf('INFRINGEMENT_RULING', places(area))).toBe(id);
  });

  it('of major national impact belong to the nation', () => {
    expect(idOf('MAJOR_INFRINGEMENT_RULING', places('330106'))).toBe('cnipa');
  });
});

describe('several places', () => {
  it.each([
    ['in one county', ['330106', '330106'], 'xihu-market'],
    ['in one prefecture', ['330106', '330102'], 'hangzhou-market'],
    ['a county and its prefecture', ['330106', '330100'], 'hangzhou-market'],
    ['across prefectures', ['330106', '330203'], 'zhejiang'],
    ['across prefectures, with abolished places', ['330104', '330211'], 'zhejiang'],
    ['across districts of a municipality', ['110108', '110105'], 'beijing'],
    ['across counties directly below a province', ['429004', '429005'], 'hubei'],
    ['across provinces', ['330106', '441900'], 'cnipa'],
  ])('%s: %j belong to %s', (_where, areas, id) => {
    expect(idOf('COUNTERFEITING', places(...areas))).toBe(id);
  });

  it('name the rule about several areas as basis', () => {
    expect(found('COUNTERFEITING', places('330106', '330203'))).toMatchObject({
      basis: [matters.COUNTERFEITING.basis, expect.stringContaining('第70条第2款')],
      why: { en: expect.stringContaining('common superior (province)') },
    });
  });
});

describe('the Corps', () => {
  it.each([
    ['a city of one division', places('659001'), 'corps-8'],
    ['cities of two divisions', places('659001', '659004'), 'corps'],
    ['a city of a division and a county of the region', places('659001', '650104'), 'cnipa'],
    ['a regiment inside a county, named by its division', [{ area: '654202', landOf: 'corps-8' }], 'corps-8'],
    ['a city that is assigned to nobody', places('659012'), 'xinjiang'],
    ['a county of the region', places('650104'), 'xinjiang'],
  ])('%s: it is for %s', (_where, where, id) => {
    expect(idOf('COUNTERFEITING', where)).toBe(id);
    expect(idOf('INFRINGEMENT_RULING', where)).toBe(id);
  });

  it('leaves crimes to the police of the place', () => {
    expect(idOf('CRIME_INVESTIGATION', places('659001'))).toBe('competence.no-agency');
  });

  it('answers for a city only while it is assigned', () => {
    expect(idOf('COUNTERFEITING', places('659001'), day('2009-12-31'))).toBe('xinjiang');
  });
});

describe('delegation', () => {
  it('lets the office handle what its superior decides', () => {
    expect(found('INFRINGEMENT_RULING', places('330282'))).toMatchObject({
      agency: { id: 'ningbo' },
      handledBy: { id: 'cixi-office' },
      delegation: { document: '甬知发〔2024〕1号' },
      basis: [matters.INFRINGEMENT_RULING.basis, '甬知发〔2024〕1号', '行政处罚法（2021）第20条'],
      why: { zh: expect.stringContaining('依甬知发〔2024〕1号委托办理') },
    });
  });

  it.each<[string, Matter, string[], string, string]>([
    ['for another matter', 'PATENT_MEDIATION', ['330282'], '2026-11-20', 'ningbo'],
    ['at another place', 'INFRINGEMENT_RULING', ['330203'], '2026-11-20', 'ningbo'],
    [
      'at places of which one is elsewhere',
      'INFRINGEMENT_RULING',
      ['330282', '330203'],
      '2026-11-20',
      'ningbo',
    ],
    ['before it began', 'INFRINGEMENT_RULING', ['330282'], '2023-12-31', 'ningbo'],
    ['after it ended', 'INFRINGEMENT_RULING', ['330282'], '2027-01-01', 'ningbo'],
    ['where somebody else is competent', 'COUNTERFEITING', ['330106'], '2026-11-20', 'xihu-market'],
  ])('does not hold %s', (_when, matter, areas, on, id) => {
    const answer = found(matter, places(...areas), day(on));
    expect(answer).toMatchObject({ handledBy: { id } });
    expect(answer).not.toHaveProperty('delegation');
  });

  it.each(['2024-01-01', '2026-12-31'])('holds on its first and last day: %s', (on) => {
    expect(found('INFRINGEMENT_RULING', places('330282'), day(on))).toMatchObject({
      handledBy: { id: 'cixi-office' },
    });
  });
});

describe('police and procuratorate', () => {
  it('are those of the place or above it', () => {
    expect(idOf('CRIME_INVESTIGATION', places('330100'))).toBe('hangzhou-police');
    expect(idOf('CRIME_INVESTIGATION', places('330203'))).toBe('zhejiang-police');
    expect(idOf('FILING_SUPERVISION', places('330106'))).toBe('hangzhou-procuratorate');
  });
});

describe('no agency', () => {
  it.each([
    ['competence.no-place', []],
    ['competence.unknown-place', places('990101')],
    ['competence.unknown-place', places('330106', 'x')],
    ['competence.unknown-agency', [{ area: '654202', landOf: 'nobody' }]],
  ])('%s', (rule, where) => {
    expect(found('COUNTERFEITING', where)).toBe(rule);
  });

  it('is found where no procuratorate stands over two places', () => {
    expect(found('FILING_SUPERVISION', places('330106', '330203'))).toBe('competence.no-agency');
  });
});

describe('whatever the places', () => {
  const area = fc.constantFrom(
    '330106',
    '330102',
    '330104',
    '330203',
    '429004',
    '441900',
    '110108',
    '330000',
  );

  it('the order in which they are named does not matter, and the answer covers them all', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(matters) as Matter[])),
        fc.array(area, { minLength: 1, maxLength: 4 }),
        (matter, areas) => {
          const answer = found(matter, places(...areas));
          const reversed = found(matter, places(...areas.toReversed()));
          if (typeof answer === 'string' || typeof reversed === 'string') return answer === reversed;
          const seat = answer.agency.area;
          const covers = seat === null || areas.every((each) => isWithin(each, seat));
          return covers && answer.agency.id === reversed.agency.id;
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
