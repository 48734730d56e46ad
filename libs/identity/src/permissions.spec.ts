import { describe, expect, it } from '@jest/globals';
import { agencyKinds, type Actor, type AgencyKind } from './actor.js';
import { Allow } from './allow.js';
import { assertOwnAgency } from './own-agency.js';
import { allScopes, demand, holds, permissions, scopesFor, type Permission } from './permissions.js';

const actor = (kind: AgencyKind, ...scopes: string[]): Actor => ({
  agency: { id: 'a', name: 'a', kind, area: null, parents: [] },
  scopes,
});

describe('demand', () => {
  it('lets in exactly the kinds of the table, with one of its scopes', () => {
    for (const [name, rule] of Object.entries(permissions)) {
      const may = agencyKinds.filter((kind) => {
        try {
          demand(actor(kind, rule.scopes[0]), name as Permission);
          return true;
        } catch {
          return false;
        }
      });
      expect([name, [...may].sort()]).toEqual([name, [...rule.kinds].sort()]);
      const have = agencyKinds.filter((kind) => holds(actor(kind, rule.scopes[0]), name as Permission));
      expect([name, have]).toEqual([name, may]);
      expect(holds(actor(rule.kinds[0], 'other'), name as Permission)).toBe(false);
    }
  });

  it('refuses who lacks the scope before anything else', () => {
    expect(() => demand(actor('police', 'other'), 'lead:submit')).toThrow('This needs the scope lead:submit');
    expect(() => demand(actor('police', 'lead:submit'), 'lead:submit')).toThrow('of kind police may not');
  });
});

describe('permissions', () => {
  it('each say in a sentence of both languages what they allow', () => {
    for (const { sentence, zh } of Object.values(permissions)) {
      expect(sentence).toMatch(/^[A-Z].{10,}/);
      expect(zh).toMatch(/[\u4e00-\u9fff]{4,}/);
    }
  });

  it('give each kind of agency the scopes it can use, and all of them to somebody', () => {
    expect(scopesFor('examination')).toEqual(['patent:import', 'patent:read']);
    expect([...new Set(agencyKinds.flatMap(scopesFor))].sort()).toEqual(allScopes);
  });
});

describe('@Allow', () => {
  it('refuses a permission that is not in the table, when the class is made', () => {
    expect(() => Allow('lead:burn' as Permission)).toThrow('no such permission');
    expect(() => Allow('toString' as Permission)).toThrow('no such permission');
  });
});

describe('assertOwnAgency', () => {
  it('lets a caller act for its own agency only', () => {
    expect(() => assertOwnAgency(actor('platform'), 'a')).not.toThrow();
    expect(() => assertOwnAgency(actor('platform'), 'b')).toThrow('only for your own agency');
  });
});
