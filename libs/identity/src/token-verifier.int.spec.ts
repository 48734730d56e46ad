import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testAgency, testIssuer, type TestIssuer, type TokenWords } from '@xianjie/testing';
import { TokenVerifier } from './token-verifier.js';

let issuer: TestIssuer;
let verifier: TokenVerifier;

beforeAll(async () => {
  issuer = await testIssuer();
  verifier = new TokenVerifier({ issuer: issuer.issuer, audience: issuer.audience });
});
afterAll(() => issuer?.stop());

describe('TokenVerifier', () => {
  it('makes the actor that the token names', async () => {
    const words: TokenWords = { scopes: ['lead:read', 'lead:submit'], officer: { id: 'o-1', name: '陈立' } };
    expect(await verifier.verify(await issuer.token(words))).toEqual({ agency: testAgency(), ...words });
  });

  it('takes an agency without an area', async () => {
    const agency = testAgency({ id: 'ip-xpcc', kind: 'corps', area: null });
    expect((await verifier.verify(await issuer.token({ agency }))).agency.area).toBeNull();
  });

  it('allows clocks to differ by 10 s, and no more', async () => {
    await expect(verifier.verify(await issuer.token({ expiresIn: -5 }))).resolves.toBeDefined();
    await expect(verifier.verify(await issuer.token({ expiresIn: -15 }))).rejects.toMatchObject({
      code: 'token.expired',
    });
  });

  const refused: [string, string, () => Promise<string>][] = [
    ['expired', 'token.expired', () => issuer.token({ expiresIn: -60 })],
    ['forged', 'token.invalid', () => issuer.forged()],
    ['unsigned (alg none)', 'token.invalid', async () => issuer.unsigned()],
    ['signed with the public key as a secret', 'token.invalid', () => issuer.confused()],
    ['for another audience', 'token.audience', () => issuer.token({ audience: 'urn:other' })],
    ['without an audience', 'token.audience', () => issuer.token({ claims: { aud: undefined } })],
    ['without an expiry', 'token.invalid', () => issuer.token({ claims: { exp: undefined } })],
    ['of another issuer', 'token.invalid', () => issuer.token({ claims: { iss: 'https://other.example' } })],
    ['not valid yet', 'token.invalid', () => issuer.token({ claims: { nbf: 4_000_000_000 } })],
    ['without an agency', 'token.claims', () => issuer.token({ claims: { agency: undefined } })],
    [
      'of an agency of no known kind',
      'token.claims',
      () => issuer.token({ claims: { agency: { ...testAgency(), kind: 'king' } } }),
    ],
    [
      'of an area that is none',
      'token.claims',
      () => issuer.token({ claims: { agency: { ...testAgency(), area: '33' } } }),
    ],
    ['rubbish', 'token.invalid', async () => 'rubbish'],
    ['longer than 8 KB', 'token.invalid', () => issuer.token({ claims: { more: 'x'.repeat(9000) } })],
    ['changed on the way', 'token.invalid', async () => changed(await issuer.token())],
  ];

  it.each(refused)('refuses a token that is %s', async (_what, code, token) => {
    await expect(verifier.verify(await token())).rejects.toMatchObject({ kind: 'unauthenticated', code });
  });

  it('refuses an expired token that it believed before', async () => {
    const strict = new TokenVerifier({ issuer: issuer.issuer, audience: issuer.audience, clockTolerance: 0 });
    const token = await issuer.token({ expiresIn: 1 });
    await strict.verify(token);
    const end = Date.now() + 1100;
    while (Date.now() < end) await new Promise((resolve) => setTimeout(resolve, end - Date.now()));
    await expect(strict.verify(token)).rejects.toMatchObject({ code: 'token.expired' });
  });

  it('says that the issuer is unreachable, not that the caller is wrong, and asks again later', async () => {
    const other = await testIssuer();
    const waiting = new TokenVerifier({ issuer: 'http://127.0.0.1:1', audience: other.audience });
    const gone = new TokenVerifier({ issuer: other.issuer, audience: other.audience });
    const token = await other.token();
    await other.goAway();
    for (const one of [waiting, gone]) {
      await expect(one.verify(token)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'issuer.unreachable',
      });
    }
  });

  it('does not trust a discovery document of another issuer', async () => {
    const lying = new TokenVerifier({ issuer: `${issuer.issuer}/`, audience: issuer.audience });
    await expect(lying.verify(await issuer.token())).rejects.toMatchObject({ code: 'issuer.unreachable' });
  });
});

/** The same token with the agency's name altered. */
function changed(token: string): string {
  const [head, body = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { agency: { id: string } };
  claims.agency.id = 'cnipa';
  return [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
}
