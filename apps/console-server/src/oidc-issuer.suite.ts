import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

/** What an issuer under test does; change a field, and from then on it does otherwise. */
export interface IssuerBehaviour {
  /** Seconds that its access tokens hold. */
  expiresIn: number;
  rotates: boolean;
  /** It knows the officer no longer. */
  refuses: boolean;
  /** It answers every question for tokens with 503. */
  away: boolean;
  /** Claims of its ID tokens that differ. */
  idToken: JWTPayload;
  /** Claims of its access tokens that differ. */
  accessToken: JWTPayload;
}

interface Asked {
  readonly challenge: string;
  readonly nonce: string;
}

/** An OIDC issuer of a test: whoever comes is signed in at once, and it tells what it was asked. */
export class TestOidcIssuer {
  readonly behaviour: IssuerBehaviour = {
    expiresIn: 300,
    rotates: true,
    refuses: false,
    away: false,
    idToken: {},
    accessToken: {},
  };
  readonly authorizations: URLSearchParams[] = [];
  readonly grants: URLSearchParams[] = [];
  readonly revoked: string[] = [];
  url = '';
  readonly #codes = new Map<string, Asked>();
  readonly #refreshTokens = new Set<string>();
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch(() => response.writeHead(500).end());
  });
  #key!: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  #public!: object;

  async start(): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    this.#key = privateKey;
    this.#public = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256', use: 'sig' };
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** Every refresh token that it gave is worth nothing any more. */
  forget(): void {
    this.#refreshTokens.clear();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    if (pathname === '/.well-known/openid-configuration') return json(response, 200, this.#metadata());
    if (pathname === '/jwks') return json(response, 200, { keys: [this.#public] });
    if (pathname === '/auth') return this.#authorize(searchParams, response);
    const form = new URLSearchParams(await textOf(request));
    if (pathname === '/revoke') {
      this.revoked.push(form.get('token') ?? '');
      return void response.writeHead(200).end();
    }
    if (pathname === '/token') return this.#grant(request, form, response);
    response.writeHead(404).end();
  }

  #metadata() {
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/auth`,
      token_endpoint: `${this.url}/token`,
      revocation_endpoint: `${this.url}/revoke`,
      jwks_uri: `${this.url}/jwks`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['ES256'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  #authorize(query: URLSearchParams, response: ServerResponse): void {
    this.authorizations.push(query);
    const code = randomUUID();
    this.#codes.set(code, { challenge: query.get('code_challenge')!, nonce: query.get('nonce')! });
    const back = new URL(query.get('redirect_uri')!);
    back.search = new URLSearchParams({ code, state: query.get('state')!, iss: this.url }).toString();
    response.writeHead(303, { location: back.href }).end();
  }

  async #grant(request: IncomingMessage, form: URLSearchParams, response: ServerResponse): Promise<void> {
    this.grants.push(form);
    if (this.behaviour.away) return void response.writeHead(503).end();
    const basic = Buffer.from(request.headers.authorization?.slice(6) ?? '', 'base64').toString();
    if (basic !== 'console:hush') return json(response, 401, { error: 'invalid_client' });
    if (form.get('grant_type') === 'refresh_token')
      return this.#refresh(form.get('refresh_token')!, response);
    const asked = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (asked?.challenge !== challenge) return json(response, 400, { error: 'invalid_grant' });
    await this.#give(response, asked.nonce);
  }

  async #refresh(token: string, response: ServerResponse): Promise<void> {
    const known = this.#refreshTokens.has(token) && !this.behaviour.refuses;
    if (!known) return json(response, 400, { error: 'invalid_grant' });
    if (this.behaviour.rotates) this.#refreshTokens.delete(token);
    await this.#give(response);
  }

  async #give(response: ServerResponse, nonce?: string): Promise<void> {
    const { expiresIn, idToken, accessToken } = this.behaviour;
    const refresh = randomUUID();
    this.#refreshTokens.add(refresh);
    json(response, 200, {
      token_type: 'Bearer',
      expires_in: expiresIn,
      access_token: await this.#signed({
        ...officer,
        aud: 'urn:xianjie:api',
        jti: randomUUID(),
        ...accessToken,
      }),
      refresh_token: refresh,
      ...(nonce ? { id_token: await this.#signed({ aud: 'console', nonce, ...idToken }) } : {}),
    });
  }

  #signed(claims: JWTPayload): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const { expiresIn } = this.behaviour;
    return new SignJWT({ iss: this.url, sub: 'ip-hangzhou-1', iat: now, exp: now + expiresIn, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .sign(this.#key);
  }
}

const officer = {
  agency: {
    id: 'ip-hangzhou',
    name: '杭州市知识产权局',
    kind: 'patent-office-prefecture',
    area: '330100',
    parents: ['ip-zhejiang', 'cnipa'],
  },
  officer: { id: 'ip-hangzhou-3', name: '章立新', head: true },
  scope: 'lead:read lead:submit',
};

function json(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
