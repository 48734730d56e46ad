import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scopesFor, TokenVerifier } from '@xianjie/identity';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAgencies } from './agencies.js';
import { startIssuer, type Issuer } from './start-issuer.js';

const samples = 'samples/agencies.json';
const data = mkdtempSync(join(tmpdir(), 'issuer-'));
const audience = 'urn:xianjie:api';
let running: Issuer;
let verifier: TokenVerifier;

beforeAll(async () => {
  running = await startIssuer({ port: 0, data, agencies: samples });
  verifier = new TokenVerifier({ issuer: running.issuer, audience });
});
afterAll(() => running?.stop());

function askToken(form: Record<string, string>, client = 'ip-zhejiang-system:dev-ip-zhejiang-secret') {
  return fetch(`${running.issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(client).toString('base64')}` },
    body: new URLSearchParams(form),
  });
}

async function tokenOf(response: Response): Promise<string> {
  expect(response.status).toBe(200);
  return ((await response.json()) as { access_token: string }).access_token;
}

describe('a system with its client credentials', () => {
  it('gets a token that makes it the agency it is', async () => {
    const form = { grant_type: 'client_credentials', scope: 'lead:submit lead:read', resource: audience };
    const actor = await verifier.verify(await tokenOf(await askToken(form)));
    expect(actor).toEqual({
      agency: {
        id: 'ip-zhejiang',
        name: '浙江省知识产权局',
        kind: 'patent-office-province',
        area: '330000',
        parents: ['cnipa'],
      },
      scopes: ['lead:submit', 'lead:read'],
    });
  });

  it('needs not name the only resource there is', async () => {
    const token = await tokenOf(await askToken({ grant_type: 'client_credentials', scope: 'lead:read' }));
    expect((await verifier.verify(token)).scopes).toEqual(['lead:read']);
  });

  it('is refused a resource that is not there', async () => {
    const response = await askToken({
      grant_type: 'client_credentials',
      scope: 'lead:read',
      resource: 'urn:other',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_target' });
  });

  it('is refused a scope that is not its kind of agency’s', async () => {
    const response = await askToken({
      grant_type: 'client_credentials',
      scope: 'patent:import',
      resource: audience,
    });
    expect(await response.json()).toMatchObject({ error: 'invalid_scope' });
  });

  it('is refused with a wrong secret', async () => {
    const response = await askToken({ grant_type: 'client_credentials' }, 'ip-zhejiang-system:guess');
    expect(response.status).toBe(401);
  });
});

describe('an officer at the sign-in page', () => {
  it('comes back with a code, and the code with its verifier gives a token in her name', async () => {
    const {
      cookies,
      location,
      verifier: secret,
    } = await signIn('chenli', 'dev-password', 'openid lead:read patent:import');
    const code = new URL(location).searchParams.get('code') ?? '';
    expect(cookies.size).toBeGreaterThan(0);
    const response = await fetch(`${running.issuer}/token`, { method: 'POST', body: codeForm(code, secret) });
    const actor = await verifier.verify(await tokenOf(response));
    expect(actor.agency.id).toBe('ip-zhejiang');
    expect(actor.officer).toEqual({ id: 'ip-zhejiang-1', name: '陈立' });
    expect(actor.scopes).toEqual(['lead:read']);
  });

  it('is asked again, in Chinese, after a wrong password', async () => {
    await expect(signIn('chenli', 'guess', 'openid lead:read')).rejects.toThrow('账号或密码错误');
  });

  it('gets nothing for a code without its verifier', async () => {
    const { location } = await signIn('chenli', 'dev-password', 'openid lead:read');
    const code = new URL(location).searchParams.get('code') ?? '';
    const response = await fetch(`${running.issuer}/token`, {
      method: 'POST',
      body: codeForm(code, 'x'.repeat(43)),
    });
    expect(await response.json()).toMatchObject({ error: 'invalid_grant' });
  });
});

describe('the issuer', () => {
  it('keeps its keys: a token outlives a restart', async () => {
    const port = Number(new URL(running.issuer).port);
    const token = await tokenOf(await askToken({ grant_type: 'client_credentials', scope: 'lead:read' }));
    await running.stop();
    running = await startIssuer({ port, data, agencies: samples });
    const fresh = new TokenVerifier({ issuer: running.issuer, audience });
    expect((await fresh.verify(token)).agency.id).toBe('ip-zhejiang');
  });

  it('knows agencies of every kind, and one without an area', () => {
    const agencies = readAgencies(samples);
    expect(new Set(agencies.map(({ kind }) => kind)).size).toBe(10);
    expect(agencies.find(({ kind }) => kind === 'corps')?.area).toBeNull();
    expect(scopesFor('platform')).toEqual(['lead:read', 'lead:submit', 'patent:read', 'publicity:read']);
  });
});

const redirect = 'http://127.0.0.1:45454/callback';

function codeForm(code: string, code_verifier: string): URLSearchParams {
  const form = { grant_type: 'authorization_code', client_id: 'xianjie-console', redirect_uri: redirect };
  return new URLSearchParams({ ...form, code, code_verifier });
}

/** What a browser does: follows redirects with its cookies, fills the form in. */
async function signIn(login: string, password: string, scope: string) {
  const secret = randomBytes(32).toString('base64url');
  const code_challenge = createHash('sha256').update(secret).digest('base64url');
  const query = new URLSearchParams({
    ...{ client_id: 'xianjie-console', response_type: 'code', redirect_uri: redirect, scope },
    ...{ code_challenge, code_challenge_method: 'S256', state: 's' },
  });
  const cookies = new Map<string, string>();
  const visit = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return response;
  };
  const locationOf = (response: Response) =>
    new URL(response.headers.get('location') ?? '', running.issuer).toString();
  const form = locationOf(await visit(`${running.issuer}/auth?${query}`));
  expect(await (await visit(form)).text()).toContain('lang="zh-CN"');
  const answered = await visit(`${form}/login`, {
    method: 'POST',
    body: new URLSearchParams({ login, password }),
  });
  if (answered.status === 401) throw new Error(await answered.text());
  let location = locationOf(answered);
  while (!location.startsWith(redirect)) location = locationOf(await visit(location));
  return { cookies, location, verifier: secret };
}
