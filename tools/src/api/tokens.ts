import { Refused, Unavailable } from './failures.js';

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Scopes to ask for, separated by spaces; those the issuer gives unasked where undefined. */
  readonly scope?: string | undefined;
}

/** Answers an access token that is good for a minute or more. */
export type TokenSource = () => Promise<string>;

/** A token as the issuer gave it. */
export interface GivenToken {
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
}

const MARGIN_MS = 60_000;
const PATIENCE_MS = 10_000;

/** Tokens of an OIDC issuer by client credentials (RFC 6749 §4.4), each kept until it is about to expire. */
export function clientTokens(issuer: string, audience: string, client: ClientCredentials): TokenSource {
  return keptTokens(() => ask(issuer, audience, client));
}

/** Asks anew when the token held is about to expire. */
export function keptTokens(get: () => Promise<GivenToken>): TokenSource {
  let held: { readonly token: string; readonly until: number } | undefined;
  return async () => {
    if (held && held.until > Date.now()) return held.token;
    const { token, expiresIn } = await get();
    held = { token, until: Date.now() + expiresIn * 1000 - MARGIN_MS };
    return token;
  };
}

async function ask(
  issuer: string,
  resource: string,
  { clientId, clientSecret, scope }: ClientCredentials,
): Promise<GivenToken> {
  const endpoint = (await discover(issuer)).token_endpoint;
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString(
    'base64',
  );
  const answer = await callIssuer(endpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, accept: 'application/json' },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource, ...(scope ? { scope } : {}) }),
  });
  return tokenIn(answer, clientId);
}

/** What a token endpoint answered. Throws Refused where it says no. */
export async function tokenIn(answer: Response, whose: string): Promise<GivenToken> {
  const body = (await answer.json()) as { access_token?: string; expires_in?: number; error?: string };
  if (!answer.ok || !body.access_token)
    throw new Refused(answer.status, `The issuer gives ${whose} no token: ${body.error ?? answer.status}`);
  return { token: body.access_token, expiresIn: body.expires_in ?? 300 };
}

export interface IssuerEndpoints {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

/** OpenID Connect Discovery 1.0 §4. Throws Unavailable. */
export async function discover(issuer: string): Promise<IssuerEndpoints> {
  const answer = await callIssuer(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {});
  if (!answer.ok) throw new Unavailable(`The issuer ${issuer} answers ${answer.status}`);
  return (await answer.json()) as IssuerEndpoints;
}

/** Throws Unavailable where nobody answers. */
export async function callIssuer(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    throw new Unavailable(`The issuer does not answer at ${url}`, { cause: error });
  }
}
