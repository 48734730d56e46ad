import type { Agency, Officer } from '@xianjie/identity';
import { SignJWT, exportJWK, generateKeyPair, type JWTPayload } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a token says; leave a field out for a usual one. */
export interface TokenWords {
  readonly agency?: Agency;
  readonly scopes?: readonly string[];
  readonly officer?: Officer;
  readonly audience?: string;
  /** Seconds from now; negative for an expired token. 300 unless told. */
  readonly expiresIn?: number;
  /** Other claims, or `undefined` to leave one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** An OIDC issuer of a test: discovery and keys on a loopback port, tokens at once. */
export interface TestIssuer {
  readonly issuer: string;
  readonly audience: string;
  token(words?: TokenWords): Promise<string>;
  /** The same, signed with a key that the issuer does not publish. */
  forged(words?: TokenWords): Promise<string>;
  /** `alg: none`. */
  unsigned(words?: TokenWords): string;
  /** HS256 with the public key as the secret. */
  confused(words?: TokenWords): Promise<string>;
  /** The keys can be had no longer; tokens are still made. */
  goAway(): Promise<void>;
  stop(): Promise<void>;
}

/** A province's office, as most tests want one; `change` what the test is about. */
export function testAgency(change: Partial<Agency> = {}): Agency {
  return {
    id: 'ip-zhejiang',
    name: '浙江省知识产权局',
    kind: 'patent-office-province',
    area: '330000',
    parents: ['cnipa'],
    ...change,
  };
}

/** Starts an issuer; stop it when done. */
export async function testIssuer(audience = 'urn:xianjie:api'): Promise<TestIssuer> {
  const [own, other] = await Promise.all([
    generateKeyPair('ES256', { extractable: true }),
    generateKeyPair('ES256'),
  ]);
  const publicKey = await exportJWK(own.publicKey);
  const server = createServer((request, response) => {
    const answers: Record<string, unknown> = {
      '/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/jwks` },
      '/jwks': { keys: [{ ...publicKey, kid: 'test', alg: 'ES256', use: 'sig' }] },
    };
    const answer = answers[request.url ?? ''];
    response
      .writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer ?? {}));
  });
  const issuer = `http://127.0.0.1:${await listening(server)}`;

  const claimsOf = (words: TokenWords): JWTPayload => {
    const { agency = testAgency(), scopes = [], officer, expiresIn = 300, claims } = words;
    const now = Math.floor(Date.now() / 1000);
    const aud = words.audience ?? audience;
    return {
      iss: issuer,
      aud,
      sub: agency.id,
      iat: now,
      exp: now + expiresIn,
      agency,
      scope: scopes.join(' '),
      officer,
      ...claims,
    };
  };
  const signed = (words: TokenWords, key: Parameters<SignJWT['sign']>[0]) =>
    new SignJWT(claimsOf(words)).setProtectedHeader({ alg: 'ES256', kid: 'test', typ: 'at+jwt' }).sign(key);
  const stop = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });

  return {
    issuer,
    audience,
    token: (words = {}) => signed(words, own.privateKey),
    forged: (words = {}) => signed(words, other.privateKey),
    unsigned: (words = {}) => `${encoded({ alg: 'none', typ: 'at+jwt' })}.${encoded(claimsOf(words))}.`,
    confused: (words = {}) =>
      new SignJWT(claimsOf(words))
        .setProtectedHeader({ alg: 'HS256', kid: 'test', typ: 'at+jwt' })
        .sign(new TextEncoder().encode(JSON.stringify(publicKey))),
    goAway: stop,
    stop,
  };
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return (server.address() as AddressInfo).port;
}
