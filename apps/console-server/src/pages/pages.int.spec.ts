import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Rig } from '../rig.suite.js';

const rig = new Rig();
beforeAll(() => rig.start());
afterAll(() => rig.stop());

const get = (path: string, headers: Record<string, string> = {}) => rig.browser().visit(path, { headers });

describe('the pages', () => {
  it.each(['/', '/leads', '/transfers/01a2/documents?page=2', '/signed-in'])(
    'answer %s with the console, asked anew each time',
    async (path) => {
      const response = await get(path, { accept: 'text/html,*/*' });
      expect([response.status, response.headers.get('content-type')]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('衔接');
    },
  );

  it('run no script but their own, and ask no other server for anything', async () => {
    const policy = (await get('/')).headers.get('content-security-policy')!;
    const rules = new Map(
      policy.split(';').map((rule) => [rule.trim().split(' ')[0], rule.trim().split(' ').slice(1)]),
    );
    expect(rules.get('default-src')).toEqual(["'none'"]);
    expect(rules.get('script-src')).toEqual(["'self'"]);
    expect(rules.get('connect-src')).toEqual(["'self'"]);
    expect(policy).not.toMatch(/https?:|unsafe-eval|\*|upgrade-insecure/);
    expect(policy.match(/unsafe-inline/g)).toHaveLength(1);
  });

  it('may be kept for ever where their name says what is in them, and come compressed', async () => {
    const response = await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip, br' });
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('content-type')).toContain('javascript');
    expect(
      (await get('/assets/app-1a2b.js', { 'accept-encoding': 'identity' })).headers.get('content-encoding'),
    ).toBeNull();
  });

  it.each([
    '/assets/gone-0000.js',
    '/assets/../index.html.gz',
    '/assets/%2e%2e/.built-from',
    '/api',
    '/session/other',
    '/console/other',
  ])('are not what is at %s', async (path) => {
    const response = await get(path, { accept: '*/*' });
    expect([path, response.status]).toEqual([path, expect.any(Number)]);
    expect(response.status === 404 || (await response.text()).includes('衔接')).toBe(true);
  });

  it('give away no file that is not theirs', async () => {
    const response = await get('/.built-from', { accept: '*/*' });
    expect(await response.text()).not.toContain('secret');
  });

  it('are no answer to a program that asks for JSON', async () => {
    const response = await get('/leads', { accept: 'application/json' });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });
});

describe('the server', () => {
  it('lives, is ready and counts', async () => {
    expect((await get('/livez')).status).toBe(200);
    const ready = await get('/readyz');
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
    expect(await (await get('/metrics')).text()).toContain('xianjie_console_sign_ins_total');
  });

  it('tells operators alone how the services are', async () => {
    const officer = rig.browser();
    await officer.signIn();
    expect((await officer.visit('/console/services')).status).toBe(403);
    expect((await rig.browser().visit('/console/services')).status).toBe(401);
    Object.assign(rig.issuer.behaviour.accessToken, {
      agency: { id: 'xianjie-operations', name: '运维', kind: 'operator' },
      scope: 'parked:read',
    });
    const operator = rig.browser();
    await operator.signIn();
    rig.upstream.answer = (_request, response) =>
      void response
        .writeHead(503)
        .end(JSON.stringify({ status: 'not ready', obstacles: { relay: 'is silent' } }));
    const response = await operator.visit('/console/services');
    expect(await response.json()).toEqual([
      {
        name: 'lead-reporting',
        zh: '线索通报通告',
        en: 'Lead reporting',
        ready: false,
        detail: 'relay: is silent',
      },
      { name: 'case-transfer', zh: '两法衔接', en: 'Case transfer', ready: false, detail: 'does not answer' },
    ]);
  });
});
