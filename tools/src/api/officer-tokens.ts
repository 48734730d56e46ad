import { createHash, randomBytes } from 'node:crypto';
import { Refused, Unavailable } from './failures.js';
import { callIssuer, discover, type GivenToken, keptTokens, tokenIn, type TokenSource } from './tokens.js';

export interface OfficerLogin {
  readonly login: string;
  readonly password: string;
  /** Scopes to ask for, separated by spaces. */
  readonly scope: string;
}

/** Any port of the loopback address will do (RFC 8252 §7.3); nobody listens there, the code is read from the redirect. */
const REDIRECT = 'http://127.0.0.1/callback';
const CLIENT = 'xianjie-console';
const MOST_REDIRECTS = 10;

/**
 * Tokens of an officer who signs in at the page of the local issuer: authorization code with PKCE (RFC 7636), as a browser does it. Throws
 * Refused for a wrong password, Unavailable where the issuer does not answer or breaks off.
 */
export function officerTokens(issuer: string, audience: string, officer: OfficerLogin): TokenSource {
  return keptTokens(() => signIn(issuer, audience, officer));
}

async function signIn(issuer: string, resource: string, officer: OfficerLogin): Promise<GivenToken> {
  const { authorization_endpoint: page, token_endpoint: endpoint } = await discover(issuer);
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: CLIENT,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: `openid ${officer.scope}`,
    resource,
    state: randomBytes(16).toString('base64url'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const code = await codeFor(`${page}?${query}`, officer);
  const answer = await callIssuer(endpoint, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: CLIENT,
      redirect_uri: REDIRECT,
      code,
      code_verifier: verifier,
      resource,
    }),
  });
  return tokenIn(answer, officer.login);
}

/** Fills the sign-in form in, and follows where it leads until it comes back to us. */
async function codeFor(page: string, { login, password }: OfficerLogin): Promise<string> {
  const browser = new Browser();
  const form = browser.leadingTo(await browser.visit(page), page);
  await browser.visit(form);
  const filled = { method: 'POST', body: new URLSearchParams({ login, password }) };
  const answered = await browser.visit(`${form}/login`, filled);
  if (answered.status === 401) throw new Refused(401, `The issuer does not know ${login} by that password`);
  let location = browser.leadingTo(answered, form);
  for (let turns = 0; !location.startsWith(REDIRECT); turns += 1) {
    if (turns === MOST_REDIRECTS) throw new Unavailable(`The sign-in of ${login} leads nowhere`);
    location = browser.leadingTo(await browser.visit(location), location);
  }
  const answer = new URL(location).searchParams;
  const code = answer.get('code');
  if (code) return code;
  throw new Refused(403, `The issuer signs ${login} in with no code: ${answer.get('error') ?? 'none'}`);
}

/** Keeps cookies and follows no redirect by itself. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async visit(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await callIssuer(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** Where a redirect leads. Throws Unavailable where it is none. */
  leadingTo(response: Response, from: string): string {
    const location = response.headers.get('location');
    if (location === null) throw new Unavailable(`The issuer answers ${response.status} at ${from}`);
    return new URL(location, from).toString();
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value) this.#cookies.set(name, value);
    else this.#cookies.delete(name);
  }
}
