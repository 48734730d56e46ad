import { DomainError, isDomainError } from '@xianjie/errors';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { actorOf, type Actor } from './actor.js';

export interface TokenVerifierSettings {
  /** OIDC issuer, exactly as tokens name it; its keys are found by discovery. */
  readonly issuer: string;
  /** What `aud` must hold. */
  readonly audience: string;
  /** Seconds that clocks may differ; 10 unless told. */
  readonly clockTolerance?: number;
  /** Milliseconds to wait for the issuer; 3000 unless told. */
  readonly timeoutMs?: number;
}

/** Asymmetric only: with a symmetric algorithm allowed, a public key would serve as the secret. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const MAX_TOKEN = 8192;
const REMEMBERED = 2000;
const LOST_TRIES = 5;
/** A verified token is believed this long without checking again, so that a withdrawn key is noticed. */
const BELIEVED_MS = 60_000;

/** Makes an `Actor` of an access token (JWT, RFC 9068) of one issuer. */
export class TokenVerifier {
  readonly #settings: Required<TokenVerifierSettings>;
  readonly #believed = new Map<string, { readonly actor: Actor; readonly until: number }>();
  #keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(settings: TokenVerifierSettings) {
    this.#settings = { clockTolerance: 10, timeoutMs: 3000, ...settings };
  }

  /**
   * Throws DomainError `unauthenticated` (`token.expired`, `token.invalid`, `token.audience`, `token.claims`), or
   * `unavailable` (`issuer.unreachable`) where the issuer's keys cannot be had: that is not the caller's fault.
   */
  async verify(token: string): Promise<Actor> {
    const known = this.#believed.get(token);
    if (known && known.until > Date.now()) return known.actor;
    if (token.length > MAX_TOKEN) throw refused('invalid', 'The access token is too long', '访问令牌过长');
    const claims = await this.#claimsAgain(token);
    const actor = actorOf(claims);
    if (!actor) throw refused('claims', 'The access token names no agency', '访问令牌未载明机关');
    this.#remember(token, actor, claims);
    return actor;
  }

  /** A kept-alive connection that the issuer has closed meanwhile fails at once and says nothing; there may be several. */
  async #claimsAgain(token: string): Promise<JWTPayload> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#claimsOf(token);
      } catch (error) {
        const lost = isDomainError(error, 'unavailable') && isLostConnection(error.cause);
        if (!lost || tries === LOST_TRIES) throw error;
      }
    }
  }

  async #claimsOf(token: string): Promise<JWTPayload> {
    const { issuer, audience, clockTolerance } = this.#settings;
    try {
      this.#keys ??= this.#discover();
      const { payload } = await jwtVerify(token, await this.#keys, {
        issuer,
        audience,
        clockTolerance,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'aud', 'iss', 'sub'],
      });
      return payload;
    } catch (error) {
      throw meaningOf(error);
    }
  }

  /** OpenID Connect Discovery 1.0 §4. A failure is not remembered: the next request asks again. */
  async #discover(): Promise<JWTVerifyGetKey> {
    const { issuer, timeoutMs } = this.#settings;
    try {
      const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
      const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      const found = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
      if (found.issuer !== issuer)
        throw new Error(`${url} speaks for another issuer: ${String(found.issuer)}`);
      return createRemoteJWKSet(new URL(String(found.jwks_uri)), {
        timeoutDuration: timeoutMs,
        cooldownDuration: 5000,
        cacheMaxAge: 600_000,
      });
    } catch (error) {
      this.#keys = undefined;
      throw error;
    }
  }

  #remember(token: string, actor: Actor, claims: JWTPayload): void {
    if (this.#believed.size >= REMEMBERED) {
      const [oldest] = this.#believed.keys();
      if (oldest !== undefined) this.#believed.delete(oldest);
    }
    const expiry = ((claims.exp ?? 0) + this.#settings.clockTolerance) * 1000;
    this.#believed.delete(token);
    this.#believed.set(token, { actor, until: Math.min(expiry, Date.now() + BELIEVED_MS) });
  }
}

/** Node's fetch names what happened to the connection in its cause; a time-out is no lost connection. */
function isLostConnection(error: unknown): boolean {
  return (error as Error | undefined)?.message === 'fetch failed';
}

/** What jose's error says about the token; anything that says nothing about it means the keys could not be had. */
function meaningOf(error: unknown): DomainError {
  if (error instanceof errors.JWTExpired)
    return refused('expired', 'The access token has expired', '访问令牌已过期');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'aud'
      ? refused('audience', 'The access token is for another audience', '访问令牌的受众不符')
      : refused(
          'invalid',
          `The access token's claim ${error.claim} is missing or wrong`,
          '访问令牌的声明缺失或不符',
        );
  }
  if (aboutToken.some((type) => error instanceof type)) {
    return refused('invalid', 'The access token is not valid', '访问令牌无效');
  }
  return new DomainError(
    'unavailable',
    'issuer.unreachable',
    'The keys of the token issuer cannot be had now',
    {
      zh: '暂时无法取得令牌签发方的公钥',
      cause: error,
      retryAfter: 5,
    },
  );
}

const aboutToken = [
  errors.JWSInvalid,
  errors.JWTInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

function refused(code: string, message: string, zh: string): DomainError {
  return new DomainError('unauthenticated', `token.${code}`, message, { zh });
}
