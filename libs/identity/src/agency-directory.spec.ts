import { describe, expect, it } from '@jest/globals';
import type { Agency, AgencyKind } from './actor.js';
import { AgencyDirectory, readAgencyDirectory } from './agency-directory.js';

const agency = (id: string, kind: AgencyKind, area: string | null, ...parents: string[]): Agency => ({
  id,
  name: id,
  kind,
  area,
  parents,
});
const directory = new AgencyDirectory([
  agency('nation', 'patent-office-nation', null),
  agency('zj', 'patent-office-province', '330000', 'nation'),
  agency('hz', 'patent-office-prefecture', '330100', 'zj', 'nation'),
  agency('nb', 'patent-office-prefecture', '330200', 'zj', 'nation'),
  agency('police-zj', 'police', '330000'),
  agency('police-xihu', 'police', '330106'),
]);
const offices = ['patent-office-prefecture', 'patent-office-province', 'patent-office-nation'] as const;

describe('the agency competent at a place', () => {
  it.each([
    ['330106', 'hz'],
    ['330300', 'zj'],
    ['440300', 'nation'],
  ])('%s: the nearest office is %s', (area, id) => {
    expect(directory.competentAt(area, ...offices)?.id).toBe(id);
  });

  it('is the county’s own where there is one, and nobody where none is registered', () => {
    expect(directory.competentAt('330106', 'police')?.id).toBe('police-xihu');
    expect(directory.competentAt('330102', 'police')?.id).toBe('police-zj');
    expect(directory.competentAt('440300', 'police')).toBeUndefined();
  });
});

describe('the directory', () => {
  it('lists who stands under a superior', () => {
    expect(directory.under('zj', 'patent-office-prefecture').map(({ id }) => id)).toEqual(['hz', 'nb']);
    expect(directory.under('nation', 'police')).toEqual([]);
  });

  it('refuses an agency it does not know, in words', () => {
    expect(() => directory.get('nobody')).toThrow('There is no agency nobody');
  });

  it('names each agency once', () => {
    expect(() => new AgencyDirectory([agency('a', 'police', null), agency('a', 'police', null)])).toThrow(
      'twice',
    );
  });

  it('is read from a file, without the secrets in it', () => {
    const read = readAgencyDirectory('samples/agencies.json');
    expect(read.get('ip-zhejiang')).toEqual({
      id: 'ip-zhejiang',
      name: '浙江省知识产权局',
      kind: 'patent-office-province',
      area: '330000',
      parents: ['cnipa'],
    });
  });
});
