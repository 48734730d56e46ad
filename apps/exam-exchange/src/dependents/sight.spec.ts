import { describe, expect, it } from '@jest/globals';
import { type Actor, readAgencyDirectory } from '@xianjie/identity';
import { sightOf } from './sight.js';

const agencies = readAgencyDirectory('samples/agencies.json');
const sight = (id: string, scopes: readonly string[] = ['lead:read', 'case:read']) => {
  const actor: Actor = { agency: agencies.get(id), scopes };
  return sightOf(actor, agencies);
};

describe('what rests on a patent is seen', () => {
  it('by a prefecture of its own, and of its province where the lead goes so far', () => {
    const { leads, cases } = sight('ip-hangzhou');
    expect(cases).toEqual(['ip-hangzhou']);
    expect(leads.CITY).toEqual(['ip-hangzhou']);
    expect(leads.PROVINCE).toEqual(
      expect.arrayContaining(['ip-zhejiang', 'ip-ningbo', 'ip-wenzhou', 'ip-jiaxing']),
    );
    expect(leads.PROVINCE).not.toContain('ip-shenzhen');
    expect(leads.NATION).toContain('ip-shenzhen');
  });

  it('by a superior of all under it, by no other province', () => {
    expect(sight('ip-zhejiang').cases).toEqual(expect.arrayContaining(['ip-hangzhou', 'ip-ningbo']));
    expect(sight('ip-zhejiang').cases).not.toContain('ip-shenzhen');
    expect(sight('cnipa').cases).toEqual(expect.arrayContaining(['ip-hangzhou', 'ip-shenzhen']));
  });

  it('by a platform of its own leads alone, by others not at all', () => {
    expect(sight('platform-huopin')).toEqual({
      leads: { CITY: ['platform-huopin'], PROVINCE: ['platform-huopin'], NATION: ['platform-huopin'] },
      cases: [],
    });
    for (const id of ['police-hangzhou', 'procuratorate-hangzhou', 'cnipa-examination'])
      expect(sight(id)).toEqual({ leads: { CITY: [], PROVINCE: [], NATION: [] }, cases: [] });
  });

  it('only with the scope for it', () => {
    expect(sight('ip-hangzhou', ['patent:read'])).toMatchObject({ cases: [], leads: { NATION: [] } });
  });
});
