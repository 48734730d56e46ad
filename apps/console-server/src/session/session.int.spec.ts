import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EncryptJWT } from 'jose';
import { Rig } from '../rig.suite.js';

const rig = new Rig();
beforeAll(() => rig.start());
afterAll(() => rig.stop());
beforeEach(() => {
  Object.assign(rig.issuer.behaviour, {
    ...{ expiresIn: 300, rotates: true, refuses: false, away: false, idToken: {}, accessToken: {} },
  });
});

const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

describe('an officer who signs in', () => {
  it('comes back to her page, and the console knows who she is and shows no token', async () => {
    const browser = rig.browser();
    const { response, url } = await browser.signIn('/leads?status=SUBMITTED');
    expect([response.status, url]).toEqual([200, `${rig.url}/leads?status=SUBMITTED`]);
    const session = await browser.visit('/session');
    const text = await session.text();
    expect(JSON.parse(text)).toEqual({
      officer: { id: 'ip-hangzhou-3', name: '章立新' },
      agency: expect.objectContaining({ id: 'ip-hangzhou', parents: ['ip-zhejiang', 'cnipa'] }),
      scopes: ['lead:read', 'lead:submit'],
      head: true,
      expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(session.headers.get('cache-control')).toBe('no-store');
    expect(text + [...browser.cookies.values()].join()).not.toMatch(/eyJhbGciOiJFUzI1NiI/);
  });

  it('asks the issuer with PKCE, state and nonce, for the scopes that permissions know', async () => {
    await rig.browser().signIn();
    const asked = rig.issuer.authorizations.at(-1)!;
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(asked.get(name)!.length).toBeGreaterThan(40);
    expect(asked.get('redirect_uri')).toBe(`${rig.url}/session/callback`);
    expect(asked.get('scope')).toMatch(/^openid offline_access .*\blead:submit\b/);
    expect(asked.get('prompt')).toBeNull();
  });

  it('is kept in cookies that no script and no other site can use', async () => {
    const browser = rig.browser();
    await browser.visit('/session/sign-in');
    expect(browser.attributes.get('xianjie-sign-in')).toMatch(/Path=\/; HttpOnly; SameSite=Lax/);
    await browser.signIn();
    expect(browser.attributes.get('xianjie-session')).toMatch(/Path=\/; HttpOnly; SameSite=Strict/);
    expect([...browser.cookies.keys()]).toEqual(['xianjie-session']);
  });

  it('goes to no other site afterwards', async () => {
    for (const back of ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example'])
      expect((await rig.browser().signIn(back)).url).toBe(`${rig.url}/`);
  });

  it('gets a session that nobody knew before: what a browser brought along is worth nothing', async () => {
    const [victim, thief] = [rig.browser(), rig.browser()];
    await thief.signIn();
    victim.cookies.set('xianjie-session', thief.cookies.get('xianjie-session')!);
    await victim.signIn();
    expect(victim.cookies.get('xianjie-session')).not.toBe(thief.cookies.get('xianjie-session'));
  });
});

describe('a sign-in that is not this browser’s', () => {
  async function callbackOf(browser = rig.browser()) {
    const begun = await browser.visit('/session/sign-in');
    const answered = await browser.visit(begun.headers.get('location')!);
    return { browser, callback: new URL(answered.headers.get('location')!) };
  }

  it('is refused in a browser that began none: a link to somebody else’s account signs nobody in', async () => {
    const { callback } = await callbackOf();
    const victim = rig.browser();
    const response = await victim.visit(callback.href);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('/session/sign-in');
    expect(victim.cookies.has('xianjie-session')).toBe(false);
  });

  it('is refused when its state is another one', async () => {
    const { browser, callback } = await callbackOf();
    callback.searchParams.set('state', 'x');
    expect((await browser.visit(callback.href)).status).toBe(400);
  });

  it('is refused when another issuer answers', async () => {
    const { browser, callback } = await callbackOf();
    callback.searchParams.set('iss', 'https://elsewhere.example');
    expect((await browser.visit(callback.href)).status).toBe(400);
  });

  it('is refused when the code was put in from another sign-in: its verifier is missing', async () => {
    const [own, other] = [await callbackOf(), await callbackOf()];
    own.callback.searchParams.set('code', other.callback.searchParams.get('code')!);
    expect((await own.browser.visit(own.callback.href)).status).toBe(400);
  });

  it('is refused a second time: the answer holds once', async () => {
    const { browser, callback } = await callbackOf();
    expect((await browser.visit(callback.href)).status).toBe(303);
    expect((await browser.visit(callback.href)).status).toBe(400);
  });

  it.each([
    ['for another sign-in', { nonce: 'x' }],
    ['for another client', { aud: 'other' }],
    ['of another issuer', { iss: 'https://elsewhere.example' }],
    ['that has expired', { exp: 1000 }],
  ])('is refused with an ID token %s', async (_which, idToken) => {
    rig.issuer.behaviour.idToken = idToken;
    const { browser, callback } = await callbackOf();
    expect((await browser.visit(callback.href)).status).toBe(400);
    expect(browser.cookies.has('xianjie-session')).toBe(false);
  });

  it('is refused when the token names no agency, and says so in Chinese where that is asked', async () => {
    rig.issuer.behaviour.accessToken = { agency: undefined };
    const { browser, callback } = await callbackOf();
    const response = await browser.visit(callback.href, { headers: { 'accept-language': 'zh-CN' } });
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining('访问令牌未载明机关'),
    ]);
  });

  it('says what is wrong when the tokens are too long for cookies, and keeps nothing', async () => {
    rig.issuer.behaviour.accessToken = { scope: 'lead:read '.repeat(900) };
    const { browser, callback } = await callbackOf();
    expect((await browser.visit(callback.href)).status).toBeGreaterThanOrEqual(400);
    expect(browser.cookies.has('xianjie-session')).toBe(false);
  });

  it('may be tried again later when the issuer is away', async () => {
    const { browser, callback } = await callbackOf();
    rig.issuer.behaviour.away = true;
    expect((await browser.visit(callback.href)).status).toBe(503);
  });
});

describe('a session', () => {
  it('is nobody’s without a cookie, and with one that was made up', async () => {
    const browser = rig.browser();
    const forge = (key: Buffer, kid: string, aud = 'session') =>
      new EncryptJWT({
        id: 's',
        accessToken: 't',
        accessIssuedAt: 0,
        accessExpiresAt: 9e9,
        startedAt: 0,
        endsAt: 9e9,
      })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid })
        .setAudience(aud)
        .setExpirationTime('1h')
        .encrypt(key);
    const own = Buffer.alloc(32, 'new');
    const forged = [
      undefined,
      'x',
      'a.b.c.d.e',
      await forge(Buffer.alloc(32, 'guess'), 'new'),
      await forge(own, 'unknown'),
      await forge(own, 'new', 'sign-in'),
    ];
    for (const value of forged) {
      if (value) browser.cookies.set('xianjie-session', value);
      const response = await browser.visit('/session');
      expect([value, response.status, await codeOf(response)]).toEqual([value, 401, 'session.none']);
    }
  });

  it('is not made of a sign-in under way', async () => {
    const browser = rig.browser();
    await browser.visit('/session/sign-in');
    browser.cookies.set('xianjie-session', browser.cookies.get('xianjie-sign-in')!);
    expect((await browser.visit('/session')).status).toBe(401);
  });

  it('is changed by nobody', async () => {
    const browser = rig.browser();
    await browser.signIn();
    const value = browser.cookies.get('xianjie-session')!;
    const middle = Math.floor(value.length / 2);
    const other = value[middle] === 'A' ? 'B' : 'A';
    browser.cookies.set('xianjie-session', value.slice(0, middle) + other + value.slice(middle + 1));
    expect((await browser.visit('/session')).status).toBe(401);
  });

  it('takes several cookies where the issuer’s token is long', async () => {
    rig.issuer.behaviour.accessToken = { scope: `lead:read ${'x'.repeat(2500)}` };
    const browser = rig.browser();
    await browser.signIn();
    expect([...browser.cookies.keys()]).toEqual(['xianjie-session', 'xianjie-session.1']);
    for (const [name, value] of browser.cookies) expect(name.length + value.length).toBeLessThan(4000);
    expect((await browser.visit('/session')).status).toBe(200);
    rig.issuer.behaviour.accessToken = {};
    await browser.signIn();
    expect([...browser.cookies.keys()]).toEqual(['xianjie-session']);
  });

  it('answers more headers than a server reads with 431, not with silence', async () => {
    const browser = rig.browser();
    browser.cookies.set('xianjie-session', 'x'.repeat(20_000));
    expect((await browser.visit('/session')).status).toBe(431);
  });

  it('does not accept a token from the browser', async () => {
    const response = await rig.browser().visit('/session', { headers: { authorization: 'Bearer x' } });
    expect([response.status, await codeOf(response)]).toEqual([401, 'session.none']);
  });
});

