import { Refused, Unavailable } from './failures.js';

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Scopes to ask for, separated by spaces; those the issuer gives unasked where undefined. */
  readonly scope?: string | undefined;
}

/** Answers an access token that is good for a minute or more. */
export type TokenSource = () => Promise<string>;

const MARGIN_MS = 60_000;
const PATIENCE_MS = 10_000;

/** Tokens of an OIDC issuer by client credentials (RFC 6749 §4.4), each kept until it is about to expire. */
export function clientTokens(issuer: string, audience: string, client: ClientCredentials): TokenSource {
  let held: { readonly token: string; readonly until: number } | undefined;
  return async () => {
    if (held && held.until > Date.now()) return held.token;
    const { token, expiresIn } = await ask(issuer, audience, client);
    held = { token, until: Date.now() + expiresIn * 1000 - MARGIN_MS };
    return token;
  };
}

async function ask(issuer: string, resource: string, { clientId, clientSecret, scope }: ClientCredentials) {
  const endpoint = await tokenEndpoint(issuer);
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString(
    'base64',
  );
  const answer = await call(endpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, accept: 'application/json' },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource, ...(scope ? { scope } : {}) }),
  });
  const body = (await answer.json()) as { access_token?: string; expires_in?: number; error?: string };
  if (!answer.ok || !body.access_token) {
    throw new Refused(answer.status, `The issuer gives ${clientId} no token: ${body.error ?? answer.status}`);
  }
  return { token: body.access_token, expiresIn: body.expires_in ?? 300 };
}

/** OpenID Connect Discovery 1.0 §4. */
async function tokenEndpoint(issuer: string): Promise<string> {
  const answer = await call(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {});
  if (!answer.ok) throw new Unavailable(`The issuer ${issuer} answers ${answer.status}`);
  return ((await answer.json()) as { token_endpoint: string }).token_endpoint;
}

async function call(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    throw new Unavailable(`The issuer does not answer at ${url}`, { cause: error });
  }
}
