import { DomainError } from '@xianjie/errors';
import { allScopes } from '@xianjie/identity';
import * as oidc from 'openid-client';
import type { Tokens } from './session.js';
import type { SignInAttempt } from './sign-in-attempt.js';

export interface IssuerSettings {
  readonly OIDC_ISSUER: string;
  readonly CONSOLE_URL: string;
  readonly CLIENT_ID: string;
  readonly CLIENT_SECRET?: string | undefined;
  readonly OIDC_BROWSER_URL?: string | undefined;
  readonly OIDC_SCOPES?: string | undefined;
  readonly OIDC_RESOURCE?: string | undefined;
}

export interface SignInWishes {
  /** Ask who it is, although the issuer may still know somebody. */
  readonly anew: boolean;
  /** A sample officer of the local stack. */
  readonly as?: string | undefined;
}

/** What the issuer is worth waiting for. */
const PATIENCE_SECONDS = 5;
/** Where an issuer does not say how long its token holds. */
const USUAL_SECONDS = 300;

/** The OIDC issuer, as the console's server speaks with it: authorization code with PKCE, as any issuer offers it. */
export class IssuerClient {
  #discovered: Promise<oidc.Configuration> | undefined;

  constructor(private readonly settings: IssuerSettings) {}

  /** Resolves when the issuer's addresses are known. Throws DomainError `unavailable` (`issuer.unreachable`). */
  async ready(): Promise<void> {
    await this.#issuer();
  }

  /** Where the browser goes to sign in. */
  async signInAddress(attempt: SignInAttempt, { anew, as }: SignInWishes): Promise<string> {
    const { OIDC_BROWSER_URL, OIDC_RESOURCE, OIDC_SCOPES } = this.settings;
    const address = oidc.buildAuthorizationUrl(await this.#issuer(), {
      redirect_uri: this.#callback,
      scope: OIDC_SCOPES ?? ['openid', 'offline_access', ...allScopes].join(' '),
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      ...(OIDC_RESOURCE === undefined ? {} : { resource: OIDC_RESOURCE }),
      ...(anew ? { prompt: 'login' } : {}),
      ...(as === undefined ? {} : { login_hint: as }),
    });
    if (OIDC_BROWSER_URL === undefined) return address.href;
    return new URL(address.pathname + address.search, OIDC_BROWSER_URL).href;
  }

  /**
   * The tokens for the code that came back in `query`, after state, nonce, issuer and the ID token's signature were checked. Throws
   * DomainError `invalid` (`sign-in.refused`) or `unavailable`.
   */
  async redeem(query: string, { state, nonce, verifier }: SignInAttempt): Promise<Tokens> {
    const { OIDC_RESOURCE } = this.settings;
    const issuer = await this.#issuer();
    try {
      const answer = await oidc.authorizationCodeGrant(
        issuer,
        new URL(`${this.#callback}${query}`),
        { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
        OIDC_RESOURCE === undefined ? {} : { resource: OIDC_RESOURCE },
      );
      return tokensOf(answer);
    } catch (error) {
      if (isUnreachable(error)) throw unreachable(error);
      throw new DomainError('invalid', 'sign-in.refused', 'The sign-in was not completed', {
        zh: '登录未能完成',
        cause: error,
      });
    }
  }

  /** New tokens; undefined where the issuer gives none any longer. Throws DomainError `unavailable` where it cannot be asked. */
  async renew(refreshToken: string): Promise<Tokens | undefined> {
    const issuer = await this.#issuer();
    try {
      return tokensOf(await oidc.refreshTokenGrant(issuer, refreshToken));
    } catch (error) {
      if (error instanceof oidc.ResponseBodyError && error.status < 500) return undefined;
      throw unreachable(error);
    }
  }

  /** Makes a refresh token worthless, where the issuer offers that. */
  async revoke(refreshToken: string): Promise<void> {
    const issuer = await this.#issuer();
    if (issuer.serverMetadata().revocation_endpoint === undefined) return;
    await oidc.tokenRevocation(issuer, refreshToken, { token_type_hint: 'refresh_token' });
  }

  get #callback(): string {
    return `${this.settings.CONSOLE_URL}/session/callback`;
  }

  /** Discovered once; a failure is not remembered. */
  #issuer(): Promise<oidc.Configuration> {
    this.#discovered ??= this.#discover().catch((error: unknown) => {
      this.#discovered = undefined;
      throw unreachable(error);
    });
    return this.#discovered;
  }

  #discover(): Promise<oidc.Configuration> {
    const { OIDC_ISSUER, CLIENT_ID, CLIENT_SECRET } = this.settings;
    const server = new URL(OIDC_ISSUER);
    // http:// only where the operator wrote it: a trial, or a network of the containers' own.
    const insecure = server.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
    return oidc.discovery(
      server,
      CLIENT_ID,
      undefined,
      CLIENT_SECRET === undefined ? oidc.None() : oidc.ClientSecretBasic(CLIENT_SECRET),
      { timeout: PATIENCE_SECONDS, execute: [...insecure, oidc.enableNonRepudiationChecks] },
    );
  }
}

function tokensOf(answer: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers): Tokens {
  return {
    accessToken: answer.access_token,
    expiresIn: answer.expires_in ?? USUAL_SECONDS,
    ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
  };
}

/** The issuer did not answer, or with a failure of its own; everything else says something about the sign-in. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof TypeError && error.message === 'fetch failed') return true;
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500;
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return code === 'OAUTH_TIMEOUT' || (cause instanceof Response && cause.status >= 500);
}

function unreachable(cause: unknown): DomainError {
  return new DomainError('unavailable', 'issuer.unreachable', 'The sign-in service cannot be reached now', {
    zh: '暂时无法连接统一身份认证系统',
    cause,
    retryAfter: 5,
  });
}
