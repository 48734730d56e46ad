import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TokenVerifier } from '@xianjie/identity';
import { startIssuer, type Issuer } from '../issuer/start-issuer.js';
import { officerTokens } from './officer-tokens.js';
import { sampleOfficer, signedInTokens } from './sample-agency.js';

const audience = 'urn:xianjie:api';
let running: Issuer;
let verifier: TokenVerifier;

beforeAll(async () => {
  const data = mkdtempSync(join(tmpdir(), 'officers-'));
  running = await startIssuer({ port: 0, data, agencies: 'samples/agencies.json' });
  verifier = new TokenVerifier({ issuer: running.issuer, audience });
});
afterAll(() => running?.stop());

const issuer = () => ({ url: running.issuer, audience });

describe('an officer who signs in', () => {
  it('acts in her own name, with the scopes of her agency', async () => {
    const actor = await verifier.verify(await signedInTokens('ip-hangzhou', 0, issuer())());
    expect(actor.agency.id).toBe('ip-hangzhou');
    expect(actor.officer).toEqual({ id: 'ip-hangzhou-1', name: '吴越' });
    expect(actor.scopes).toContain('case:handle');
  });

  it('is known as the head where he is', async () => {
    const actor = await verifier.verify(await signedInTokens('ip-hangzhou', '章立新', issuer())());
    expect(actor.officer).toEqual({ id: 'ip-hangzhou-3', name: '章立新', head: true });
  });

  it('signs in once for many calls', async () => {
    const token = signedInTokens('ip-ningbo', 0, issuer());
    expect(await token()).toBe(await token());
  });

  it('is refused with another password', async () => {
    const { login } = sampleOfficer('ip-hangzhou', 0);
    const token = officerTokens(running.issuer, audience, { login, password: 'guess', scope: 'case:read' });
    await expect(token()).rejects.toMatchObject({ name: 'Refused', status: 401 });
  });
});

describe('a sample officer', () => {
  it('is found by place or by name, and missing ones are told with those there are', () => {
    expect(sampleOfficer('police-hangzhou', 0).name).toBe('孙毅');
    expect(sampleOfficer('police-hangzhou', '孙毅').id).toBe('police-hangzhou-1');
    expect(() => sampleOfficer('police-hangzhou', 7)).toThrow('孙毅');
    expect(() => sampleOfficer('credit-nation', 9)).toThrow('no officer 9');
  });
});
