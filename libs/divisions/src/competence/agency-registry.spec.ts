import { isDomainError } from '@xianjie/errors';
import type { LocalDate } from '@xianjie/identifiers';
import { describe, expect, it } from '@jest/globals';
import { type AgencyRegistry, agencyRegistry, type Assignment, type Delegation } from './agency-registry.js';

const day = (text: string) => text as LocalDate;

const nation = { id: 'cnipa', kind: 'patent-office-nation', area: null, parents: [] };
const province = { id: 'zhejiang', kind: 'patent-office-province', area: '330000', parents: ['cnipa'] };
const city = {
  id: 'hangzhou',
  kind: 'patent-office-prefecture',
  area: '330100',
  parents: ['zhejiang', 'cnipa'],
};
const office = {
  id: 'xihu',
  kind: 'county-office',
  area: '330106',
  parents: ['hangzhou', 'zhejiang', 'cnipa'],
};
const corps = { id: 'corps-8', kind: 'corps', area: null, parents: ['cnipa'] };

const delegation = (change: Partial<Delegation> = {}): Delegation => ({
  from: 'hangzhou',
  to: 'xihu',
  matters: ['COUNTERFEITING'],
  validFrom: day('2025-01-01'),
  validTo: null,
  document: '杭知发〔2025〕3号',
  ...change,
});
const assignment = (change: Partial<Assignment> = {}): Assignment => ({
  agency: 'corps-8',
  area: '659001',
  validFrom: day('2019-01-01'),
  validTo: null,
  basis: 'GB/T 2260',
  ...change,
});
const registry = (change: Partial<AgencyRegistry> = {}): AgencyRegistry => ({
  agencies: [nation, province, city, office, corps],
  delegations: [delegation()],
  assignments: [assignment()],
  ...change,
});

function rulesOf(change: Partial<AgencyRegistry>): string[] {
  try {
    agencyRegistry(registry(change));
    return [];
  } catch (error) {
    if (!isDomainError(error, 'invalid')) throw error;
    expect(error.code).toBe('agency-registry.invalid');
    return error.issues.map(({ field, rule }) => `${field} ${rule.replace('agency-registry.', '')}`);
  }
}

describe('a registry of agencies', () => {
  it('is taken where it holds together', () => {
    expect(rulesOf({})).toEqual([]);
  });

  it('may hold an office twice for different matters or times', () => {
    const delegations = [
      delegation({ validTo: day('2025-12-31') }),
      delegation({ validFrom: day('2026-01-01') }),
      delegation({ matters: ['PATENT_MEDIATION'] }),
    ];
    expect(rulesOf({ delegations })).toEqual([]);
  });

  it.each<[string, Partial<AgencyRegistry>, string[]]>([
    [
      'an id twice',
      { agencies: [nation, province, city, office, corps, { ...corps }] },
      ['agencies[5].id twice'],
    ],
    [
      'two of a kind in one area',
      { agencies: [nation, province, city, office, corps, { ...city, id: 'other' }] },
      ['agencies[2] same-kind-and-area', 'agencies[5] same-kind-and-area'],
    ],
    [
      'an area that is no division',
      { agencies: [nation, province, city, office, corps, { ...city, id: 'other', area: '339900' }] },
      ['agencies[5].area unknown-area'],
    ],
    [
      'a superior that is not there',
      { agencies: [nation, province, city, office, { ...corps, parents: ['nobody'] }] },
      ['agencies[4].parents unknown-parent'],
    ],
    [
      'an agency that is its own superior',
      { agencies: [nation, province, city, office, { ...corps, parents: ['corps-8'] }] },
      ['agencies[4].parents unknown-parent'],
    ],
    [
      'a delegation by nobody',
      { delegations: [delegation({ from: 'x' })] },
      ['delegations[0].from unknown-agency', 'delegations[0].to not-below'],
    ],
    [
      'a delegation upwards',
      { delegations: [delegation({ from: 'xihu', to: 'hangzhou' })] },
      ['delegations[0].to not-below'],
    ],
    [
      'a delegation of nothing',
      { delegations: [delegation({ matters: [] })] },
      ['delegations[0].matters unknown-matter'],
    ],
    [
      'a delegation of an unknown matter',
      { delegations: [delegation({ matters: ['toString' as 'COUNTERFEITING'] })] },
      ['delegations[0].matters unknown-matter'],
    ],
    [
      'a delegation without a document',
      { delegations: [delegation({ document: '3' })] },
      ['delegations[0].document document'],
    ],
    [
      'days that run backwards',
      { delegations: [delegation({ validTo: day('2024-12-31') })] },
      ['delegations[0] interval'],
    ],
    [
      'a day that is none',
      { delegations: [delegation({ validFrom: day('2025-02-30') })] },
      ['delegations[0] interval'],
    ],
    [
      'the same delegation twice at one time',
      { delegations: [delegation(), delegation({ validFrom: day('2026-01-01') })] },
      ['delegations[0] delegated-twice', 'delegations[1] delegated-twice'],
    ],
    [
      'an office that entrusts what it was entrusted with',
      { delegations: [delegation({ from: 'zhejiang', to: 'hangzhou' }), delegation()] },
      ['delegations[1] sub-delegation'],
    ],
    [
      'an assignment to an agency with an area',
      { assignments: [assignment({ agency: 'hangzhou' })] },
      ['assignments[0].agency not-assignable'],
    ],
    [
      'an assignment of no division',
      { assignments: [assignment({ area: '659099' })] },
      ['assignments[0].area unknown-area'],
    ],
    [
      'an area assigned twice at one time',
      { assignments: [assignment(), assignment({ validFrom: day('2024-01-01') })] },
      ['assignments[1] assigned-twice'],
    ],
  ])('is refused with %s', (_what, change, rules) => {
    expect(rulesOf(change)).toEqual(rules);
  });
});