describe('a token that is about to end', () => {
  it('is renewed once for all requests of a page, and the officer notices nothing', async () => {
    const browser = rig.browser();
    rig.issuer.behaviour.expiresIn = 2;
    await browser.signIn();
    await new Promise((resolve) => setTimeout(resolve, 1900));
    rig.issuer.behaviour.expiresIn = 300;
    const before = rig.issuer.grants.length;
    const old = rig.browser();
    for (const [name, value] of browser.cookies) old.cookies.set(name, value);
    const all = await Promise.all([1, 2, 3, 4].map(() => browser.visit('/session')));
    const late = await old.visit('/session');
    expect([...all, late].map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(rig.issuer.grants.length - before).toBe(1);
    expect((await browser.visit('/session')).status).toBe(200);
    expect(rig.issuer.grants.length - before).toBe(1);
  });

  it('ends the session when the issuer gives no other', async () => {
    rig.issuer.behaviour.expiresIn = 2;
    const browser = rig.browser();
    await browser.signIn();
    await new Promise((resolve) => setTimeout(resolve, 1900));
    rig.issuer.behaviour.refuses = true;
    expect((await browser.visit('/session')).status).toBe(401);
    expect(browser.cookies.has('xianjie-session')).toBe(false);
  });

  it('is used on while it holds when the issuer is away, and then it is the issuer’s fault, not the officer’s', async () => {
    rig.issuer.behaviour.expiresIn = 3;
    const browser = rig.browser();
    await browser.signIn();
    await new Promise((resolve) => setTimeout(resolve, 2500));
    rig.issuer.behaviour.away = true;
    expect((await browser.visit('/session')).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const response = await browser.visit('/session');
    expect([response.status, await codeOf(response)]).toEqual([503, 'issuer.unreachable']);
    expect(browser.cookies.has('xianjie-session')).toBe(true);
  });
});

describe('an officer who signs out', () => {
  it('is out here, at the issuer, and with every copy of her cookie', async () => {
    const browser = rig.browser();
    await browser.signIn();
    const copy = rig.browser();
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    expect((await browser.send('POST', '/session/sign-out')).status).toBe(204);
    expect(browser.cookies.has('xianjie-session')).toBe(false);
    expect((await copy.visit('/session')).status).toBe(401);
    expect(rig.issuer.revoked.length).toBeGreaterThan(0);
  });

  it('is asked who she is at the next sign-in, though the issuer may remember her', async () => {
    const browser = rig.browser();
    await browser.signIn();
    await browser.send('POST', '/session/sign-out');
    await browser.signIn();
    expect(rig.issuer.authorizations.at(-1)!.get('prompt')).toBe('login');
    await browser.signIn();
    expect(rig.issuer.authorizations.at(-1)!.get('prompt')).toBeNull();
  });

  it('does not do so because another site wants it', async () => {
    const browser = rig.browser();
    await browser.signIn();
    const foreign = await browser.visit('/session/sign-out', {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect([foreign.status, await codeOf(foreign)]).toEqual([403, 'request.foreign']);
    expect((await browser.visit('/session')).status).toBe(200);
  });
});

describe('sample officers', () => {
  it('are not there outside of the local stack', async () => {
    expect((await rig.browser().visit('/session/sample-officers')).status).toBe(404);
    const response = await rig.browser().visit('/session/sign-in?as=zhanglixin');
    expect(response.status).toBe(404);
  });
});
